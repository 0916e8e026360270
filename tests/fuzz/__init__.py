"""What comes from outside, invented: whatever it is, it is understood or refused by name."""
