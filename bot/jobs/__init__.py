"""What runs beside the conversation: the worker process, the first start."""
