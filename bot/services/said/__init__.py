"""Who said what: the quotations of the archive by person, country and topic."""
