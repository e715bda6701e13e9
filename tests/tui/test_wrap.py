"""Text broken into lines by cells."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from reader.tui.drawing.wrap import _NARROW, _graphemes, first_lines, wrap


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


def test_words_stay_whole() -> None:
    assert lines("the quick brown fox", 10) == ["the quick", "brown fox"]


def test_a_word_that_fills_the_line_exactly_leaves_no_empty_line() -> None:
    assert lines("abcdefghij klm", 10) == ["abcdefghij", "klm"]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert lines("abcdefghijkl m", 5) == ["abcde", "fghij", "kl m"]


def test_a_newline_is_a_break() -> None:
    assert lines("a\n\nb", 5) == ["a", "", "b"]


def test_a_hyphen_inside_a_word_is_a_place_to_break() -> None:
    assert lines("China-Russia summit", 8) == ["China-", "Russia", "summit"]


def test_han_breaks_between_characters_but_not_before_a_full_stop() -> None:
    assert lines("习近平访问莫斯科。今天", 16) == ["习近平访问莫斯", "科。今天"]
    assert lines("一二三四。五", 8) == ["一二三", "四。五"]


def test_a_wide_character_is_never_split_over_the_edge() -> None:
    assert lines("中文中", 5) == ["中文", "中"]


def test_hangul_breaks_at_spaces() -> None:
    assert lines("북한은 핵실험을 했다", 11) == ["북한은", "핵실험을", "했다"]


def test_what_is_taken_for_narrow_is_one_cell_wide() -> None:
    assert all(cell_len(chr(code)) == 1 for code in range(0x30000) if _NARROW(chr(code)))


@settings(derandomize=True, deadline=None, max_examples=800)
@given(st.text("ab -習平。（북е́👩‍👧🇰🇷é\n", max_size=60), st.integers(2, 20))
def test_every_line_fits_and_nothing_but_spaces_is_lost(text: str, width: int) -> None:
    stretches = wrap(text, width)
    place = 0
    for start, end in stretches:
        assert cell_len(text[start:end]) <= width
        assert not text[place:start].strip(" \n")
        place = end
    assert not text[place:].strip(" \n")


@settings(derandomize=True, deadline=None, max_examples=400)
@given(st.text("abc -習平。（북е́👩‍👧🇰🇷é\u200d\u0301", max_size=40))
def test_graphemes_are_those_that_rich_finds(text: str) -> None:
    assert list(_graphemes(text)) == split_graphemes(text)[0]


def test_the_first_line_may_be_longer_or_shorter_than_the_others() -> None:
    text = "one two three four"
    assert [text[start:end] for start, end in wrap(text, 9, 14)] == ["one two three", "four"]
    assert [text[start:end] for start, end in wrap(text, 14, 5)] == ["one", "two three four"]


def test_a_dash_or_a_point_between_parts_ends_a_line_and_begins_none() -> None:
    assert lines("signed there · by both — so far", 14) == ["signed there ·", "by both — so", "far"]
    assert lines("signed it here · by both", 15) == ["signed it", "here · by both"]


@given(st.text("ab 習·—", max_size=60), st.integers(3, 20), st.integers(1, 4))
def test_first_lines_are_within_the_width_and_say_where_they_were_cut(text: str, width: int, most: int) -> None:
    found = first_lines(text, width, most)
    assert len(found) <= most
    assert all(cell_len(line) <= width for line in found)
    assert found[-1].endswith("…") == (len(wrap(text, width)) > most)
