"""The articles an empty database starts with: one text file each, and a manifest that says what they are."""
