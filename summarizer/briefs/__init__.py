"""Many articles as one short text of their own sentences, and what of it a reader was told before."""
