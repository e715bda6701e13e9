"""Every screen of the program, each reached by keys: for the pictures of the documents, and for tests of how it looks.

A screen, a mode, a panel or a look that no scene shows fails `test_scenes`; so all that can be seen is looked at.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from reader.library.library import Library
from reader.library.notebook import Means, Notebook
from reader.storage.decisions import DecisionStore
from reader.storage.drafts import DraftStore
from reader.storage.notes import NoteStore
from reader.storage.places import sample_library
from reader.storage.state import State
from reader.tui.app import ReaderApp
from reader.tui.features.sides import NARROW
from reader.tui.look import Look
from tests.tui.idle import done_behind

Size = tuple[int, int]
"""Columns and rows."""
SIZES: tuple[Size, ...] = ((60, 16), (80, 24), (120, 40), (200, 60))
MOMENT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
SUMMIT = "china-russia-summit-2017"
SCRIPTS = "many-scripts"
"""The briefing of `tests/tui/briefings`: wide and narrow scripts, everything that is hard to set."""
BRIEFINGS = Path(__file__).parent / "briefings"


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen: its name, what it shows, what is opened (a section of `SUMMIT` alone by `#`), the keys to press.

    With `before` the briefing was read before, and these keys pressed, when its text was not yet as `edits` make it.
    `added` are files that the library holds besides the samples.
    """

    name: str
    shows: str
    target: str = ""
    keys: Sequence[str] = ()
    wide: Sequence[str] = ()
    """Keys pressed after those where panels stand beside the text."""
    then: Sequence[str] = ()
    """Keys pressed last. A word that names no key is pasted."""
    before: Sequence[str] = ()
    edits: Sequence[tuple[str, str]] = ()
    added: Sequence[tuple[str, str]] = ()
    is_first_start: bool = False

    @property
    def address(self) -> str:
        """The target with the briefing that it belongs to."""
        return self.target if self.target and not self.target.startswith("#") else f"{SUMMIT}{self.target}"


QUESTION = "No price formula yet: who carries the risk?"
WRITES = "a", QUESTION
NOTED = (*WRITES, "ctrl+s")
TAGGED = (*WRITES, "tab", "right", "tab", "gas, price", "ctrl+s")
CHANGED = (
    ("provides for 38 billion", "provides for 36 billion"),
    ("The price clause\nhas never been", "No price\nhas ever been"),
    ("an option that both sides", "a choice that both sides"),
    ("\nHow the contract came about, and what it leaves open, is told in\n", "\n"),
    ("[[briefing:power-of-siberia#contract|a briefing of its own]].\n", ""),
    ("\nA second large line", "\nNobody has measured it since.\n\nA second large line"),
)
"""What another version of the briefing says in place of some words."""


def _marked(name: str, marking: str) -> Scene:
    text = f"""format = 1
id = "{name}"
title = "A briefing for some eyes"
marking = "{marking}"
[[sections]]
id = "s"
title = "Who may read it"
body = "With whom it may be shared stands at the top of every screen, and in every copy."
"""
    return Scene(f"marking-{name}", f"A briefing marked {marking}", name, added=[(f"{name}.toml", text)])


