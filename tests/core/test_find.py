"""Finding a text in a document: the same as item by item, from anywhere, a little at a time, with nothing made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.reading.document import Document
from reader.core.reading.find import TextSearch, fold_accents, matches, pattern_for, spans
from reader.core.reading.hunt import Hunt
from reader.core.text.pieces import STRETCH
from tests.core.test_document import LINES, document

TEXTS = st.lists(st.text(st.sampled_from("aAäbß习 \n\u00a0.")))
WANTED = st.sampled_from(
    ["a", "A", "ä", "ab", "a b", " a  b ", "ss", "习", ".", "/a.", "/^a", "/b$", "/a|", "/", " ", ""]
)
Match = tuple[int, int, int, int]


def all_of(hunt: Hunt) -> list[Match]:
    """What a hunt finds, in its order."""
    for _ in hunt.steps:
        assert not hunt.is_complete
    assert hunt.is_complete
    return [hunt.match(number) for number in range(len(hunt))]


@settings(derandomize=True, deadline=None, max_examples=500)
@given(TEXTS, WANTED)
def test_texts_that_are_looked_through_together_hold_what_each_of_them_holds(texts: list[str], wanted: str) -> None:
    pattern = pattern_for(wanted)
    one_by_one = [
        (place, *found.span())
        for place, text in enumerate(texts)
        for found in (pattern.finditer(fold_accents(text)) if wanted.strip() and wanted != "/" else ())
        if found.end() > found.start()
    ]
    assert list(TextSearch(wanted).places(texts)) == one_by_one


@pytest.mark.parametrize("wanted", ["\0", "a\0b"])
def test_what_parts_the_texts_is_never_found(wanted: str) -> None:
    assert not list(TextSearch(wanted).places(["a", "b"]))


@pytest.mark.parametrize("wanted", ["/(", "/a{99999999999999999999}", "/" + "(" * 5000])
def test_what_is_no_regular_expression_is_one_kind_of_error(wanted: str) -> None:
    with pytest.raises(re.error):
        TextSearch(wanted)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.lists(LINES.map("".join), max_size=3), st.sampled_from(["gas", "a", "s", "/[gz]"]), st.data())
def test_a_hunt_finds_from_anywhere_what_there_is_around_the_end(
    bodies: list[str], wanted: str, data: st.DataObject
) -> None:
    with patch("reader.core.text.pieces.STRETCH", 2):
        text = document(*bodies)
        there = list(matches(text, wanted))
        part = data.draw(st.integers(0, len(text.parts) - 1))
        start = part, data.draw(st.integers(0, text.parts[part].items.find_end() - 1))
        hunt = Hunt(document(*bodies), wanted, start)
        found = all_of(hunt)
    turn = sum(match[:2] < start for match in there)
    assert found == [*there[turn:], *there[:turn]]
    assert [there[hunt.place(number)] for number in range(len(hunt))] == found
    for part, about in enumerate(text.parts):
        for item in range(about.items.find_end()):
            here = [hunt.match(number) for number in hunt.within(part, item)]
            assert here == [match for match in there if match[:2] == (part, item)]


def long_text(count: int, line: str = "oil and gas {}") -> Document:
    return document("\n\n".join(line.format(number) for number in range(count)))


@pytest.mark.parametrize("line", ["oil and gas {}", "*oil* and gas {}", "- oil and\n  gas {}", "oil\nand gas {}"])
def test_no_step_looks_at_more_than_a_stretch(line: str) -> None:
    looked: list[int] = []

    def places(_: TextSearch, texts: Sequence[str]) -> list[tuple[int, int, int]]:
        looked.append(sum(map(len, texts)))
        return []

    with patch.object(TextSearch, "places", places):
        steps = [len(looked) for _ in Hunt(long_text(10_000, line), "gas").steps]
    assert steps == list(range(1, len(steps) + 1))  # one look a step
    assert sum(looked) > 100_000
    assert max(looked) <= STRETCH + len(line) + 4


def test_a_text_of_which_nothing_is_found_is_looked_through_without_making_any_of_it() -> None:
    text = long_text(20_000)
    assert not all_of(Hunt(text, "coal"))
    assert not all_of(Hunt(text, "/c.al"))
    assert all(len(part.items._made) <= 4 for part in text.parts)


def test_very_many_matches_are_taken_up_step_by_step() -> None:
    hunt, before = Hunt(document("a" * 20_000), "a"), 0
    for _ in hunt.steps:
        assert len(hunt) - before <= 1_000
        before = len(hunt)
    assert len(hunt) == 20_001  # one in the figures


def test_a_match_near_the_start_is_found_in_the_first_step() -> None:
    text = long_text(20_000)
    hunt = Hunt(text, "gas 15000", (1, 15_001))
    next(hunt.steps)
    assert hunt.match(0)[:2] == (1, 15_001)
    assert not hunt.is_complete


def test_an_expression_that_takes_too_long_ends_the_hunt_and_keeps_what_was_found() -> None:
    def too_long_at_last(pattern: re.Pattern[str], text: str) -> Sequence[tuple[int, int]]:
        if "gas 3" in text:
            raise TimeoutError
        return spans(pattern, text)

    hunt = Hunt(long_text(5), "/gas", (1, 2), too_long_at_last)
    assert [item for _, item, _, _ in all_of(hunt)] == [2, 3]
    assert hunt.is_too_slow
