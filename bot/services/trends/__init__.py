"""Topics over time, counted: what `/trend` and `/compare` show."""