SCENES = (
    # The text and what stands beside it
    Scene("first-start", "The very first start", is_first_start=True),
    Scene("reading", "The text, a note below its paragraph, a name in focus", "#energy", [*NOTED, "tab", "tab", "tab"]),
    Scene("note-on-words", "A note on some words, of a kind and with tags", "#energy", ["v", "w", "w", "w", *TAGGED]),
    Scene("front", "The first page of a briefing of several editions", "north-korea-nuclear-tests"),
    Scene("structure", "Lists, a table and a quotation", "#finance", ["}", "}", "}"]),
    Scene("figures", "Figures and a bar chart", "#energy", ["]", "b"]),
    Scene("chart", "A curve and Korean names", "north-korea-nuclear-tests#record", ["space", "space"]),
    Scene("timeline", "Events", "", ["]", "]", "]", "]", "]"]),
    Scene("sources", "Sources with their grades", "", ["G", "b"]),
    Scene("scripts", "Chinese, Russian and Korean text, edition and marking", SCRIPTS, ["]"]),
    Scene("scripts-tables", "Tables and charts of wide letters", f"{SCRIPTS}#tables"),
    Scene("scripts-end", "Events and sources in several scripts", SCRIPTS, ["G"]),
    Scene("dossier", "What is known of an entity, and where it is named", "#energy", [":", "gazprom", "enter"]),
    Scene("dossier-person", "A person with names in three scripts", "", [":", "xi jin", "enter"]),
    Scene("contents", "The contents, with what is unread and noted", "#energy", [*NOTED, "h"]),
    Scene("entities", "The entities of a section", "#energy", ["l"]),
    Scene("notes", "My notes on this briefing", "#energy", [*NOTED, "]", *TAGGED, "m"], wide=["l", "l"]),
    Scene(
        "notes-filter",
        "My notes, filtered",
        "#energy",
        [*NOTED, "]", *TAGGED, "m"],
        wide=["l", "l"],
        then=["/", "price"],
    ),
    Scene(
        "notes-filtered",
        "Those of my notes that fit",
        "#energy",
        [*NOTED, "]", *TAGGED, "m"],
        wide=["l", "l"],
        then=["/", "#gas", "enter"],
    ),
    Scene("notes-none", "No notes yet", "#energy", ["m"], wide=["l", "l"]),
    # What can be done with it
    Scene("find", "Finding in the text, while typing", "#energy", ["/", "gas"]),
    Scene("matches", "What was found, and the ways from match to match", "#energy", ["/", "gas", "enter", "n"]),
    Scene("nothing-found", "Nothing was found", "#energy", ["/", "gasx"]),
    Scene("selection", "Selecting by keys", "#energy", ["v", "w", "w", "w"]),
    Scene("selection-wide", "Selecting in a text of wide letters", f"{SCRIPTS}#names", ["}", "}", "v", ")", "w"]),
    Scene("hints", "Letters for every link in sight", "#energy", ["f"]),
    Scene("mark", "Marking a place with a letter", "#energy", ["M"]),
    Scene("marks", "Going to a mark", "#energy", ["M", "e", "]", "M", "B", "'"]),
    Scene("copied", "A copy that the terminal may not have taken", "#energy", ["y"]),
    Scene("theme", "Another theme", "#energy", ["t"]),
    Scene("no-such-key", "A key that means nothing", "#energy", ["Z"]),
    # What has changed since
    Scene("changes", "What has changed since it was read, in the text", "#energy", before=["space"], edits=CHANGED),
    Scene("changed-words", "The words that changed", "#energy", ["D"], before=["space"], edits=CHANGED),
    Scene("changes-list", "Every change, figures first", "#energy", ["C"], before=["space"], edits=CHANGED),
    # Notes
    Scene("editor", "Writing a note", "#energy", [*WRITES]),
    Scene("editor-selection", "A note on some words, its kind", "#energy", ["v", "w", "w", *WRITES, "tab"]),
    Scene("editor-tags", "The tags of a note", "#energy", [*WRITES, "tab", "right", "tab", "gas"]),
    Scene(
        "editor-completing",
        "A tag made whole by those of other notes",
        "#energy",
        [*TAGGED, "}", *WRITES, "tab", "tab", "gas, pr"],
    ),
    Scene("editor-leave", "Leaving a note that is not saved", "#energy", [*WRITES, "escape"]),
    Scene("which-note", "Which of several notes is meant", "#energy", [*NOTED, *TAGGED, "x"]),
    Scene("draft", "Words that were not saved are offered", "#energy", before=WRITES),
    Scene("draft-thrown-away", "Nothing is thrown away unasked", "#energy", ["down", "enter"], before=WRITES),
    Scene("all-notes", "All my notes, open questions first", "#energy", [*NOTED, "]", *TAGGED, "L"]),
    Scene("review", "A note whose text has changed", "#energy", ["R"], before=["v", "}", *TAGGED], edits=CHANGED),
    Scene(
        "review-search",
        "Where a note belongs",
        "#energy",
        ["R", "/", "price"],
        before=["v", "}", *NOTED],
        edits=CHANGED,
    ),
    Scene(
        "review-place", "Choosing its place by keys", "#energy", ["R", "v"], before=["v", "}", *NOTED], edits=CHANGED
    ),
    # Lists that open over the text
    Scene("search", "Searching the library", "", ["s", "pipeline"]),
    Scene("search-help", "What can be searched for", "", ["s"]),
    Scene("open", "The briefings of the library", "", ["o"], added=[("half-written.toml", 'title = "Half\n')]),
    Scene("nothing-fits", "A list in which nothing fits", "", ["o", "xyz"]),
    Scene("help", "Every key", "", ["?"]),
    Scene("help-search", "Looking for a key", "", ["?", "note"]),
    Scene("palette", "Everything by name", "", [":"]),
    Scene("palette-search", "Looking for anything by name", "", [":", "gas"]),
    Scene("ambiguous", "A name that may mean several entities", f"{SCRIPTS}#names", ["tab", "enter"]),
    Scene("meanings", "What names were decided to mean", f"{SCRIPTS}#names", ["tab", "enter", "end", "enter", "="]),
    # Markings
    _marked("red", "TLP:RED"),
    _marked("green", "TLP:GREEN"),
    _marked("house", "HOUSE ONLY"),
)


