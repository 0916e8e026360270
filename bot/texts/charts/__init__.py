"""Charts: what is drawn of counts, and the captions that say the same in words.

What draws is imported by the worker process only: `painting`, `bars`, `lines` and `ranks` need matplotlib.
"""
