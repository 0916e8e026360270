"""The ledger's drain: what is owed is sent, and what became of it is written down."""