@asynccontextmanager
async def on_stage(scene: Scene, folder: Path, size: Size, theme: str = "dark") -> AsyncIterator[Pilot[int]]:
    """The program as the scene shows it. `folder` is an empty one; messages name the files in it from there."""
    briefings = shutil.copytree(sample_library(), folder / "briefings")
    if SCRIPTS in scene.target:
        shutil.copy(BRIEFINGS / f"{SCRIPTS}.toml", briefings)
    for name, text in scene.added:
        (briefings / name).write_text(text, "utf-8")
    with contextlib.chdir(folder):
        if scene.before:
            async with _sitting(scene, size, theme, scene.before):
                pass
            _edit(briefings / f"{SUMMIT}.toml", scene.edits)
        keys = (*scene.keys, *(scene.wide if size[0] >= NARROW else ()), *scene.then)
        async with _sitting(scene, size, theme, keys) as pilot:
            yield pilot


def _edit(file: Path, edits: Iterable[tuple[str, str]]) -> None:
    text = file.read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def _library(scene: Scene) -> Library:
    """What lies in the present folder, with a notebook that is thrown away; its clock stands, its ids count."""
    numbers = count(1)
    means = Means(lambda: MOMENT, lambda size: f"{next(numbers):0{size}x}")
    notebook = Notebook(NoteStore(Path("notes")), means, DraftStore(Path("drafts")))
    state, decisions = State(Path("state.db")), DecisionStore(Path("names.toml"))
    welcome = SUMMIT if scene.is_first_start else ""
    return Library([Path("briefings")], notebook, state, decisions, cache=Path("cache"), welcome=welcome)


@asynccontextmanager
async def _sitting(scene: Scene, size: Size, theme: str, keys: Sequence[str]) -> AsyncIterator[Pilot[int]]:
    """The program from its start to its end."""
    library = _library(scene)
    address = library.find(scene.address)
    app = ReaderApp(library, library.open(address.path), address, look=Look(theme=theme))
    async with app.run_test(size=size) as pilot:
        await done_behind(pilot)
        for key in keys:
            await _press(pilot, key)
        await done_behind(pilot)
        yield pilot
        app.exit()
    library.state.close()
    drafts = library.notebook.drafts
    for draft_id in list(drafts._locks):  # as the system does for a program that has ended
        drafts.release(draft_id)


_NAMED = frozenset(("tab", "enter", "escape", "space", "down", "right", "end"))


async def _press(pilot: Pilot[int], key: str) -> None:
    if len(key) == 1 or key in _NAMED or "+" in key:
        await pilot.press(key)
    else:  # words come at once: forty keys take forty times as long
        pilot.app.post_message(events.Paste(key))
        await pilot.pause()
