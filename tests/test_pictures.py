"""The pictures of the documents: each is there, is linked to, and shows what stands on the screen, cell for cell."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len, set_cell_size

import pictures
from svg_screen import EDGE, HIGH, WIDE, draw
from tests.tui.scenes import SCENES, on_stage
from tests.tui.screens import screen_text

DOCS = Path(__file__).parent.parent / "docs"
TEXT = "{http://www.w3.org/2000/svg}text"


def test_every_picture_is_there_and_no_other() -> None:
    there = {str(path.relative_to(pictures.FOLDER)) for path in pictures.FOLDER.rglob("*.*")}
    assert there == {name for name, _ in pictures.files((one, "") for one in pictures.pictures())}, "run: make picture"


def test_the_page_of_pictures_shows_them_all() -> None:
    assert (pictures.FOLDER / pictures.PAGE).read_text("utf-8") == pictures.page(), "run: make picture"
    linked = set(re.findall(r"\]\(([^)]+\.svg)\)", pictures.page()))
    assert linked == {one.path for one in pictures.pictures()}


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{path.name}" for path in DOCS.glob("*.md"))])
def test_what_a_page_links_to_in_the_project_is_there(page: str) -> None:
    file = DOCS.parent / page
    linked = re.findall(r"\]\((?![a-z]+:)([^)#]+)", file.read_text("utf-8"))
    assert [one for one in linked if not (file.parent / one).exists()] == []


def read_off(svg: str, columns: int) -> list[str]:
    """What stands in a picture, line by line, each stretch of letters at the cells that it says it takes."""
    tree = ElementTree.fromstring(svg)
    rows = (int(tree.attrib["height"]) - 2 * EDGE) // HIGH
    lines = [""] * rows
    for text in tree.iter(TEXT):
        row, column = (int(text.attrib["y"]) - EDGE) // HIGH, (int(text.attrib["x"]) - EDGE) // WIDE
        assert int(text.attrib["textLength"]) == cell_len(text.text or "") * WIDE
        assert cell_len(lines[row]) <= column
        lines[row] = set_cell_size(lines[row], column) + (text.text or "")
    return [set_cell_size(line, columns) for line in lines]


@pytest.mark.parametrize("name", ["scripts-tables", "changes-list", "chart"])
async def test_a_picture_shows_what_stands_on_the_screen(tmp_path: Path, name: str) -> None:
    (scene,) = (scene for scene in SCENES if scene.name == name)
    async with on_stage(scene, tmp_path, (80, 24)) as pilot:
        rows = pilot.app.screen._compositor.render_strips(pilot.app.screen.size)
        svg = draw(rows, 80, scene.shows)
        assert read_off(svg, 80) == screen_text(pilot).split("\n")
        assert draw(rows, 80, scene.shows) == svg
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "").replace("https://", "")
