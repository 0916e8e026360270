"""Dates that a sentence names, absolute or beside the day on which it was published, in the six UN languages.

Names of months and days are CLDR's, by babel, so that plain dates are read in any other language as well.
"""
