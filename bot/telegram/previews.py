"""What Telegram shows below a message for the first link in it: nothing, for the link is the source's."""

from __future__ import annotations

from telegram import LinkPreviewOptions

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
