"""The real program in bad weather: killed again and again, and counted at the receiving end what became of it."""
