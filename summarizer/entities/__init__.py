"""Countries, organisations and places: what they are called in each language, and which of them an article names."""
