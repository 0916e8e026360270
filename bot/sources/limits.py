"""How much of a file is read, and for how long. Every reader's limits stand here, so that they can be compared."""

from __future__ import annotations

MB = 1_000_000

LARGEST_FILE = 100 * MB
"""Bytes of a file of any kind; tables and lines of JSON are as long as they like."""

LARGEST_PAGE = 10 * MB
"""Bytes of a web page, and of a mail's or a feed entry's HTML."""

LARGEST_FEED = 50 * MB
"""Bytes of a feed; 50,000 entries of a paragraph each have a third of it."""

DEEPEST_PAGE = 250
"""Elements around an element. libxml2 leaves out what is deeper than 256, so a page that gets there is not whole."""

MOST_ELEMENTS = 100_000
"""Elements of a page; a long one of a newspaper has 5,000."""

LONGEST_TAG = 4000
"""Characters of a tag that keeps its attributes: libxml2 compares each attribute of an element with all others."""

PAGE_SECONDS = 20
"""Seconds to find the article on a page; a long one takes half of one."""

MOST_UNPACKED = 50 * MB
"""Bytes of a Word file, unpacked."""

MOST_UNPACKED_ARCHIVE = 200 * MB
"""Bytes of a ZIP archive, unpacked."""

MOST_FILES = 5000
"""Files of a ZIP archive."""

MOST_DIRECTORY = 50_000
"""Entries of a ZIP's directory: what has more is refused before the directory is built, which takes 1 kB an entry."""

MOST_ATTACHMENTS = 20
"""Attachments of a mail that are read."""

MOST_MAIL_PARTS = 500
"""Parts of a mail that are looked at."""

MOST_BOUNDARIES = 200
"""Times that a mail names a boundary of parts: the time to read nested ones grows with the square of their number."""

MOST_ENTRIES = 1000
"""Entries of a feed, the newest."""

MOST_SUBSCRIPTIONS = 5000
"""Feeds of a list."""

MOST_FIELD = 10 * MB
"""Characters of a field of a table."""

MOST_PAGES = 2000
"""Pages of a PDF."""

PDF_SECONDS = 30
"""Seconds to read a PDF, by the clock; a page takes 20 to 100 ms."""

PDF_MEMORY = 768 * MB
"""Bytes of address space for the process that reads a PDF; the interpreter and pypdf take 150 MB of it."""

PDF_TEXT = 10 * MB
"""Characters that a PDF's text may have."""
