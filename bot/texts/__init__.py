"""What readers read."""
