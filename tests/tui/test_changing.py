"""What a person sees of the changes since a briefing was read last, driven by keys."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.library.rereading import Rereading
from reader.tui.drawing.list_screen import ListScreen
from reader.tui.drawing.rows import Rows
from reader.tui.reading import ReadingScreen
from tests.conftest import library_in
from tests.planted import NAMED, OLD, new_edition
from tests.tui.idle import done_behind
from tests.tui.screens import SIZES, reading, screen_text


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "briefings" / "gas.toml"
    path.parent.mkdir()
    path.write_text(OLD, "utf-8")
    return path


@asynccontextmanager
async def read(file: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[tuple[Pilot[int], ReadingScreen]]:
    """The file in a program that was started anew, when all changes have been found; it ends as by `q`."""
    library = library_in(file.parent.parent, file.parent)
    async with reading(library, str(file), size) as (pilot, screen):
        await done_behind(pilot)
        yield pilot, screen
        await pilot.press("ctrl+q")
    library.state.close()


@asynccontextmanager
async def reread(file: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[tuple[Pilot[int], ReadingScreen]]:
    """The new edition, after the old one was read."""
    async with read(file):
        pass
    file.write_text(new_edition(), "utf-8")
    async with read(file, size) as (pilot, screen):
        yield pilot, screen


async def test_the_list_names_the_twelve_changes_figures_first_and_nothing_else(file: Path) -> None:
    async with reread(file, (120, 70)) as (pilot, _):
        await pilot.press("C")
        shown = screen_text(pilot)
        places = [shown.index(words) for words in NAMED]
        assert places == sorted(places)
        keys = (line.key for line in pilot.app.screen.query_one(Rows)._lines if line.key is not None)
        assert len({key[0] for key in keys if isinstance(key, tuple)}) == len(NAMED) == 12
        assert "6 figures or names, 1 new, 4 changed, 1 gone" in shown


@pytest.mark.parametrize("size", SIZES)
async def test_every_word_of_the_list_can_be_reached(file: Path, size: tuple[int, int]) -> None:
    async with reread(file, size) as (pilot, _):
        await pilot.press("C")
        seen = screen_text(pilot)
        for _ in range(40):
            await pilot.press("down")
            seen += screen_text(pilot)
        assert all(words in seen for words in ("38 billion was 36 billion", "Drilling", "{+A clearing house"))


async def test_a_comparison_that_fails_is_told_of_and_takes_nothing_as_seen(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Rereading) -> None:
        raise RecursionError("too deep")

    with monkeypatch.context() as patched:
        patched.setattr(Rereading, "compare", fail)
        async with reread(file, (120, 24)) as (pilot, _):
            assert "Comparing with the version read last failed" in screen_text(pilot)
            await pilot.press("j", "C")
            assert "RecursionError: too deep" in screen_text(pilot)
            assert "still being compared" not in screen_text(pilot)
    async with read(file) as (pilot, _):
        assert "Changed since you read it" in screen_text(pilot)


async def test_the_contents_count_what_changed_in_each_section(file: Path) -> None:
    async with reread(file) as (pilot, _):
        lines = screen_text(pilot).split("\n")
        energy = next(line for line in lines if "1 Energy" in line)[:27]
        finance = next(line for line in lines if "2 Finance" in line)[:27]
        assert "~7 -1" in energy
        assert "+1" in finance
        assert "~" not in finance


async def test_signs_stand_beside_what_changed_and_a_line_where_something_is_gone(file: Path) -> None:
    async with reread(file, (80, 40)) as (pilot, _):
        await pilot.press("1")
        lines = screen_text(pilot).split("\n")
        (changed,) = (line for line in lines if "The line is to carry" in line)
        assert changed.split("The line")[0].strip(" ▌│") == "~"
        (same,) = (line for line in lines if "Officials said" in line)
        assert same.split("Officials")[0].strip(" ▌│") == ""
        assert any("- gone: Drilling at the second field" in line for line in lines)


async def test_brackets_go_from_change_to_change_and_say_what_it_is(file: Path) -> None:
    async with reread(file, (80, 24)) as (pilot, _):
        said = []
        for _ in range(30):
            await pilot.press(")")
            said.append(screen_text(pilot).split("\n")[-1].strip())
            if said[-1].startswith("No change further down."):
                break
        assert any("38 billion was 36 billion" in line for line in said)
        assert any("date 2017-07-05 was 2017-07-04" in line for line in said)
        places = [line.split(" of ")[0] for line in said[:-1]]
        assert places == [str(n + 1) for n in range(len(places))]
        await pilot.press("(")
        assert screen_text(pilot).split("\n")[-1].strip().startswith(f"{len(places) - 1} of")


async def test_the_words_that_changed_are_shown_on_demand(file: Path) -> None:
    async with reread(file, (80, 40)) as (pilot, _):
        await pilot.press("1")
        assert "became" not in screen_text(pilot)
        await pilot.press("D")
        assert "“36” became “38”" in screen_text(pilot)
        assert "“медленно” became “быстро”" in screen_text(pilot)
        await pilot.press("D")
        assert "became" not in screen_text(pilot)


async def test_old_words_stand_nearer_to_their_paragraph_than_notes_on_it(file: Path) -> None:
    async with read(file, (80, 40)) as (pilot, _):
        await pilot.press("1", "a", *"My note", "ctrl+s")
    async with reread(file, (80, 40)) as (pilot, _):
        await pilot.press("1", "D")
        shown = screen_text(pilot)
        assert shown.index("became") < shown.index("My note")


async def test_changes_stay_until_all_were_in_sight_and_the_reader_left(file: Path) -> None:
    async with reread(file, (80, 12)) as (pilot, _):
        assert "Changed since you read it" in screen_text(pilot)
    async with read(file, (140, 12)) as (pilot, _):
        assert "against edition 1, 2017-07-03" in screen_text(pilot)
        await pilot.press("C", "escape", *("space" for _ in range(12)))
        await pilot.press("C")
        assert isinstance(pilot.app.screen, ListScreen)
        await pilot.press("escape")
    async with read(file, (80, 12)) as (pilot, _):
        assert "Changed since you read it" not in screen_text(pilot)
        await pilot.press("C")
        assert "Nothing has changed" in screen_text(pilot)


async def test_changes_taken_as_seen_are_gone_for_good_or_come_back(file: Path) -> None:
    async with reread(file, (80, 40)) as (pilot, _):
        await pilot.press("1", "*")
        assert "gone: Drilling" not in screen_text(pilot)
        await pilot.press("*")
        assert "gone: Drilling" in screen_text(pilot)
        await pilot.press("*")
    async with read(file) as (pilot, _):
        assert "Changed since you read it" not in screen_text(pilot)


async def test_the_first_time_there_is_nothing_to_compare_with(file: Path) -> None:
    async with read(file) as (pilot, screen):
        await pilot.press(")")
        assert "for the first time" in screen_text(pilot)
        assert not screen.desk.view.decor.changes


def test_the_first_screen_imports_nothing_that_compares() -> None:
    loaded = "print('reader.core.changes.alignment' in sys.modules)"
    code = f"import sys, reader.tui.reading, reader.library.rereading; {loaded}"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"
