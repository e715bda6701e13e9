"""A file that changes while it is open: its text is offered, and reading it again moves nobody."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from reader.library import Library
from reader.storage import watch
from reader.tui.features.watching import WATCHING
from reader.tui.reading import ReadingScreen
from reader.tui.text.cursor import ReadingPlace
from reader.tui.text.pager import Spot
from reader.tui.text.staying import same_place
from tests.conftest import library_in
from tests.planted import OLD, new_edition
from tests.tui.idle import done_behind
from tests.tui.screens import look, reading, screen_text
from tests.tui.test_changing import file, read

__all__ = ["file"]

LONG = "".join(
    f"Paragraph {n} is about the {n * 37 % 101}th matter, {'and goes on at length ' * 6}so.\n\n" for n in range(60)
)


def text(body: str) -> str:
    return f'format = 1\nid = "gas"\ntitle = "Gas"\n[[sections]]\nid = "a"\ntitle = "A"\nbody = """\n{body}"""\n'


def top_words(screen: ReadingScreen) -> str:
    """The words of the first line in sight that has any."""
    cursor = screen.desk.view.cursor
    return next(line for row in cursor.rows if (line := "".join(part.text for part in row.line).strip()))


async def reload(pilot: Pilot[int]) -> None:
    await pilot.press("r")
    await done_behind(pilot)


@pytest.mark.parametrize("size", [(120, 40), (60, 16)])
async def test_reading_again_keeps_the_line_though_much_came_in_above_it(file: Path, size: tuple[int, int]) -> None:
    file.write_text(text(LONG), "utf-8")
    async with read(file, size) as (pilot, screen):
        await pilot.press("space", "space", "j")
        before = top_words(screen)
        file.write_text(text("New at the top.\n\n" * 30 + LONG.replace("Paragraph 1 ", "The first ")), "utf-8")
        await reload(pilot)
        assert top_words(screen) == before


async def test_reading_again_keeps_the_line_though_words_before_it_in_its_paragraph_changed(file: Path) -> None:
    file.write_text(text("one two three four five six seven " * 80 + "\n\nThe end of it all.\n"), "utf-8")
    async with read(file, (60, 16)) as (pilot, screen):
        await pilot.press(*("j" for _ in range(20)))
        cursor = screen.desk.view.cursor
        before = cursor.pager.text_at_top()
        assert before
        changed = "Here it begins, with many words that were not there before. one two three four five six seven "
        file.write_text(text(changed + "one two three four five six seven " * 79 + "\n\nThe end of it all.\n"), "utf-8")
        await reload(pilot)
        after = screen.desk.view.cursor.pager.text_at_top()
        assert after
        assert 0 <= before + 60 - after <= 60


async def test_the_way_back_leads_to_the_line_that_was_left_also_where_it_holds_no_words(file: Path) -> None:
    table = "| Route | Gas |\n| --- | --- |\n| East, by way of the river | 38 |\n| West | 30 |\n\n"
    file.write_text(text("One.\n\n" + table + "```\nfirst\n\nlast\n```\n\n" + LONG), "utf-8")
    async with read(file, (60, 16)) as (_, screen):
        cursor = screen.desk.view.cursor
        for _step in range(40):
            cursor.pager.scroll(1)
            before = cursor.pager.top, cursor.pager.line
            cursor.place = cursor.place
            assert (cursor.pager.top, cursor.pager.line) == before


async def test_where_the_paragraph_is_gone_its_follower_is_shown(file: Path) -> None:
    file.write_text(text(LONG), "utf-8")
    async with read(file, (80, 24)) as (pilot, screen):
        await pilot.press("space", "space")
        cursor = screen.desk.view.cursor
        number = getattr(cursor.item(cursor.pager.top), "paragraph", 0)
        gone = LONG.split("\n\n")[number - 1] + "\n\n"
        file.write_text(text(LONG.replace(gone, "")), "utf-8")
        await reload(pilot)
        assert top_words(screen).startswith(f"Paragraph {number} ")


async def test_the_way_back_leads_to_the_same_words_of_a_text_that_was_read_again(file: Path) -> None:
    entity = '\n[[entities]]\nid = "x"\nname = "matter"\nkind = "topic"\n'
    file.write_text(text(LONG) + entity, "utf-8")
    async with read(file, (80, 24)) as (pilot, screen):
        await pilot.press("space", "space", "tab")
        before = top_words(screen)
        await pilot.press("enter")
        assert screen.desk.document.key == "entity:x"
        file.write_text(text("New at the top.\n\n" * 30 + LONG) + entity, "utf-8")
        await reload(pilot)
        assert screen.desk.document.key == "entity:x"
        await pilot.press("backspace")
        assert top_words(screen) == before


async def test_a_changed_file_is_offered_without_moving_the_reader(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "INTERVAL", 1e6)  # looks are made here, one by one
    async with read(file, (80, 24)) as (pilot, screen):
        await pilot.press("2")
        before = top_words(screen)
        await look(pilot, WATCHING)
        assert "changed file" not in screen_text(pilot)
        file.write_text(new_edition(), "utf-8")
        await look(pilot, WATCHING)
        assert "r reads the changed file" in screen_text(pilot)
        assert top_words(screen) == before
        await reload(pilot)
        assert "changed file" not in screen_text(pilot)
        assert "Changed since you read it" in screen_text(pilot)
        assert top_words(screen) == before


async def test_a_file_that_is_broken_for_now_is_not_offered(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "INTERVAL", 1e6)
    async with read(file, (80, 24)) as (pilot, _):
        for broken in (OLD[:500], ""):
            file.write_text(broken, "utf-8")
            await look(pilot, WATCHING)
            assert "changed file" not in screen_text(pilot)
        file.write_text(OLD, "utf-8")
        await look(pilot, WATCHING)
        assert "changed file" not in screen_text(pilot)


async def test_no_watch_goes_on_when_the_screen_is_gone(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "INTERVAL", 0.01)
    async with reading(library_in(file.parent.parent, file.parent), str(file), (80, 24)) as (pilot, _):
        await done_behind(pilot)
        watches = [one for one in threading.enumerate() if one.name.startswith("Watching")]
        assert len(watches) >= 2  # of the file, and of the notes on it
    for one in watches:
        one.join(10)
        assert not one.is_alive()


def opened(folder: Path, name: str, paragraphs: list[str]) -> tuple[Library, Path]:
    path = folder / name
    path.write_text(text("".join(f"{one}\n\n" for one in paragraphs) or "\n"), "utf-8")
    return library_in(folder, folder), path


@given(st.permutations(range(12)), st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_a_paragraph_that_is_still_there_is_found_wherever_it_went(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], item: int
) -> None:
    folder = tmp_path_factory.mktemp("staying")
    words = [f"The matter of {n * 7919} {'abcdefghijklm'[n] * 5} was put off." for n in range(12)]
    library, old = opened(folder, "old.toml", words)
    _, new = opened(folder, "new.toml", [words[n] for n in order])
    spot = Spot(1, item)
    there = same_place(library.open(old), library.open(new), ReadingPlace(spot, 0, spot))
    assert library.open(new).document.parts[1].items.get(there.top.item) is not None
    now = library.open(new).document.parts[1].items.get(there.top.item)
    assert now is not None
    assert now.block.text == words[item - 1]
    assert there.marker == there.top


async def test_the_next_unread_paragraph_is_found_below_then_from_the_beginning_until_all_is_read(file: Path) -> None:
    file.write_text(text(LONG), "utf-8")
    async with read(file, (80, 24)) as (pilot, screen):
        await pilot.press("G", ".")
        first = top_words(screen)
        assert "From the beginning" in screen_text(pilot)
        await pilot.press(".")
        assert top_words(screen) != first
        for _ in range(60):
            await pilot.press(".")
        assert "All of it has been read." in screen_text(pilot)
        items = screen.desk.document.parts[1].items
        assert all(screen.desk.progress.is_read(item.block.text) for item in items if item.paragraph)


async def test_of_a_new_edition_only_what_is_new_is_unread(file: Path) -> None:
    file.write_text(text(LONG), "utf-8")
    async with read(file, (80, 24)) as (pilot, _):
        for _ in range(60):
            await pilot.press(".")
    file.write_text(text(LONG.replace("Paragraph 50 is", "Paragraph 50 was")), "utf-8")
    async with read(file, (80, 24)) as (pilot, screen):
        await pilot.press("g", ".")
        assert top_words(screen).startswith("Paragraph 50 was")


@pytest.mark.parametrize(("size", "panel"), [((80, 24), "m"), ((80, 24), "c"), ((120, 40), "c")])
async def test_reading_again_leaves_the_keys_to_the_panel_that_has_them(
    file: Path, size: tuple[int, int], panel: str
) -> None:
    file.write_text(text(LONG), "utf-8")
    async with read(file, size) as (pilot, screen):
        await pilot.press(panel if size[0] < 100 else "h")
        focused, covers = screen.focused, screen.sides.covers
        assert focused is not screen.desk.view
        await reload(pilot)
        assert (screen.focused, screen.sides.covers) == (focused, covers)
        file.write_text(file.read_text().replace("Paragraph", "Another paragraph"))
        await reload(pilot)
        assert (screen.focused, screen.sides.covers) == (focused, covers)


async def test_reading_again_what_is_as_it_was_forgets_neither_matches_nor_selection(file: Path) -> None:
    file.write_text(text(LONG), "utf-8")
    async with read(file, (80, 24)) as (pilot, screen):
        await pilot.press("slash", *"matter", "enter", "v", "l", "l")
        decor = screen.desk.decor()
        assert decor.bars
        await reload(pilot)
        assert screen.desk.decor() == decor
