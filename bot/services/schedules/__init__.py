"""When a reader is told: hours, quiet hours and time zones, how they are written, and when a digest is due."""
