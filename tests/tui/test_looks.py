"""Every look that is drawn with has its rule in the style sheet, and follows the theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.theme import Theme

from reader.core.format.briefing import EntityKind
from reader.tui.drawing.bar import Bar
from reader.tui.themes import DARK, LIGHT

TUI = Path(__file__).resolve().parents[2] / "src/reader/tui"
_LOOK = re.compile(r'"((?:bar|rows|document)--[a-z-]*)')


def used() -> set[str]:
    """The looks named in the code; one that ends in a dash is completed with the kind of an entity."""
    named = {name for file in TUI.glob("*.py") for name in _LOOK.findall(file.read_text())}
    open_ended = {name for name in named if name.endswith("-")}
    kinds = {f"{name}{kind}" for name in open_ended - {"bar--tlp-"} for kind in EntityKind}
    return named - open_ended | kinds | {f"bar--tlp-{colour}" for colour in ("red", "amber", "green", "clear")}


def test_every_look_that_is_drawn_with_has_a_rule() -> None:
    rules = set(re.findall(r"^\.([a-z-]+--[a-z-]+) \{", (TUI / "reader.tcss").read_text(), re.MULTILINE))
    assert used() - rules == set()


class Looking(App[None]):
    CSS_PATH = TUI / "reader.tcss"

    def __init__(self) -> None:
        super().__init__()
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = "dark"

    def compose(self) -> ComposeResult:
        yield Bar(id="top")


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
async def test_a_look_is_what_its_rule_says_in_the_theme_of_the_moment(theme: Theme) -> None:
    app = Looking()
    async with app.run_test() as pilot:
        bar = app.query_one(Bar)
        assert bar.look("bar--dim").color
        app.theme = theme.name
        await pilot.pause()
        look = bar.look("bar--dim")
        assert look.color is not None
        assert look.color.name == theme.variables["quiet"]
        assert look.bgcolor is None
        assert bar.look("bar--strong").bold
