"""How every screen looks: all there is has its scene, in every size nothing is cut, in every theme all can be read.

Colours are read from the screens as they are drawn. A screen, a mode, a panel or a look without a scene fails here.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import FrameType

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual.app import App
from textual.geometry import Region
from textual.pilot import Pilot

from reader.tui.drawing.footer import NAMED
from reader.tui.drawing.line_widget import LineWidget
from reader.tui.reading import ReadingScreen
from reader.tui.text.document_view import GUTTER
from reader.tui.themes import THEMES
from tests.tui.colours import drawn, faint
from tests.tui.scenes import SCENES, SIZES, Scene, Size, on_stage

TUI = Path(__file__).resolve().parents[2] / "src/reader/tui"
STYLES = TUI / "reader.tcss"
AS_KEYS_ARE = (SIZES[:2], SIZES[2:])
"""The sizes by the keys that lead to a scene: without room for panels, and with. The one screen becomes the other."""
IN_EVERY_THEME = SIZES[2]
"""The size in which the colours are looked at: one with panels."""
SHORTENED = {
    "all-notes": "what a note is on is quoted from its beginning",
    "changes-list": "of a long paragraph, what stands around the changed words",
    "dossier": "of each paragraph, what stands around the name",
    "dossier-person": "of each paragraph, what stands around the name",
    "draft": "what a note is on is quoted from its beginning",
    "help": "the digits are written as 1 … 9",
    "marks": "each mark is named by how its paragraph begins",
    "notes-filter": "what can be typed goes on",
    "palette-search": "the digits are written as 1 … 9",
    "review": "what stands around the words that the note was on",
    "review-search": "of each paragraph, what stands around the words found",
    "search": "of each paragraph, what stands around the words found",
}
"""The scenes that show the beginning of something on purpose; the whole of it is a key away."""


def _opens_a_screen(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"open_over", "push_screen"}


def places_that_open_screens() -> Iterator[str]:
    """Every function of the program that opens a screen, as `module.function`."""
    for file in TUI.rglob("*.py"):
        for function in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef) or function.name == "open_over":
                continue
            if any(map(_opens_a_screen, ast.walk(function))):
                yield f"{file.stem}.{function.name}"


def _caller(frame: FrameType | None) -> str:
    while frame is not None:
        file, name = Path(frame.f_code.co_filename), frame.f_code.co_name
        if TUI in file.parents and name != "open_over":
            return f"{file.stem}.{name}"
        frame = frame.f_back
    return ""


class Tour:
    """What the scenes have shown: where the screens were opened from, where the reader was, which looks were drawn."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opened: set[str] = set()
        self.modes: set[str] = set()
        self._from: dict[object, str] = {}
        push = App.push_screen

        def pushed(app: App[int], screen: object, *rest: object, **named: object) -> object:
            self._from[screen] = _caller(sys._getframe(1))
            return push(app, screen, *rest, **named)  # type: ignore[call-overload]

        read = LineWidget.look
        self.looks: set[str] = set()

        def look(widget: LineWidget, name: str) -> Style:
            self.looks.add(name)
            return read(widget, name)

        monkeypatch.setattr(App, "push_screen", pushed)
        monkeypatch.setattr(LineWidget, "look", look)

    def see(self, pilot: Pilot[int]) -> None:
        self.opened |= {self._from[pilot.app.screen]} if pilot.app.screen in self._from else set()
        self.modes.add(reading_screen(pilot).desk._where)


def reading_screen(pilot: Pilot[int]) -> ReadingScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, ReadingScreen)
    return screen


def lines(pilot: Pilot[int]) -> list[str]:
    screen = pilot.app.screen
    return ["".join(one.text for one in strip) for strip in screen._compositor.render_strips(screen.size)]


def is_cut(under: Region, over: Region) -> bool:
    """Whether `over` hides a part of the columns of `under`, in rows that both have."""
    common = under.intersection(over)
    return bool(common.area) and common.width < under.width


def faults(pilot: Pilot[int], scene: Scene) -> Iterator[str]:
    shown, size = lines(pilot), pilot.app.size
    if {cell_len(line) for line in shown} != {size.width}:
        yield "a line is not as wide as the screen"
    if scene.name not in SHORTENED:
        yield from (f"shortened: {line.strip()}" for line in shown[1:] if "…" in line)
    reading = reading_screen(pilot)
    view = reading.desk.view
    pager, region = view.cursor.pager, view.region
    for row in view.cursor.rows:
        if sum(cell_len(part.text) for part in row.line) > pager.width:
            yield f"wider than the column of text: {''.join(part.text for part in row.line)}"
    column = Region(
        region.x + max(0, region.width - GUTTER - 1 - pager.width) // 2, region.y, pager.width, region.height
    )
    beside = [panel.region for name in ("#contents", "#side") if (panel := reading.query_one(name)).display]
    over = [sheet.region for sheet in pilot.app.screen.query(".sheet")]
    if reading.sides.is_narrow:
        over, beside = over + beside, []
    for under in (column, *beside):
        yield from (f"{one} cuts {under}" for one in over if is_cut(under, one))


async def hard_to_read(pilot: Pilot[int]) -> AsyncIterator[tuple[str, str, float]]:
    """What is drawn with too little contrast in each theme; in that of the terminal, what has a colour of ours."""
    for theme in THEMES:
        pilot.app.theme = theme.name
        await pilot.pause()
        if theme.ansi:
            own = {text for text, style in drawn(pilot) if style.color and style.color.triplet}
            # FIRST has fixed the colours of TLP.
            found = {(text, 0.0) for text in own if not text.startswith(" TLP:")}
        else:
            found = faint(pilot)
        for text, ratio in found:
            yield theme.name, text, ratio


@pytest.mark.parametrize("sizes", AS_KEYS_ARE, ids=["narrow", "wide"])
async def test_every_screen_mode_panel_and_look_is_in_a_scene_and_none_is_cut_or_hard_to_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sizes: tuple[Size, Size]
) -> None:
    tour, cut, pale = Tour(monkeypatch), {}, {}
    for scene in SCENES:
        (folder := tmp_path / scene.name).mkdir()
        async with on_stage(scene, folder, sizes[0]) as pilot:
            tour.see(pilot)
            cut[scene.name] = list(faults(pilot, scene))
            if IN_EVERY_THEME in sizes:
                pale[scene.name] = [found async for found in hard_to_read(pilot)]
            await pilot.resize_terminal(*sizes[1])
            await pilot.pause()
            cut[scene.name] += faults(pilot, scene)
    assert {name: found for name, found in cut.items() if found} == {}
    assert {name: found for name, found in pale.items() if found} == {}
    assert tour.opened == set(places_that_open_screens())
    assert tour.modes >= NAMED.keys()
    if IN_EVERY_THEME in sizes:
        assert set(re.findall(r"^\.([a-z]+--[a-z-]+) \{", STYLES.read_text(), re.MULTILINE)) - tour.looks == set()


def test_scenes_have_names_of_their_own() -> None:
    assert len({scene.name for scene in SCENES}) == len(SCENES)
    assert SHORTENED.keys() <= {scene.name for scene in SCENES}
