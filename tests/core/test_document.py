"""A document is known to its end without all of it being made, and says the same as one that was."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.format.briefing import Briefing, Chart, Figure, Section
from reader.core.reading.document import Document
from reader.core.reading.presentation import briefing_document
from reader.core.text.batch import is_within_a_line
from reader.core.text.block import Block
from reader.core.text.bodies import plain_row, read_batches, read_blocks
from reader.core.text.ceilings import Ceiling
from tests.core.test_text import BODIES
from tests.work import calls_in


def document(*bodies: str) -> Document:
    figures = (Figure(label="Gas", value=4),)
    charts = (Chart(title="Tests", points=(("2006", 4.3), ("2009", 4.7))),)
    sections = tuple(
        Section(id=f"s{n}", title="S", body=body, figures=figures, charts=charts) for n, body in enumerate(bodies)
    )
    return briefing_document(Briefing(format=1, id="x", title="X", sections=sections), str, lambda _: ())


LINES = st.lists(
    st.sampled_from(
        ["gas", "\u00a0", "\t", "\n", "\n\n", "\n\n\n", "[[a]]", "- x", "2 y", "```", "> q", "[a]: b", " z", "*"]
    )
)


WORDS = ("gas", "s", "gas ", "\u00a0", "s\ng", "s g", "s\tg")


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.one_of(BODIES, LINES.map("".join)), st.sampled_from([1, 2, 9]))
def test_paragraphs_taken_together_are_what_they_are_one_by_one(body: str, length: int) -> None:
    def read() -> tuple[list[Block], set[tuple[int, Ceiling]]]:
        told: set[tuple[int, Ceiling]] = set()
        return list(read_blocks(body, note=lambda at, ceiling: told.add((at, ceiling)))), told

    with patch("reader.core.text.pieces.is_row", return_value=False):
        one_by_one = read()
    with patch("reader.core.text.pieces.STRETCH", length):
        assert read() == one_by_one
        for batch in read_batches(body):
            assert len(batch.texts()) == batch.number
            blocks = list(batch.each())
            assert len(blocks) == batch.number
            assert list(batch.texts()) == [block.text for block in blocks]
            for words in WORDS:
                assert batch.count(words) == sum(block.text.count(words) for block in blocks)
    for words in WORDS if plain_row(body) else ():
        assert not is_within_a_line(words) or plain_row(body).count(words) == sum(
            block.text.count(words) for block in one_by_one[0]
        )


def test_what_is_past_a_ceiling_in_a_row_of_paragraphs_is_told_at_its_place() -> None:
    told: list[tuple[int, Ceiling]] = []
    body = "a\n\n\n\nb\n\n" + "[" * 5_000
    assert [block.text for block in read_blocks(body, note=lambda *at: told.append(at))] == ["a", "b", "[" * 5_000]
    assert told == [(8, Ceiling.MARKS)]


def test_the_end_of_a_long_text_is_known_without_making_what_stands_before_it() -> None:
    items = document("\n\n".join(f"word {n}" for n in range(20_000))).parts[1].items

    def to_the_end() -> None:
        last = items.get(items.find_end() - 1)
        assert last is not None
        assert last.block.text == "2006\t4.3\n2009\t4.7"
        found = items.get(items.place_of(20_000) or 0)
        assert found is not None
        assert (found.block.text, found.paragraph) == ("word 19999", 20_000)

    assert calls_in(to_the_end) < 15_000  # less than a call for each paragraph


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(BODIES, max_size=4), st.data())
def test_an_item_is_the_same_in_whatever_order_items_are_asked_for(bodies: list[str], data: st.DataObject) -> None:
    for part, again in zip(document(*bodies).parts, document(*bodies).parts, strict=True):
        items = list(part.items)
        order = data.draw(st.permutations(range(len(items) + 1)))
        found = [again.items.get(place) for place in order]
        assert found == [items[place] if place < len(items) else None for place in order]
        assert all(one is again.items.get(place) for one, place in zip(found, order, strict=True))
        for place, item in enumerate(items):
            assert not item.paragraph or again.items.place_of(item.paragraph) == place
        assert again.items.place_of(len(items) + 1) is None
        before = [again.items.length_before(place) for place in range(len(items) + 1)]
        assert before == sorted(before)
        assert before[-1] == again.items.length
