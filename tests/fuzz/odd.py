"""What chance makes of texts and values, and what everything that is read is held to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from reader.core.safe_text import dangers
from reader.core.value import Value, fields
from tests import hostile

odd_text = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [*hostile.CONTROLS, hostile.MARKUP, hostile.PAYLOAD, "", " ", "\n", "習近平", "🇷🇺👩‍👩‍👧", "a\u0301" * 40]
    ),
    st.text(alphabet="*_`[]()<>!#|-+:^~\\ \n\tab1.&;\"'/@$", max_size=120),
)
odd_value: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        odd_text,
        st.integers(-(2**63), 2**63 - 1),
        st.floats(),
        st.booleans(),
        st.dates(),
        st.datetimes(),
        st.times(),
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(odd_text, inner, max_size=4),
    max_leaves=12,
)


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for one in pair for text in texts_in(one))
    elif isinstance(value, (list, tuple, set, frozenset)):
        yield from (text for one in value for text in texts_in(one))
    elif isinstance(value, Value):
        yield from (text for field in fields(value) for text in texts_in(getattr(value, field.name)))


def hold_to_safety(value: object) -> None:
    assert [text for text in texts_in(value) if dangers(text)] == []
