"""Briefs and timelines: many stored articles of a topic as one page, each fact word for word with where it stands."""
