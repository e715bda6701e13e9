"""Makes the pictures of the documents from the real program: `make picture`."""

from __future__ import annotations

import asyncio
import html
import re
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.cells import cell_len

from reader.library.library import Library
from reader.library.notebook import Means, Notebook
from reader.storage.decisions import DecisionStore
from reader.storage.drafts import DraftStore
from reader.storage.notes import NoteStore
from reader.storage.places import sample_library
from reader.storage.state import State
from reader.tui.app import ReaderApp
from reader.tui.look import Look

FOLDER = Path(__file__).parent / "pictures"
MOMENT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
CELL = 12.2
"""Width of a cell in Textual's pictures."""
QUESTION = "No price formula yet: who carries the risk?"

# Name, size, theme, target, keys.
PICTURES: tuple[tuple[str, tuple[int, int], str, str, Sequence[str]], ...] = (
    ("reading", (120, 40), "dark", "#energy", ["a", *QUESTION, "ctrl+s", "tab", "tab", "tab"]),
    ("reading-light", (120, 40), "light", "#north-korea", []),
    ("reading-80x24", (80, 24), "dark", "#finance", []),
    ("contents-60x16", (60, 16), "dark", "#energy", ["c"]),
    ("dossier", (120, 40), "dark", "#energy", [":", *"gazprom", "enter"]),
    ("chart", (120, 40), "dark", "north-korea-nuclear-tests#record", ["space"]),
    ("help", (120, 40), "dark", "", ["?"]),
    ("wide", (200, 60), "contrast", "#finance", ["m"]),
)


def make_library(folder: Path) -> Library:
    """The sample briefings with a notebook that is thrown away."""
    notebook = Notebook(
        NoteStore(folder / "notes"), Means(lambda: MOMENT, lambda size: "0" * size), DraftStore(folder / "drafts")
    )
    decisions = DecisionStore(folder / "names.toml")
    return Library([sample_library()], notebook, State(folder / "state.db"), decisions, cache=folder / "cache")


async def picture(name: str, size: tuple[int, int], theme: str, target: str, keys: Sequence[str]) -> None:
    """Drive the program by keys and keep what it shows as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        library = make_library(Path(folder))
        full = f"china-russia-summit-2017{target}" if target.startswith("#") or not target else target
        address = library.find(full)
        app = ReaderApp(library, library.open(address.path), address, look=Look(theme=theme))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            svg = app.export_screenshot(title="briefing-reader", simplify=True)
    # The page must ask nobody for a font.
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL).replace("Fira Code", "DejaVu Sans Mono")
    svg = re.sub(r'textLength="[\d.]+"([^>]*)>([^<]*)<', _in_cells, svg)
    (FOLDER / f"{name}.svg").write_text(re.sub(r"terminal-\d+", "terminal", svg), encoding="utf-8")


def _in_cells(found: re.Match[str]) -> str:
    """A stretch of text as long as its cells: Textual counts letters, which draws wide ones over one another."""
    length = CELL * cell_len(html.unescape(found[2]))
    return f'textLength="{length:.1f}"{found[1]}>{found[2]}<'


async def main() -> int:
    """Make all pictures."""
    FOLDER.mkdir(exist_ok=True)
    for one in PICTURES:
        await picture(*one)
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
