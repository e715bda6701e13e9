"""For whoever does not know the keys."""

from __future__ import annotations

from pathlib import Path

from reader.library import Library
from tests.conftest import SAMPLES, library_in
from tests.tui.idle import done_behind
from tests.tui.screens import SUMMIT, reading, screen_text


async def test_a_key_that_means_nothing_says_so_and_where_the_keys_are(library: Library) -> None:
    async with reading(library) as (pilot, _):
        await pilot.press("Z")
        assert "Z does nothing here: ? lists every key." in screen_text(pilot)
        await pilot.press("ctrl+c")
        assert "q quits" in screen_text(pilot).split("\n")[-1]
        await pilot.press("j", "right_curly_bracket", "space", "tab", "apostrophe", "escape")
        assert "does nothing" not in screen_text(pilot)


async def test_the_first_start_explains_itself_in_one_line_and_no_other_does(tmp_path: Path) -> None:
    library = library_in(tmp_path, SAMPLES)
    library._welcome = SUMMIT
    async with reading(library, size=(80, 24)) as (pilot, _):
        bottom = screen_text(pilot).split("\n")[-1]
        assert bottom.rstrip().endswith("q quit")
        assert bottom.startswith(" Welcome. A sample: ] section, Tab name, a note, o others ")
        await pilot.press("j")
        assert "Welcome" not in screen_text(pilot)
        await pilot.press("q")
    async with reading(library, size=(80, 24)) as (pilot, _):
        assert "Welcome" not in screen_text(pilot)


async def test_the_bottom_line_names_no_key_that_would_only_be_typed(library: Library) -> None:
    async with reading(library, f"{SUMMIT}#energy", size=(80, 24)) as (pilot, _):
        await pilot.press("slash", *"gas")
        assert "q quit" not in screen_text(pilot)
        await pilot.press("enter")
        assert "q quit" in screen_text(pilot).split("\n")[-1]
        await pilot.press("f")
        assert "q quit" not in screen_text(pilot)
        await pilot.press("escape", "j")
        assert screen_text(pilot).split("\n")[-1].startswith(" n next match")
        await pilot.press("escape", "tab")
        assert screen_text(pilot).split("\n")[-1].startswith(" Tab entity  Enter follow  a note  / find  s search")
        await pilot.press("escape")
        assert screen_text(pilot).split("\n")[-1].startswith(" Tab entity  Space scroll  a note  / find  s search")


async def test_a_panel_names_its_own_keys_and_not_those_of_the_text(library: Library) -> None:
    async with reading(library, f"{SUMMIT}#energy", size=(60, 16)) as (pilot, _):
        await pilot.press("slash", *"gas", "enter", "c")
        assert screen_text(pilot).split("\n")[-1].startswith(" Enter go there  j down  k up")


async def test_what_is_said_tells_what_can_be_done_next(library: Library) -> None:
    async with reading(library, f"{SUMMIT}#energy", size=(80, 24)) as (pilot, _):
        await pilot.press("slash", *"gasx", "enter")
        assert "Not in this text: s searches the library." in screen_text(pilot)
        await pilot.press("s", *"gasx")
        await done_behind(pilot)
        assert "nothing found: Backspace takes a letter back" in screen_text(pilot)
        await pilot.press("escape", "v", "y")
        assert " 1 letter. " in screen_text(pilot)
        await pilot.press("a", *"Why?", "ctrl+s")
        assert "Saved. e edits it, L lists all your notes." in screen_text(pilot)


async def test_a_key_that_cannot_act_leaves_a_dossier_where_it_is(library: Library) -> None:
    async with reading(library, f"{SUMMIT}#energy", size=(80, 24)) as (pilot, screen):
        await pilot.press("tab", "enter")
        await done_behind(pilot)
        await pilot.press("9")
        assert "There is no section 9: there are 4." in screen_text(pilot)
        assert not screen.desk.shows_briefing
        await pilot.press("m")
        assert "none yet: A writes one" in screen_text(pilot)
        await pilot.press("m", "2")
        assert screen.desk.shows_briefing
