"""Letters for the links in sight."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.library import Library
from reader.tui.features.hinting import hint_labels
from tests.tui.screens import SUMMIT, reading, screen_text


@given(st.integers(0, 676))
def test_no_row_of_letters_is_the_beginning_of_another(count: int) -> None:
    labels = hint_labels(count)
    assert len(set(labels)) == count
    assert all(len(label) <= 2 for label in labels)
    singles = {label for label in labels if len(label) == 1}
    assert not any(label[0] in singles for label in labels if len(label) == 2)


def test_as_many_as_possible_have_one_letter() -> None:
    assert sum(len(label) == 1 for label in hint_labels(26)) == 26
    assert sum(len(label) == 1 for label in hint_labels(27)) == 25


async def test_a_citation_leads_to_its_source_and_back(library: Library) -> None:
    async with reading(library, f"{SUMMIT}#energy", size=(80, 24)) as (pilot, screen):
        await pilot.press("f")
        line = next(line for line in screen_text(pilot).split("\n") if "billion" in line)
        letters = line.split("billion")[1].split()[0]
        place = screen.desk.view.cursor.place
        await pilot.press(*letters)
        marker = screen.desk.view.cursor.marker
        assert screen.desk.document.parts[marker.part].title == "Sources"
        await pilot.press("backspace")
        assert screen.desk.view.cursor.place == place


async def test_any_other_key_leaves_the_text_as_it_was(library: Library) -> None:
    async with reading(library, f"{SUMMIT}#energy", size=(80, 24)) as (pilot, screen):
        before = screen_text(pilot)
        await pilot.press("f")
        assert screen_text(pilot) != before
        await pilot.press("escape")
        assert screen_text(pilot) == before
        assert screen.app.screen is screen
