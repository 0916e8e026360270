"""The methods of the Bot API that the sandbox knows, by their name in lower case; any other is an error."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.sandbox.methods import answers, identity, media, menu, messages, polling
from bot.sandbox.params import Params
from bot.sandbox.world import World

Method = Callable[[World, Params], Awaitable[object]]

NAMED: dict[str, Method] = {
    "getMe": identity.get_me,
    "getChat": identity.get_chat,
    "getChatMember": identity.get_chat_member,
    "getChatAdministrators": identity.get_chat_administrators,
    "setMyDescription": identity.set_my_description,
    "setMyShortDescription": identity.set_my_short_description,
    "getMyDescription": identity.get_my_description,
    "getMyShortDescription": identity.get_my_short_description,
    "getMyName": identity.get_my_name,
    "setMyCommands": menu.set_my_commands,
    "getMyCommands": menu.get_my_commands,
    "deleteMyCommands": menu.delete_my_commands,
    "setChatMenuButton": menu.set_chat_menu_button,
    "getUpdates": polling.get_updates,
    "setWebhook": polling.set_webhook,
    "deleteWebhook": polling.delete_webhook,
    "getWebhookInfo": polling.get_webhook_info,
    "sendMessage": messages.send_message,
    "editMessageText": messages.edit_message_text,
    "editMessageReplyMarkup": messages.edit_message_reply_markup,
    "editMessageMedia": media.edit_message_media,
    "deleteMessage": messages.delete_message,
    "sendDocument": media.send_document,
    "sendPhoto": media.send_photo,
    "getFile": media.get_file,
    "sendChatAction": answers.send_chat_action,
    "answerCallbackQuery": answers.answer_callback_query,
    "answerInlineQuery": answers.answer_inline_query,
}

METHODS: dict[str, tuple[str, Method]] = {name.lower(): (name, method) for name, method in NAMED.items()}
"""Telegram does not mind the case of a method's name; this gives the proper one."""
