"""The database's address, as it may be shown: without a password, wherever it stands in it."""

from __future__ import annotations

from sqlalchemy import URL

from storage.errors import DatabaseUnreachable

SECRETS = ("password", "sslpassword", "passwd")
HIDDEN = "hidden"


def shown(url: URL) -> str:
    """The address for logs and errors."""
    hidden = {name: HIDDEN for name in url.query if name.lower() in SECRETS}
    return url.update_query_dict(hidden).render_as_string(hide_password=True)


def checked(url: URL) -> URL:
    """The address of a server. Raises ``DatabaseUnreachable`` where a password is cut in two by a sign of its own.

    The second part would be taken for the host or the database, and be shown in errors.
    """
    if "@" in (url.host or "") or "@" in (url.database or ""):
        hint = "signs such as @ : / ? # in a password are written as %40 %3A %2F %3F %23"
        raise DatabaseUnreachable(f"the database's address is not understood; {hint}")
    return url
