"""Makes the pictures of the documents from the real program: `make picture`."""

from __future__ import annotations

import asyncio
import html
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import enumerate as enumerate_threads

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

USUALLY = "china-russia-summit-2017"
"""The briefing that a target of a section alone belongs to."""
FOLDER = Path(__file__).parent / "pictures"
MOMENT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
CELL = 12.2
"""Width of a cell in Textual's pictures."""
QUESTION = "No price formula yet: who carries the risk?"

NOTED = ("a", *QUESTION, "ctrl+s")
TINY, SMALL, USUAL, LARGE = (60, 16), (80, 24), (120, 40), (200, 60)
CHANGED = (
    ("provides for 38 billion", "provides for 36 billion"),
    ("The price clause\nhas never been", "No price\nhas ever been"),
)
"""What another version of the briefing says in place of some words."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its name, its size in cells, its colours, what is opened, the keys that are pressed.

    With `keys_before` the briefing was read before, and these keys pressed, when it did not say yet what it says now.
    """

    name: str
    size: tuple[int, int]
    theme: str
    target: str
    keys: Sequence[str] = ()
    keys_before: Sequence[str] = ()


PICTURES = (
    Picture("reading", USUAL, "dark", "#energy", [*NOTED, "tab", "tab", "tab"]),
    Picture("reading-light", USUAL, "light", "#north-korea"),
    Picture("reading-terminal", SMALL, "terminal", "#energy", [*NOTED, "tab", "tab", "tab"]),
    Picture("reading-80x24", SMALL, "dark", "#finance"),
    Picture("reading-60x16", TINY, "contrast", "#energy", NOTED),
    Picture("wide", LARGE, "contrast", "#finance", ["m"]),
    Picture("contents-60x16", TINY, "dark", "#energy", ["c"]),
    Picture("dossier", USUAL, "dark", "#energy", [":", *"gazprom", "enter"]),
    Picture("search", SMALL, "dark", "", ["s", *"pipeline"]),
    Picture("search-60x16", TINY, "light", "", ["s", *"pipeline"]),
    Picture("find", SMALL, "light", "#energy", ["/", *"gas"]),
    Picture("open", SMALL, "dark", "", ["o"]),
    Picture("notes-panel", SMALL, "light", "#energy", [*NOTED, "m"]),
    Picture("all-notes", SMALL, "dark", "#energy", [*NOTED, "L"]),
    Picture("editor", SMALL, "dark", "#energy", ["a", *QUESTION]),
    Picture("editor-60x16", TINY, "dark", "#energy", ["a", *QUESTION]),
    Picture("selection", SMALL, "dark", "#energy", ["v", "w", "w", "w"]),
    Picture("hints", SMALL, "dark", "#energy", ["f"]),
    Picture("review", SMALL, "dark", "#energy", ["R"], [*["v", "}"], *NOTED]),
    Picture("changes", SMALL, "light", "#energy", ["C"], ["space"]),
    Picture("chart", USUAL, "dark", "north-korea-nuclear-tests#record", ["space"]),
    Picture("palette", SMALL, "contrast", "", [":", *"gas"]),
    Picture("help", USUAL, "dark", "", ["?"]),
    Picture("help-60x16", TINY, "terminal", "", ["?", *"note"]),
)


def make_library(folder: Path, briefings: Path) -> Library:
    """Briefings with a notebook that is thrown away."""
    notebook = Notebook(
        NoteStore(folder / "notes"), Means(lambda: MOMENT, lambda size: "0" * size), DraftStore(folder / "drafts")
    )
    decisions = DecisionStore(folder / "names.toml")
    return Library([briefings], notebook, State(folder / "state.db"), decisions, cache=folder / "cache")


async def picture(wanted: Picture) -> None:
    """Drive the program by keys and keep what it shows as SVG."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        briefings = sample_library()
        if wanted.keys_before:
            briefings = shutil.copytree(briefings, folder / "briefings")
            await screen(make_library(folder, briefings), wanted, wanted.keys_before)
            changed = briefings / f"{USUALLY}.toml"
            text = changed.read_text("utf-8")
            for old, new in CHANGED:
                text = text.replace(old, new)
            changed.write_text(text, "utf-8")
        svg = await screen(make_library(folder, briefings), wanted, wanted.keys)
    # The page must ask nobody for a font.
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL).replace("Fira Code", "DejaVu Sans Mono")
    svg = re.sub(r'textLength="[\d.]+"([^>]*)>([^<]*)<', _in_cells, svg)
    (FOLDER / f"{wanted.name}.svg").write_text(re.sub(r"terminal-\d+", "terminal", svg), encoding="utf-8")


async def screen(library: Library, wanted: Picture, keys: Sequence[str]) -> str:
    """What the program shows after these keys."""
    is_other = wanted.target and not wanted.target.startswith("#")
    address = library.find(wanted.target if is_other else f"{USUALLY}{wanted.target}")
    app = ReaderApp(library, library.open(address.path), address, look=Look(theme=wanted.theme))
    async with app.run_test(size=wanted.size) as pilot:
        await pilot.pause()
        while threads := [one for one in enumerate_threads() if one.name == "changes"]:
            threads[0].join()
            await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        svg = app.export_screenshot(title="briefing-reader", simplify=True)
        await pilot.press("ctrl+q")
    return svg


def _in_cells(found: re.Match[str]) -> str:
    """A stretch of text as long as its cells: Textual counts letters, which draws wide ones over one another."""
    length = CELL * cell_len(html.unescape(found[2]))
    return f'textLength="{length:.1f}"{found[1]}>{found[2]}<'


async def main() -> int:
    """Make all pictures."""
    FOLDER.mkdir(exist_ok=True)
    for one in PICTURES:
        await picture(one)
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
