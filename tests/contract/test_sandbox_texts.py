"""Texts in the sandbox obey Telegram's rules, seen over real HTTP and through aiogram's types."""

from __future__ import annotations

import pytest
from aiogram.types import Message

from tests.fixtures.sandbox import AKIKO, stage
from tests.fixtures.sandbox_client import check_shape

HTML_REFUSALS = {
    "<b>bold": 'Can\'t find end tag corresponding to start tag "b"',
    "<h1>title</h1>": 'Unsupported start tag "h1" at byte offset 0',
    "<b><i>x</b></i>": 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    "x</b>": "Unexpected end tag at byte offset 1",
    "é<b": "Unclosed start tag at byte offset 2",
    "<a href='x": 'the tag "a" at byte offset 0',
    "<span>x</span>": 'Tag "span" must have class "tg-spoiler" at byte offset 0',
    "a < b": 'Unsupported start tag "" at byte offset 2',
}

HTML = {
    "<b>a</b><strong>b</strong>": ("ab", [("bold", 0, 1), ("bold", 1, 1)]),
    "<i>a</i><em>b</em>": ("ab", [("italic", 0, 1), ("italic", 1, 1)]),
    "<u>a</u><ins>b</ins>": ("ab", [("underline", 0, 1), ("underline", 1, 1)]),
    "<s>a</s><strike>b</strike><del>c</del>": ("abc", [("strikethrough", n, 1) for n in range(3)]),
    '<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>': ("ab", [("spoiler", 0, 1), ("spoiler", 1, 1)]),
    "<blockquote>a</blockquote>": ("a", [("blockquote", 0, 1)]),
    "<blockquote expandable>a</blockquote>": ("a", [("expandable_blockquote", 0, 1)]),
    "😀<b>é😀</b>": ("😀é😀", [("bold", 2, 3)]),
    "<b>a<i>b</i></b>": ("ab", [("bold", 0, 2), ("italic", 1, 1)]),
    "&lt;b&gt; &amp;amp; &quot;&#233;&#x1F600;&nbsp;": ('<b> &amp; "é😀&nbsp;', []),
    "  <b> x </b>  ": ("x", [("bold", 0, 1)]),
    "<b></b>x": ("x", []),
    "<tg-emoji emoji-id='5368324170671202286'>👍</tg-emoji>": ("👍", [("custom_emoji", 0, 2)]),
    "<a href='javascript:alert(1)'>x</a>": ("x", []),
}


@pytest.mark.parametrize("text", HTML_REFUSALS)
async def test_wrong_html_is_refused_in_telegrams_words(text: str) -> None:
    async with stage() as on:
        code, description = await on.refused("sendMessage", chat_id=AKIKO, text=text, parse_mode="HTML")
        assert code == 400
        assert description.startswith("Bad Request: can't parse entities: ")
        assert HTML_REFUSALS[text] in description


@pytest.mark.parametrize("source", HTML)
async def test_html_becomes_entities_with_utf16_offsets(source: str) -> None:
    text, entities = HTML[source]
    async with stage() as on:
        sent = await on.good("sendMessage", chat_id=AKIKO, text=source, parse_mode="HTML")
        message = check_shape(Message, sent)
        assert message.text == text
        assert [(e.type, e.offset, e.length) for e in message.entities or []] == entities


async def test_links_and_code_keep_their_arguments() -> None:
    source = (
        '<a href="https://example.org/?a=1&amp;b=2">x</a> <a href="tg://user?id=7">y</a> '
        '<pre><code class="language-python">z</code></pre> <code>w</code>'
    )
    async with stage() as on:
        message = check_shape(Message, await on.good("sendMessage", chat_id=AKIKO, text=source, parse_mode="html"))
        link, mention, block, code = message.entities
        assert (link.type, link.url) == ("text_link", "https://example.org/?a=1&b=2")
        assert (mention.type, mention.user.id) == ("text_mention", 7)
        assert (block.type, block.language) == ("pre", "python")
        assert code.type == "code"


async def test_without_a_parse_mode_tags_are_only_text() -> None:
    async with stage() as on:
        sent = await on.good("sendMessage", chat_id=AKIKO, text="<b>a & b")
        assert sent["text"] == "<b>a & b"


async def test_given_entities_are_kept_and_checked() -> None:
    async with stage() as on:
        bold = {"type": "bold", "offset": 0, "length": 2}
        sent = await on.good("sendMessage", chat_id=AKIKO, text="abc", entities=[bold])
        assert sent["entities"] == [bold]
        code, _ = await on.refused("sendMessage", chat_id=AKIKO, text="abc", entities=[bold | {"length": 9}])
        assert code == 400


async def test_commands_and_links_are_found_by_themselves() -> None:
    async with stage() as on:
        sent = check_shape(Message, await on.reader.send(AKIKO, "😀 /help or https://example.org/a. 1/2"))
        assert [(e.type, e.offset, e.length) for e in sent.entities] == [("bot_command", 3, 5), ("url", 12, 21)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "message text is empty"),
        (" \n\t ", "text must be non-empty"),
        ("x" * 4097, "message is too long"),
        ("😀" * 2049, "message is too long"),
    ],
)
async def test_a_text_of_a_wrong_length_is_refused(text: str, reason: str) -> None:
    async with stage() as on:
        assert await on.refused("sendMessage", chat_id=AKIKO, text=text) == (400, f"Bad Request: {reason}")


async def test_length_is_counted_after_the_markup_is_parsed() -> None:
    async with stage() as on:
        sent = await on.good("sendMessage", chat_id=AKIKO, text=f"<b>{'&lt;' * 4096}</b>", parse_mode="HTML")
        assert sent["text"] == "<" * 4096


async def test_unknown_parse_mode_is_refused() -> None:
    async with stage() as on:
        refusal = await on.refused("sendMessage", chat_id=AKIKO, text="x", parse_mode="BBCode")
        assert refusal == (400, "Bad Request: unsupported parse_mode")


async def test_half_a_surrogate_pair_is_refused() -> None:
    async with stage() as on:
        refusal = await on.refused("sendMessage", chat_id=AKIKO, text="\ud83d")
        assert refusal == (400, "Bad Request: strings must be encoded in UTF-8")


async def test_a_readers_long_text_arrives_in_pieces_that_lose_nothing() -> None:
    text = " ".join(f"word{n}" for n in range(1500))
    async with stage() as on:
        await on.reader.send(AKIKO, text)
        pieces = [update["message"]["text"] for update in await on.updates()]
        assert len(pieces) == 4
        assert all(len(piece) <= 4096 for piece in pieces)
        assert " ".join(pieces) == text
