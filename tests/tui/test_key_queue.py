"""Keys that come faster than they can be obeyed."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.pilot import Pilot

from reader.library import Library
from reader.tui.lists.note_editor import NoteEditor
from tests.tui.screens import SUMMIT, reading, screen_text


async def typed_at_once(pilot: Pilot[int], keys: Sequence[str]) -> None:
    """As a slow line delivers them: all before the first is obeyed."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    for _ in range(50):
        await pilot.pause()


async def test_what_is_typed_behind_the_key_that_opens_the_editor_is_in_the_note(library: Library) -> None:
    async with reading(library, f"{SUMMIT}#energy") as (pilot, _):
        await typed_at_once(pilot, ["a", *"Who pays"])
        assert isinstance(pilot.app.screen, NoteEditor)
        assert pilot.app.screen.text == "Who pays"


async def test_what_is_typed_behind_escape_goes_to_the_text(library: Library) -> None:
    async with reading(library) as (pilot, screen):
        await typed_at_once(pilot, ["colon", *"gaz", "enter", "backspace", "2"])
        assert pilot.app.screen is screen
        assert screen.desk.document.parts[screen.desk.view.cursor.marker.part].id == "finance"


async def test_letters_typed_at_once_follow_a_link(library: Library) -> None:
    async with reading(library, f"{SUMMIT}#energy") as (pilot, screen):
        await typed_at_once(pilot, ["f", "a"])
        assert screen.desk.document.key == "entity:xi-jinping"
        await pilot.press("backspace")
        assert "Energy ¶1" in screen_text(pilot)


async def test_a_burst_of_one_key_moves_as_far_as_the_keys_one_by_one(library: Library) -> None:
    async with reading(library, f"{SUMMIT}#energy", (80, 24)) as (pilot, screen):
        await pilot.press(*"jjjjjjjjjj", "tab", "tab", "tab", "}", "}")
        place = screen.desk.view.cursor.place
        await pilot.press("1")
        await typed_at_once(pilot, [*"jjjjjjjjjj", "tab", "tab", "tab", "right_curly_bracket", "right_curly_bracket"])
        assert screen.desk.view.cursor.place == place
