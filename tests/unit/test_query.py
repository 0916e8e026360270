from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import QueryError
from summarizer.topics.query import LIMIT, parse, parse_canonical
from summarizer.topics.trees import dump, load


@pytest.mark.parametrize(
    "text",
    [
        'kuril "peace treaty"',
        '"Peace  Treaty" KURIL',
        "kuril «peace treaty» kuril",
        "(kuril) & „peace treaty“",
        '"peace treaty" AND Kuril',
        '-(-kuril | -"peace treaty")',
        'kuril "peace treaty" | kuril "peace treaty" tokyo-bay',
    ],
)
def test_wordings_of_one_demand_have_one_canonical_form(text: str) -> None:
    assert parse(text).canonical == '"kuril" "peace treaty"'


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("sanctions -trade", '"sanctions" -"trade"'),
        ("sanctions NOT trade", '"sanctions" -"trade"'),
        ("sanctions, embargo", '"embargo" | "sanctions"'),
        ("sanctions | embargo -trade", '"embargo" -"trade" | "sanctions"'),
        ("(sanctions | embargo) -trade", '("embargo" | "sanctions") -"trade"'),
        ("sanctions ~ trade", '"sanctions" ~ "trade"'),
        ("sanctions ~ (trade, oil)", '"oil" ~ "sanctions" | "sanctions" ~ "trade"'),
        ("lang:russian sanctions", '"sanctions" lang:ru'),
        ('title:"peace treaty" talks', '"talks" title:"peace treaty"'),
        ("outlet: reuters sanctions", '"sanctions" outlet:"reuters"'),
        ("act:summons sanctions", '"sanctions" act:summons'),
        ('act:"state visit"', "act:state-visit"),
        ("talks about sanctions", '"sanctions" "talks"'),
        ("the", '"the"'),
        ("a - b-c", '"b c"'),
        ("C++ & treaty", '"c" "treaty"'),
        ("treaty, oil,", '"oil" | "treaty"'),
        ("treaty?!", '"treaty"'),
        ("U.N.-style", '"un style"'),
        (".*treaty", '"treaty"'),
        ("((((treaty))))", '"treaty"'),
        ("-(" * 40 + "treaty" + ")" * 40, '"treaty"'),
    ],
)
def test_operators_and_fields(text: str, canonical: str) -> None:
    assert parse(text).canonical == canonical


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("Japan & Russia", "country:JP country:RU"),
        ("japan russia peace treaty", '"peace" "treaty" country:JP country:RU'),
        ("Япония и Россия", "country:JP country:RU"),
        ("Japon ~ Russie", "country:JP ~ country:RU"),
        ("日本 ~ 俄罗斯", "country:JP ~ country:RU"),
        ("اليابان روسيا", "country:JP country:RU"),
        ("Kuril Islands", "place:kuril-islands"),
        ("Northern Territories talks", '"talks" place:kuril-islands'),
        ("kremlin", "country:RU"),
        ("south korea -(north korea)", "country:KR -country:KP"),
        ("country:japan", "country:JP"),
        ("country:JP", "country:JP"),
        ("org:nato", "org:NATO"),
        ('place:"golan heights" x-ray', '"x ray" place:golan'),
        ("about:japan", "about:country/JP"),
        ("US tariffs", '"tariffs" country:US'),
        ('"Japan"', '"japan"'),
        ("geneva", '"geneva"'),
        ("japan ~ japan", "country:JP"),
        ("japan -oil russia", 'country:JP country:RU -"oil"'),
        ("-north korea japan", "country:JP -country:KP"),
        ("-title:oil japan", 'country:JP -title:"oil"'),
        ("japan ~ russia peace treaty", '"peace" "treaty" country:JP ~ country:RU'),
        (
            "peace treaty japan ~ south korea ~ china",
            '"peace" "treaty" country:CN ~ country:KR country:JP ~ country:KR',
        ),
        ("japan ~ (russia, china) oil", '"oil" (country:CN ~ country:JP | country:JP ~ country:RU)'),
        ("-中国 制裁", '"制裁" -country:CN'),
        ("US-China", "country:CN country:US"),
        ("Japan–Russia", "country:JP country:RU"),
        ("франко-алжирский", "country:DZ country:FR"),
        ("Guinea-Bissau", "country:GW"),
        ("Japan’s oil", '"oil" country:JP'),
        ("EU", "org:EU"),
        ("guinea", "country:GN"),
        ("刚果", "country:CD | country:CG"),
        ("中俄", "country:CN country:RU"),
    ],
)
def test_names_in_any_language_are_their_country(text: str, canonical: str) -> None:
    assert parse(text).canonical == canonical


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ('""', "empty"),
        ("😀 !?", "empty"),
        (".*", "empty"),
        ('"peace treaty', "quote"),
        ("peace” treaty", "quote"),
        ("a" * (LIMIT + 1), "long"),
        ("word " * 2000, "long"),
        ("a ((b", "open"),
        ("a b)", "close"),
        ("a |", "unfinished"),
        ("treaty &", "unfinished"),
        ("title:", "unfinished"),
        ("~treaty", "operator"),
        ("treaty ~ -oil", "operator"),
        ("-trade", "excludes"),
        ("trade | -oil", "excludes"),
        ("treaty -treaty", "never"),
        ("foo:bar", "field"),
        ("country:atlantis", "value"),
        ("act:dancing", "value"),
        ("lang:klingon", "value"),
        ("treaty ~ lang:ru", "near"),
        (f"({','.join('abcdefghjklmnop')})~({','.join('qrstuvwxyzαβγδε')})", "complex"),
    ],
)
def test_what_cannot_be_understood_says_why(text: str, code: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.code == code


def test_an_error_points_at_its_place_and_says_what_may_be_meant() -> None:
    with pytest.raises(QueryError) as caught:
        parse("country:jpan")
    assert "Japan" in caught.value.suggestions
    with pytest.raises(QueryError) as caught:
        parse("treaty (oil | gas")
    assert caught.value.text[caught.value.place :] == "(oil | gas"


@pytest.mark.parametrize(("text", "named"), [("япония -japan", "Japan"), ("oil ~ about:japan", "about:Japan")])
def test_an_error_names_things_as_a_reader_would(text: str, named: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.detail == named


_PIECES = st.sampled_from(
    [*"ab|&~,()-\"' «»", " OR ", " NOT ", "lang:ru ", "title:", "act:veto ", "the ", "日本", "İ", "ß"]
)


@given(st.text(max_size=60) | st.lists(_PIECES, max_size=20).map("".join))
def test_the_canonical_form_reads_back_as_itself(text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    assert parse_canonical(query.canonical) == query
    assert parse_canonical(query.canonical).canonical == query.canonical
    assert load(dump(query)) == query


def test_an_act_like_none_names_some_that_exist() -> None:
    with pytest.raises(QueryError) as caught:
        parse("act:dance")
    assert caught.value.suggestions
    assert all(parse(f"act:{one}") for one in caught.value.suggestions)
