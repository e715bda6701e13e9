"""The review queue: what has changed is shown in words, and what is decided is written down beside the old quote."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.core.anchoring.anchor import NoteState, Place
from reader.core.note import Note, Outcome
from reader.storage.notes import NoteStore
from reader.tui.lists.review_screen import ReviewScreen
from tests.conftest import library_in
from tests.tui.screens import SIZES, reading, screen_text

OLD = (
    "Gas flows from 2019 on, 38 billion cubic metres a year, as the two sides agreed in May.",
    "The price clause has never been made public.",
    "雙方同意每年供應三百八十億立方米天然氣，價格沒有公布。",
)
NEW = (
    "Gas flows from 2020 on, 38 billion cubic metres a year, as the two sides agreed in May.",
    "Another paragraph altogether, about ports and rail.",
    "雙方同意每年供應三百億立方米天然氣，價格沒有公布。",
)


def write(folder: Path, paragraphs: tuple[str, ...]) -> None:
    folder.mkdir(exist_ok=True)
    body = "\n\n".join(paragraphs)
    (folder / "x.toml").write_text(
        f"format = 1\nid = 'x'\ntitle = 'X'\n[[sections]]\nid = 's'\ntitle = 'Energy'\nbody = \"\"\"\n{body}\n\"\"\"\n"
    )


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A library whose one briefing has changed under three notes: two changed, one gone."""
    folder = tmp_path / "own"
    write(folder, OLD)
    library = library_in(tmp_path, folder)
    opened = library.open_fully(library.find("x").path)
    for number, quote in enumerate(("Gas flows from 2019 on, 38 billion", OLD[1], "三百八十億立方米"), 1):
        start = OLD[number - 1].index(quote)
        target = opened.target_at(Place("s", number, start, start + len(quote)))
        library.notebook.add(target, f"Note {number}")
    write(folder, NEW)
    return folder


def notes(tmp_path: Path) -> dict[str, Note]:
    return {stored.note.text: stored.note for stored in NoteStore(tmp_path / "notes").all().notes}


def outcomes(tmp_path: Path) -> dict[str, list[Outcome]]:
    return {text: [one.outcome for one in note.decisions] for text, note in notes(tmp_path).items()}


def shown(pilot: Pilot[int]) -> str:
    """The screen without the lines of its boxes, in one line."""
    return " ".join(screen_text(pilot).replace("│", " ").split())


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_to_review_is_announced_and_shown_with_the_reason(
    tmp_path: Path, changed: Path, size: tuple[int, int]
) -> None:
    async with reading(library_in(tmp_path, changed), "x", size) as (pilot, _):
        await pilot.pause()
        assert "3 notes to review" in screen_text(pilot)
        await pilot.press("j")
        assert "3 to review" in screen_text(pilot)
        await pilot.press("R")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert "the year differs" in shown(pilot)
        assert "[-2019-]" in shown(pilot)
        assert "{+2020+}" in shown(pilot)


async def test_a_wide_screen_shows_old_and_new_side_by_side(tmp_path: Path, changed: Path) -> None:
    async with reading(library_in(tmp_path, changed), "x", (120, 40)) as (pilot, _):
        await pilot.pause()
        await pilot.press("R")
        assert any("[-2019-]" in line and "{+2020+}" in line for line in screen_text(pilot).split("\n"))


async def test_accepting_is_written_beside_the_original_quote_and_undone(tmp_path: Path, changed: Path) -> None:
    before = notes(tmp_path)["Note 1"].target
    async with reading(library_in(tmp_path, changed), "x") as (pilot, screen):
        await pilot.pause()
        await pilot.press("R", "enter")
        note = notes(tmp_path)["Note 1"]
        assert note.target == before
        assert [one.outcome for one in note.decisions] == [Outcome.ACCEPTED]
        assert note.anchor
        assert note.anchor.exact == "Gas flows from 2020 on, 38 billion"
        assert {one.note.text: one.finding.state for one in screen.desk.opened.notes}["Note 1"] is NoteState.ANCHORED
        assert "Review 1 of 2" in screen_text(pilot)
        await pilot.press("U")
        assert notes(tmp_path)["Note 1"].decisions == ()
        assert "Review 1 of 3" in screen_text(pilot)
        assert "Undone: “Note 1” is where it was" in screen_text(pilot)


async def test_undo_in_the_review_takes_back_nothing_but_decisions(tmp_path: Path, changed: Path) -> None:
    async with reading(library_in(tmp_path, changed), "x") as (pilot, _):
        await pilot.pause()
        await pilot.press("a", *"Written just now", "ctrl+s")
        await pilot.press("R", "U")
        assert "was no decision" in screen_text(pilot)
        assert "Written just now" in notes(tmp_path)


async def test_a_place_is_found_by_searching_the_text(tmp_path: Path, changed: Path) -> None:
    async with reading(library_in(tmp_path, changed), "x") as (pilot, _):
        await pilot.pause()
        await pilot.press("R", "N")
        assert "¶" not in screen_text(pilot).split("\n")[1]
        await pilot.press("slash", *"ports and", "enter")
        assert "Put it here: Energy ¶2" in screen_text(pilot)
        await pilot.press("enter")
    note = notes(tmp_path)["Note 2"]
    assert [one.outcome for one in note.decisions] == [Outcome.PLACED]
    assert note.anchor
    assert note.anchor.exact == "ports and"


async def test_a_place_is_chosen_in_the_text_by_keys(tmp_path: Path, changed: Path) -> None:
    async with reading(library_in(tmp_path, changed), "x") as (pilot, screen):
        await pilot.pause()
        await pilot.press("R", "N", "v")
        assert pilot.app.screen is screen
        await pilot.press("1", "}", "v", "w", "w", "R")
        assert "The note is here now" in screen_text(pilot)
        await pilot.press("R", "N", "v", "escape")
        assert "3 to review" not in screen_text(pilot)
    note = notes(tmp_path)["Note 2"]
    assert note.anchor
    assert note.anchor.exact == "Another paragraph"


async def test_a_note_kept_without_a_place_is_not_asked_about_again(tmp_path: Path, changed: Path) -> None:
    async with reading(library_in(tmp_path, changed), "x") as (pilot, screen):
        await pilot.pause()
        await pilot.press("R", "x", "x", "x")
        assert pilot.app.screen is screen
        assert "Nothing is left to review" in screen_text(pilot)
    assert outcomes(tmp_path) == {f"Note {n}": [Outcome.UNANCHORED] for n in (1, 2, 3)}
    async with reading(library_in(tmp_path, changed), "x") as (pilot, screen):
        await pilot.pause()
        assert "to review" not in screen_text(pilot)
        assert len(screen.desk.opened.notes) == 3


async def test_chinese_is_compared_by_characters(tmp_path: Path, changed: Path) -> None:
    async with reading(library_in(tmp_path, changed), "x", (80, 24)) as (pilot, _):
        await pilot.pause()
        await pilot.press("R", "n")
        assert "[-八十-]" in shown(pilot)
