"""Which articles are the same text again, and which report the same event."""
