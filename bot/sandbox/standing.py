"""How somebody stands in a group or a channel: Telegram's ChatMember."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import BadRequest

Json = dict[str, Any]

ADMINISTRATOR = dict.fromkeys(
    (
        "can_manage_chat",
        "can_delete_messages",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_invite_users",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
        "can_send_welcome_messages",
    ),
    True,
) | {"can_be_edited": False, "is_anonymous": False}

RESTRICTED = dict.fromkeys(
    (
        "can_send_messages",
        "can_send_audios",
        "can_send_documents",
        "can_send_photos",
        "can_send_videos",
        "can_send_video_notes",
        "can_send_voice_notes",
        "can_send_polls",
        "can_send_other_messages",
        "can_add_web_page_previews",
        "can_change_info",
        "can_invite_users",
        "can_pin_messages",
        "can_manage_topics",
        "can_edit_tag",
        "can_react_to_messages",
    ),
    False,
) | {"is_member": True, "until_date": 0}

STANDINGS: dict[str, Json] = {
    "creator": {"is_anonymous": False},
    "administrator": ADMINISTRATOR,
    "member": {},
    "restricted": RESTRICTED,
    "left": {},
    "kicked": {"until_date": 0},
}
"""What each status has beside the user."""

GONE = frozenset({"left", "kicked"})


def standing(user: Json, status: str, **rights: Any) -> Json:
    """Telegram's ChatMember, with some ``rights`` other than usual. Raises BadRequest for an unknown status."""
    if status not in STANDINGS:
        raise BadRequest(f"there is no status {status}")
    return {"status": status, "user": user, **STANDINGS[status], **rights}
