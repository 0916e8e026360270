"""Text in, dataclasses out: language, sentences, ranking, topics. No network, no database, no clock."""
