"""Statistics for admins: figures of a period, in words and as a picture."""
