"""JSON documents are printed item by item, and are to the letter what they are as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import BytesIO, TextIOWrapper

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cli.output import VERSION, print_json
from reader.core.safe_text import escaped

VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(st.characters(exclude_categories=["Cs"]))),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text("ab\n\x1b"), inner, max_size=3)),
    max_leaves=8,
)


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@settings(derandomize=True, deadline=None, max_examples=150)
@given(value=VALUES, items=st.lists(VALUES, max_size=3))
def test_a_list_printed_item_by_item_is_the_same_document(encoding: str, value: object, items: list[object]) -> None:
    whole = {"version": VERSION, "first": value, "items": items, "last": 1}
    out = TextIOWrapper(BytesIO(), encoding=encoding, newline="")
    with redirect_stdout(out):
        print_json({"first": value, "items": iter(items), "last": 1})
    out.seek(0)
    assert out.read() == escaped(json.dumps(whole, ensure_ascii=encoding == "ascii", indent=1)) + "\n"


def test_an_item_is_printed_before_the_next_is_made() -> None:
    out = TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True)
    buffer = out.buffer
    assert isinstance(buffer, BytesIO)

    def items() -> Iterator[int]:
        yield 1
        assert buffer.getvalue().endswith(b"[\n  1")
        yield 2
        assert buffer.getvalue().endswith(b"  1,\n  2")

    with redirect_stdout(out):
        print_json({"items": items()})
