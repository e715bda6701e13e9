"""Makes a picture of every screen from the real program, and the page that shows them: `make picture`.

The scenes are those of `tests/tui/scenes.py`, where tests look at them too. The same program gives the same bytes.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.tui.scenes import SCENES, SIZES, Scene, Size, on_stage

from reader.tui.themes import DARK, THEMES
from svg_screen import draw

FOLDER = Path(__file__).parent / "pictures"
PAGE = "README.md"
IN_EVERY_THEME = (
    "reading",
    "matches",
    "changes",
    "chart",
    "review",
    "search",
    "open",
    "editor",
    "selection",
    "scripts",
)
"""The scenes that are shown in every theme, and not in the first alone."""
OF_THEMES = (80, 24)
PROCESSES = 4
"""More than most machines have cores: a scene waits more than it works."""


class Picture(NamedTuple):
    """A scene in a size and a theme."""

    scene: Scene
    size: Size
    theme: str

    @property
    def path(self) -> str:
        """Its file, from the folder of pictures: those of a size and a theme lie together."""
        columns, rows = self.size
        theme = "" if self.theme == DARK.name else f"-{self.theme}"
        return f"{columns}x{rows}{theme}/{self.scene.name}.svg"


COVER = "reading.svg", Picture(next(one for one in SCENES if one.name == "reading"), (120, 40), DARK.name)
"""The picture that the README of the project shows."""


def pictures() -> Iterator[Picture]:
    """Every scene in every size, and some in every theme."""
    yield from (Picture(scene, size, DARK.name) for scene in SCENES for size in SIZES)
    shown = [scene for scene in SCENES if scene.name in IN_EVERY_THEME]
    yield from (Picture(scene, OF_THEMES, theme.name) for theme in THEMES if theme is not DARK for scene in shown)


def make(picture: Picture) -> str:
    """The picture as SVG."""
    return asyncio.run(_draw(picture))


async def _draw(picture: Picture) -> str:
    with tempfile.TemporaryDirectory() as folder:
        async with on_stage(picture.scene, Path(folder), picture.size, picture.theme) as pilot:
            screen = pilot.app.screen
            rows = screen._compositor.render_strips(screen.size)  # noqa: SLF001 # Textual gives it out as SVG alone
            return draw(rows, screen.size.width, picture.scene.shows)


def page() -> str:
    """The page: each screen in 80x24, with links to its other sizes, then the themes."""
    lines = [
        "# Every screen",
        "",
        "Made by `make picture` from the program itself; `tests/tui/scenes.py` has the keys to each screen. A test",
        "looks at the same scenes: in every size nothing is cut or lies half over something else, in every theme",
        "every colour can be read (WCAG 2.2 AA), and there is nothing in the program that no scene shows.",
        "",
        f"A file is `COLUMNSxROWS/SCREEN.svg` in the theme {DARK.name} and `COLUMNSxROWS-THEME/SCREEN.svg` in another.",
    ]
    for scene in SCENES:
        sizes = " · ".join(_link(Picture(scene, size, DARK.name), "{}x{}".format(*size)) for size in SIZES)
        lines += ["", f"## {scene.shows}", "", _image(Picture(scene, (80, 24), DARK.name)), "", sizes]
        if scene.name in IN_EVERY_THEME:
            others = (theme.name for theme in THEMES if theme is not DARK)
            lines[-1] += " · " + " · ".join(_link(Picture(scene, OF_THEMES, theme), theme) for theme in others)
    return "\n".join((*lines, ""))


def _link(picture: Picture, words: str) -> str:
    return f"[{words}]({picture.path})"


def _image(picture: Picture) -> str:
    return f"![{picture.scene.shows}]({picture.path})"


def files(drawn: Iterable[tuple[Picture, str]]) -> Iterator[tuple[str, str]]:
    """The path of each file in the folder, and what stands in it."""
    yield PAGE, page()
    for picture, svg in drawn:
        yield picture.path, svg
        if picture == COVER[1]:
            yield COVER[0], svg


def main() -> int:
    """Make all of them, and take away those of screens that are no more."""
    wanted = list(pictures())
    with ProcessPoolExecutor(PROCESSES) as pool:
        made = dict(files(zip(wanted, pool.map(make, wanted), strict=True)))
    for path in FOLDER.rglob("*.*"):
        if str(path.relative_to(FOLDER)) not in made:
            path.unlink()
    for name, text in made.items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
