"""Places named by letters."""

from __future__ import annotations

from pathlib import Path

from reader.library import Library
from tests.conftest import library_in
from tests.tui.screens import SUMMIT, reading, screen_text, section_in_view


async def test_a_mark_is_come_back_to_at_the_next_start(tmp_path: Path) -> None:
    async with reading(library_in(tmp_path), f"{SUMMIT}#finance/p2") as (pilot, screen):
        await pilot.press("M", "a")
        assert "Marked: 'a" in screen_text(pilot)
        spot = screen.desk.view.cursor.marker
    async with reading(library_in(tmp_path)) as (pilot, screen):
        await pilot.press("1", "apostrophe")
        assert "Go to which mark?   a " in screen_text(pilot)
        await pilot.press("a")
        assert screen.desk.view.cursor.marker == spot


async def test_a_capital_leads_to_another_briefing_and_back(tmp_path: Path) -> None:
    async with reading(library_in(tmp_path), "power-of-siberia") as (pilot, screen):
        await pilot.press("2", "M", "P")
        section = section_in_view(screen)
    async with reading(library_in(tmp_path)) as (pilot, screen):
        await pilot.press("apostrophe", "P")
        assert (screen.desk.opened.briefing.id, section_in_view(screen)) == ("power-of-siberia", section)
        await pilot.press("backspace")
        assert screen.desk.opened.briefing.id == SUMMIT


async def test_a_mark_finds_its_words_where_the_text_has_changed(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()

    def write(*paragraphs: str) -> None:
        body = "\n\n".join(paragraphs)
        section = f'[[sections]]\nid = "s"\ntitle = "S"\nbody = """\n{body}\n"""\n'
        (folder / "x.toml").write_text(f'format = 1\nid = "x"\ntitle = "X"\n{section}')

    write("One.", "Two.", "Three.")
    async with reading(library_in(tmp_path, folder), "x#s/p2") as (pilot, screen):
        await pilot.press("M", "a")
        write("New.", "Also new.", "One.", "Two.", "Three.")
        await pilot.press("r", "apostrophe", "a")
        item = screen.desk.view.cursor.item(screen.desk.view.cursor.marker)
        assert item is not None
        assert item.block.text == "Two."
        write("One.", "Three.")
        await pilot.press("r", "apostrophe", "a")
        assert "words that were marked are gone" in screen_text(pilot)


async def test_a_letter_without_a_mark_says_so(library: Library) -> None:
    async with reading(library, f"{SUMMIT}#energy") as (pilot, _):
        await pilot.press("apostrophe")
        assert "Nothing is marked yet" in screen_text(pilot)
        await pilot.press("M", "b", "apostrophe", "z")
        assert "Nothing is marked z: Mz marks this place." in screen_text(pilot)


async def test_leaving_the_question_for_a_letter_names_the_keys_again(library: Library) -> None:
    async with reading(library, f"{SUMMIT}#energy", size=(80, 24)) as (pilot, _):
        for asks in (("M",), ("M", "b", "apostrophe")):
            await pilot.press(*asks)
            assert "Esc leaves" in screen_text(pilot)
            await pilot.press("escape")
            assert screen_text(pilot).split("\n")[-1].startswith(" Tab entity")
