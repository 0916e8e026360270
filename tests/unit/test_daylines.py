"""Lines that say when and nothing else."""

from __future__ import annotations

import pytest

from summarizer.text.daylines import is_day


@pytest.mark.parametrize(
    "line",
    [
        "Tuesday, July 12, 2005",
        "Monday 3 June 2019 10:30 GMT",
        "Jeudi 22 septembre 2005",
        "Le mercredi 13 août 2008",
        "jueves, 5 de mayo de 2011",
        "Четверг, 22 сентября 2005 года",
        "الثلاثاء ، 12 يوليو 2005",
        "2005年9月22日 星期四",
        "12/07/2005",
        "— 2005-07-12 —",
    ],
)
def test_a_date_is_a_day(line: str) -> None:
    assert is_day(line)


@pytest.mark.parametrize(
    "line", ["", "Sunday", "Summit 2024", "May 1968 and after", "Attack of 11 September 2001", "14 juillet : la fête"]
)
def test_a_title_with_a_date_is_none(line: str) -> None:
    assert not is_day(line)
