"""Rows that point to pages are laid out in the direction of their language; others are left alone."""

from __future__ import annotations

import pytest
from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.rows import laid_out


def keyboard(*rows: list[str]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(text, callback_data="x") for text in row] for row in rows])


def texts(markup: InlineKeyboardMarkup) -> list[list[str]]:
    return [[button.text for button in row] for row in markup.inline_keyboard]


def test_arabic_pages_go_from_right_to_left() -> None:
    shown = laid_out(keyboard(["1", "2", "3"], ["‹ السابق", "التالي ›"], ["حفظ", "مشاركة"]))
    assert texts(shown) == [["1", "2", "3"], ["التالي ›", "‹ السابق"], ["حفظ", "مشاركة"]]


@pytest.mark.parametrize(
    "row", [["‹ Earlier", "Later ›"], ["‹ Назад", "Далее ›"], ["‹ السابق"], ["‹ 上一页", "下一页 ›"]]
)
def test_other_rows_stay(row: list[str]) -> None:
    assert texts(laid_out(keyboard(row))) == [row]


def test_what_is_no_keyboard_stays() -> None:
    question = ForceReply()
    assert laid_out(question) is question
    assert laid_out(None) is None
