"""What the next factors of ten need: a day of any number of readers, worked out from constants that were measured."""
