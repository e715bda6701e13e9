"""What there is too much of is shown as it was typed, whole, and costs no more than its length asks for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import date
from unittest.mock import patch

import pytest

from reader.core.checking.inspection import SharedNames, inspect
from reader.core.text.block import Block, BlockKind
from reader.core.text.bodies import read_blocks
from reader.core.text.ceilings import (
    CELLS,
    DEFINITIONS,
    LENGTH,
    LINES,
    MARKS,
    NAME,
    NESTING,
    TABLE_MARKS,
    Ceiling,
    may_be_past_one,
)
from tests.work import grows_as_its_size


def read(body: str) -> tuple[list[Block], set[tuple[int, Ceiling]]]:
    """The blocks of a body, and what was told of ceilings."""
    told: set[tuple[int, Ceiling]] = set()
    return list(read_blocks(body, note=lambda at, ceiling: told.add((at, ceiling)))), told


def test_as_many_marks_as_may_be_are_read_and_one_more_is_text() -> None:
    enough = "*a* " * (MARKS // 2)
    (block,), told = read(enough)
    assert (len(block.spans), told) == (MARKS // 2, set())
    (block,), told = read(f"Before.\n\n{enough}*")[0][1:], read(f"Before.\n\n{enough}*")[1]
    assert (block.text, block.spans) == (f"{enough}*", ())
    assert told == {(9, Ceiling.MARKS)}


def test_marks_of_our_own_have_the_same_ceiling() -> None:
    (block,), told = read("[^a]" * MARKS)
    assert (block.text, block.spans, told) == ("[^a]" * MARKS, (), {(0, Ceiling.MARKS)})


def test_a_paragraph_in_a_list_has_its_own_ceiling_and_is_told_at_its_line() -> None:
    found, told = read(f"- *one*\n- {'*a* ' * MARKS}\n- *two*")
    assert [len(block.spans) for block in found] == [1, 0, 1]
    assert told == {(8, Ceiling.MARKS)}
    assert found[1].text == ("*a* " * MARKS).rstrip()


def test_a_paragraph_of_book_length_is_shown_in_parts_without_losing_a_word() -> None:
    words = " ".join(f"word{number}" for number in range(LENGTH // 4))
    for text in (words, "a" * (2 * LENGTH + 1)):
        found, told = read(text)
        assert (len(found) > 1, told) == (True, {(0, Ceiling.LENGTH)})
        assert all(len(block.text) <= LENGTH for block in found)
        assert (" " if " " in text else "").join(block.text for block in found) == text


def test_spans_go_on_in_the_next_part() -> None:
    found, _ = read(f"[[a|{'x' * 60_000}]] [[b|{'y' * 60_000}]] [^c]")
    assert "".join(block.text for block in found).replace(" ", "") == "x" * 60_000 + "y" * 60_000
    assert [[(span.target, block.text[span.start : span.end][:1]) for span in block.spans] for block in found] == [
        [("a", "x")],
        [("b", "y"), ("c", "")],
    ]


def test_a_list_of_very_many_lines_is_read_in_parts_and_keeps_every_item() -> None:
    for parted in ("\n", "\n\n"):
        found, told = read(parted.join(f"- item {number}" for number in range(3 * LINES)))
        assert [block.text for block in found] == [f"item {number}" for number in range(3 * LINES)]
        assert {ceiling for _, ceiling in told} == {Ceiling.LINES}
        assert {block.lead for block in found} == {"• "}


def test_code_of_very_many_lines_stays_code() -> None:
    lines = [f"- *{number}*" for number in range(3 * LINES)]
    for parted in ("\n", "\n\n"):
        found, _ = read(f"```\n{parted.join(lines)}\n```\n\nAfter.")
        assert {block.kind for block in found[:-1]} == {BlockKind.CODE}
        assert [line for block in found[:-1] for line in block.text.split("\n") if line] == lines
        assert found[-1] == Block(BlockKind.PARAGRAPH, "After.")


def test_lists_and_quotes_too_deep_keep_their_words() -> None:
    for body in (
        "\n".join(f"{'  ' * depth}- item{depth}" for depth in range(3 * NESTING)),
        ">" * (3 * NESTING) + "deep",
        "> - " * (2 * NESTING) + "deep",
    ):
        found, told = read(body)
        assert {ceiling for _, ceiling in told} == {Ceiling.NESTING}
        shown = " ".join(block.text for block in found)
        assert all(f"item{depth}" in shown for depth in range(3 * NESTING)) or shown.endswith("deep")
        assert all(len(block.within) <= NESTING for block in found)


def test_as_deep_as_may_be_is_read() -> None:
    found, told = read("\n".join(f"{'  ' * depth}- item" for depth in range(NESTING)))
    assert (len(found), len(found[-1].within), told) == (NESTING, NESTING, set())


def test_a_table_of_too_many_cells_or_marks_is_shown_line_by_line() -> None:
    row, bars = "|" + "a|" * 100, "|" + "-|" * 100
    for body in (
        f"{row}\n{bars}" + f"\n{row}" * (CELLS // 100),
        "a|b\n-|-" + "\nc|d" * CELLS,
        f"a|b\n-|-\nc|{'*' * TABLE_MARKS}d",
    ):
        (block,), told = read(f"{body}\n\nAfter.")[0][:1], read(body)[1]
        assert (block.kind, told) == (BlockKind.CODE, {(0, Ceiling.CELLS)})
        assert block.text == body


def test_too_many_definitions_of_addresses_are_text() -> None:
    def defined(count: int) -> str:
        return "\n\n".join([*(f"[a{number}]: https://x.example" for number in range(count)), "See [a1]."])

    found, told = read(defined(100))
    assert ([len(block.spans) for block in found], told) == ([1], set())
    found, told = read(defined(DEFINITIONS + 1))
    assert (len(found), {ceiling for _, ceiling in told}) == (DEFINITIONS + 2, {Ceiling.DEFINITIONS})
    assert found[-1] == Block(BlockKind.PARAGRAPH, "See [a1].")


def test_a_name_of_book_length_is_not_put_in_place_of_each_id() -> None:
    names = {"a": "x" * NAME, "b": "x" * (NAME + 1)}
    (block,) = read_blocks("[[a]] [[b]]", names.__getitem__)
    assert block.text == "x" * NAME + " b"


@pytest.mark.parametrize("ceiling", list(Ceiling), ids=lambda one: one.name)
def test_check_names_each_ceiling_at_its_place(ceiling: Ceiling) -> None:
    body = {
        Ceiling.MARKS: "*_" * MARKS,
        Ceiling.LENGTH: "a" * (LENGTH + 1),
        Ceiling.LINES: "- a\n" * (LINES + 1),
        Ceiling.CELLS: "a|b\n-|-" + "\nc|d" * CELLS,
        Ceiling.NESTING: ">" * (NESTING + 1) + "a",
        Ceiling.DEFINITIONS: "[a]: b\n" * (DEFINITIONS + 1),
    }[ceiling]
    raw = {"sections": [{"id": "s", "title": "S", "body": f"Before.\n\n{body}"}]}
    faults = inspect(raw, SharedNames(), date(2026, 11, 25)).faults
    assert (ceiling.value, "too-much", 9) in [(fault.message, fault.code, fault.offset) for fault in faults]


def test_what_may_be_past_a_ceiling_is_told_without_reading() -> None:
    honest = "The [[gazprom|company]] said[^tass] so, and *more*.\n\n- one\n- two\n\n" * 40
    assert not may_be_past_one(honest)
    with patch("reader.core.checking.references.read_blocks") as reading:
        raw = {"sections": [{"id": "s", "title": "S", "body": honest}]}
        inspect(raw, SharedNames(), date(2026, 11, 25))
    assert not reading.called


# What it costs

SHAPES: dict[str, Callable[[int], str]] = {
    unit: (lambda count, unit=unit: unit * count)  # type: ignore[misc]
    for unit in (
        *("![", "*_", "[[", "[ [", "[a](", "![a](", "`", "``a`", "&amp;", "<a", "[^a]", "\\*", "a*b", "**a_", "[a][b]"),
        *("# a\n", "- a\n", "- ", "> ", "> a\n", "1. a\n\n", "a\n===\n", "a|b\n-|-\n\n", "-|-\n", "***\n"),
        *(
            "[a]: b\n",
            "[a]: b '\n",
            "[x\n",
            "```\n",
            "~~~\n\n````\n\n",
            "    a\n\n",
            "- ```\n",
            "> - a\n",
            "[[a\n",
            "*a*\n",
        ),
    )
}


@pytest.mark.parametrize("shape", SHAPES, ids=repr)
def test_twice_the_text_is_at_most_about_twice_the_work(shape: str) -> None:
    def make(size: int) -> Callable[[], object]:
        body = SHAPES[shape](size // len(shape))
        return lambda: deque(read_blocks(body), 0)

    assert grows_as_its_size(make, 6_000)
