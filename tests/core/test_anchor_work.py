"""A text that repeats itself endlessly: a note on it is looked for in the time that the text's length asks for."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from reader.core.anchoring import candidates
from reader.core.anchoring.anchor import Passage, Place, describe
from reader.core.anchoring.locator import Locator
from reader.core.anchoring.quote import Quote
from reader.core.anchoring.section_text import SectionText

LENGTH = 8_000


class Looked(int):
    """A place in a text that counts how often it is compared with another."""

    times = 0

    def __lt__(self, other: int) -> bool:
        Looked.times += 1
        return int(self) < other

    def __le__(self, other: int) -> bool:
        Looked.times += 1
        return int(self) <= other

    def __ge__(self, other: int) -> bool:
        Looked.times += 1
        return int(self) >= other


@pytest.mark.parametrize("unit", ["a", "ab ", "The bank. ", "習"])
def test_what_stood_around_a_note_is_not_compared_with_all_that_looks_like_it(unit: str) -> None:
    words = unit * (LENGTH // len(unit))
    anchor = describe([Passage("s", 1, words)], Place("s", 1, LENGTH // 2, LENGTH // 2 + 40))
    half = LENGTH // 2 - 30
    changed = Passage("s", 1, f"{words[:half]} changed {words[half:]}")
    starts_after = candidates._starts_after

    def looked(quote: Quote, section: SectionText) -> list[int]:
        return [*map(Looked, starts_after(quote, section))]

    Looked.times = 0
    with patch.object(candidates, "_starts_after", looked):
        Locator([changed], dict).locate(anchor)
    assert Looked.times <= LENGTH
