from hypothesis import given
from hypothesis import strategies as st

from reader.core.search.query import parse_as_typed, parse_query


def words(text: str) -> list[str]:
    return [" ".join(needle.terms) + "*" * needle.is_prefix for needle in parse_query(text).needles]


def test_words_phrases_and_beginnings() -> None:
    assert words('gas "power of siberia" pipe*') == ["gas", "power of siberia", "pipe*"]


def test_filters_are_no_words() -> None:
    query = parse_query('tag:gas entity:"Xi Jinping" kind:person in:summit#energy since:2017 until:2017-07-03 oil')
    assert (query.tags, query.entities, query.kinds, query.within) == (
        ("gas",),
        ("Xi Jinping",),
        ("person",),
        ("summit#energy",),
    )
    assert (query.since, query.until) == ("2017", "2017-07-03")
    assert words("tag:gas oil") == ["oil"]


def test_what_is_no_filter_is_searched_for_as_words() -> None:
    assert words("since:yesterday") == ["since yesterday"]
    assert words("author:smith") == ["author smith"]
    assert words('an "open quote') == ["an", "open", "quote"]
    assert words('AND OR NOT ( ) ^ * "') == ["and", "or", "not"]


def test_a_minus_leaves_out() -> None:
    query = parse_query('gas -oil -"coal mine"')
    assert [needle.terms for needle in query.without] == [("oil",), ("coal", "mine")]


def test_a_word_that_is_being_typed_is_a_beginning() -> None:
    assert [needle.is_prefix for needle in parse_as_typed("gas pip").needles] == [False, True]
    assert [needle.is_prefix for needle in parse_as_typed("gas pip ").needles] == [False, False]


@given(st.text(max_size=40))
def test_any_text_is_a_query(text: str) -> None:
    parse_query(text)
    parse_as_typed(text)
