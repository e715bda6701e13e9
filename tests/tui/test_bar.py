"""The bars at the top and the bottom: what is said there is never cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from reader.tui.drawing.bar import MOST, Bar
from tests.conftest import library_in
from tests.tui.screens import SUMMIT, reading, screen_text

LONG = "Kept for later, since the folder of notes cannot be written to: it is offered at the next start"


class Barred(App[None]):
    CSS_PATH = Path(__file__).resolve().parents[2] / "src/reader/tui/reader.tcss"

    def __init__(self) -> None:
        super().__init__()
        from reader.tui.themes import DARK

        self.register_theme(DARK)
        self.theme = "dark"

    def compose(self) -> ComposeResult:
        yield Bar(id="top")


def text(pilot: Pilot[None]) -> list[str]:
    bar = pilot.app.query_one(Bar)
    return [bar.render_line(y).text.rstrip() for y in range(bar.size.height)]


async def test_a_sentence_takes_the_lines_that_it_needs_at_any_width() -> None:
    async with Barred().run_test(size=(60, 10)) as pilot:
        bar = pilot.app.query_one(Bar)
        bar.say(LONG, right=[("? help", "")])
        await pilot.pause()
        assert " ".join(line.strip() for line in text(pilot)) == LONG
        assert len(text(pilot)) == 2
        await pilot.resize_terminal(120, 10)
        await pilot.pause()
        assert text(pilot) == [f" {LONG}{' ' * (120 - len(LONG) - 7)}? help"]
        bar.show([("short", "")])
        await pilot.pause()
        assert text(pilot) == ["short"]


async def test_a_sentence_without_end_takes_a_few_lines_and_says_that_there_is_more() -> None:
    async with Barred().run_test(size=(60, 10)) as pilot:
        pilot.app.query_one(Bar).say(LONG * 9)
        await pilot.pause()
        assert len(text(pilot)) == MOST
        assert text(pilot)[-1].endswith("…")


async def test_a_title_goes_on_below_beside_what_stands_at_its_end() -> None:
    async with Barred().run_test(size=(40, 10)) as pilot:
        pilot.app.query_one(Bar).head([("Changed since edition 1, 2017-07-03: one figure", "")], [("8 found", "")])
        await pilot.pause()
        assert text(pilot) == ["Changed since edition 1,         8 found", "2017-07-03: one figure"]


@pytest.mark.parametrize("size", [(60, 16), (80, 24)])
async def test_what_is_said_lies_over_the_text_and_does_not_move_it(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(library_in(tmp_path), f"{SUMMIT}#energy", size) as (pilot, screen):
        before, height = screen_text(pilot).split("\n"), screen.desk.view.size.height
        screen.desk.say(LONG)
        await pilot.pause()
        after = screen_text(pilot).split("\n")
        assert after[:-2] == before[:-2]
        assert " ".join(line.strip() for line in after[-2:]) == LONG
        assert screen.desk.view.size.height == height
        await pilot.press("escape")
        assert screen_text(pilot).split("\n") == before
