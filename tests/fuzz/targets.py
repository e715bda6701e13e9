"""What is tried with chance: each target takes what somebody else wrote, and holds the program to its promises.

`make fuzz` runs them for minutes, `test_fuzz.py` for seconds. What was found stands there as an example for good.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections import deque
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import tomli
from hypothesis import example, given
from hypothesis import strategies as st

from reader.core.checking.inspection import SharedNames, inspect
from reader.core.pages.html_page import html_page
from reader.core.pages.markdown_page import markdown_page
from reader.core.pages.page import Page
from reader.core.pages.text_page import text_page
from reader.core.safe_text import safe
from reader.core.search.query import parse_query
from reader.core.text.bodies import read_blocks
from reader.errors import ReaderError, UsageError
from reader.library import Library
from reader.library.opening import present
from reader.library.revisions import changes_between
from reader.storage import toml
from reader.storage.briefings import parse_briefing
from reader.storage.note_file import NoteFormatError, bytes_to_note, note_to_bytes
from reader.storage.settings import read_settings
from reader.storage.state import Position, State
from tests import hostile
from tests.conftest import SAMPLES, library_in
from tests.fuzz.keys import key_sequences
from tests.fuzz.odd import hold_to_safety, odd_text, odd_value
from tests.storage import test_toml as long_strings
from tests.work import calls_in

SUMMIT = (SAMPLES / "china-russia-summit-2017.toml").read_bytes()
FILE = Path("fuzzed.toml")

# Briefings


@st.composite
def changed_briefings(draw: st.DrawFn) -> dict[str, Any]:
    """A briefing with every key, some of them replaced by anything at all."""
    table = hostile.briefing()
    for _ in range(draw(st.integers(1, 3))):
        place: Any = table
        while isinstance(place, (dict, list)) and place:
            keys = list(place) if isinstance(place, dict) else range(len(place))
            key = draw(st.sampled_from(list(keys)))
            if not isinstance(place[key], (dict, list)) or draw(st.booleans()):
                place[key] = draw(odd_value)
                break
            place = place[key]
    return table


@given(changed_briefings())
def briefing_values(table: dict[str, Any]) -> None:
    """TOML values of every kind in every place."""
    read_whole(hostile.as_toml(table).encode(errors="replace"))


@given(
    st.binary(max_size=400)
    | st.builds(lambda at, junk: SUMMIT[:at] + junk + SUMMIT[at:], st.integers(0, len(SUMMIT)), st.binary(max_size=20))
)
def briefing_bytes(data: bytes) -> None:
    """Bytes that are no TOML, or TOML with something in it that should not be there."""
    read_whole(data)


@given(st.lists(odd_text, max_size=12).map("\n".join))
@example("[a](javascript:alert(1)) [[x|\x1b[31m]] [^\x9b]")
def markdown_bodies(body: str) -> None:
    """Markdown bodies."""
    section = {"id": "s", "title": "S", "body": body}
    read_whole(hostile.as_toml({"format": 1, "title": "T", "sections": [section]}).encode(errors="replace"))


UNITS = [
    *(
        "![",
        "*_",
        "**a_",
        "[[",
        "[[a|",
        "[a](",
        "[a](<b",
        "[a](b 'c",
        "`",
        "``a`",
        "&amp;",
        "&#12;",
        "<a",
        "<a:b>",
        "[^a]",
        "\\*",
    ),
    *(
        "\n",
        "\n\n",
        "  \n",
        "# a\n",
        "- a\n",
        "- ",
        "  - ",
        "> ",
        ">",
        "1. a\n\n",
        "a\n===\n",
        "|",
        "a|b\n-|-\n",
        "***\n",
        "    a\n",
    ),
    *(
        "[a]: b\n",
        "[a]: b '\n",
        "[x\n",
        "```\n",
        "~~~\n\n",
        "- ```\n",
        "word ",
        "習",
        "a\u0301",
        "\u0301",
        "👩\u200d",
        "\u202e",
    ),
]
MOST_WORK = 1_000
"""Calls of functions for each code point, past which something is gone through again and again."""


@given(
    st.lists(st.tuples(st.sampled_from(UNITS), st.integers(1, 1_500)), min_size=1, max_size=3),
    st.sampled_from(["", "a", "\n", "\n\n"]),
)
@example([("![", 1_500)] * 3, "")
@example([("- ", 1_500), ("|", 1_500)], "\n")
def large_and_deep_bodies(parts: list[tuple[str, int]], between: str) -> None:
    """Bodies of very many, very deep and very long things: the work to read them is that of their length."""
    body = between.join(unit * count for unit, count in parts)
    raw = {"format": 1, "title": "T", "sections": [{"id": "s", "title": "S", "body": body}]}
    assert calls_in(lambda: deque(read_blocks(safe(body)), 0)) <= MOST_WORK * len(body) + 20_000
    data = hostile.as_toml(raw).encode(errors="replace")
    read_whole(data)
    opened = present(FILE, parse_briefing(data, FILE).value, (), {})  # type: ignore[arg-type]
    page = Page(opened.briefing, opened.document, opened.entities)
    shown = [*map(str, text_page(page)), markdown_page(page), html_page(page)]
    hold_to_safety(shown)
    hold_to_safety([fault.message for fault in inspect(raw, SharedNames(), date(2026, 11, 25)).faults])
    assert changes_between(opened, opened).listed == ()


def read_whole(data: bytes) -> None:
    reading = parse_briefing(data, FILE)
    hold_to_safety(reading.problems)
    assert all(problem.line >= 1 and problem.column >= 1 for problem in reading.errors)
    if reading.value is None:
        assert reading.errors
        return
    hold_to_safety(reading.value)
    opened = present(FILE, reading.value, (), {})
    for part in opened.document.parts:
        hold_to_safety(part.title)
        for item in part.items:
            hold_to_safety(item.block)
            assert all(0 <= span.start <= span.end <= len(item.block.text) for span in item.block.spans)
            for link in opened.document.links(item):
                hold_to_safety(link)
                assert not any(re.match(r"(?i)\s*(javascript|data|file|vbscript):", target) for target in link.targets)


@given(long_strings.TEXTS, st.integers(0, 10))
def toml_in_parts(text: str, long: int) -> None:
    """TOML whose strings are long enough to be cut out of it: tomli says the same of the whole."""
    with patch.multiple(toml, LARGE=0, LONG=long):
        assert long_strings.outcome(toml.loads, text) == long_strings.outcome(tomli.loads, text)


# Notes, settings, state, index


@st.composite
def note_files(draw: st.DrawFn) -> bytes:
    keys = ("format", "created", "modified", "tags", "kind", "target", "decided", "extra")
    front = {key: draw(odd_value) for key in draw(st.sets(st.sampled_from(keys)))}
    front |= draw(st.sampled_from([{}, {"format": 1}]))
    return f"+++\n{hostile.as_toml(front)}+++\n{draw(odd_text)}\n".encode(errors="replace")


NOTE = hostile.NOTE.format(text='"words"', raw="My own.").encode()


@given(
    st.binary(max_size=300)
    | note_files()
    | st.builds(lambda at, junk: NOTE[:at] + junk + NOTE[at:], st.integers(0, len(NOTE)), st.binary(max_size=12))
)
def notes_files(data: bytes) -> None:
    """Files among the notes: read and written again as they were, or refused with a reason."""
    try:
        note = bytes_to_note(data, "20261123T181626-4f9c2a")
    except NoteFormatError as error:
        hold_to_safety(str(error))
        return
    hold_to_safety((note.text, note.tags, note.target.briefing, note.target.section, note.target.anchor))
    assert bytes_to_note(note_to_bytes(note), note.id) == note


@given(
    st.binary(max_size=200)
    | st.dictionaries(
        st.sampled_from(["theme", "keys", "library", "text_width", "panels", "editor", "x"]) | odd_text,
        odd_value,
        max_size=5,
    ).map(lambda table: hostile.as_toml(table).encode(errors="replace"))
)
def settings_files(data: bytes) -> None:
    """Settings files: read, or refused with a reason."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config.toml"
        path.write_bytes(data)
        try:
            hold_to_safety(read_settings(path, must_exist=True).settings)
        except UsageError as error:
            hold_to_safety(str(error))


@given(st.binary(max_size=200), st.integers(0, 60_000), st.booleans(), odd_value, odd_text)
def state_and_index_files(junk: bytes, place: int, is_cut: bool, value: object, text: str) -> None:
    """State and index files that something has written into: the library is read all the same."""
    with tempfile.TemporaryDirectory() as name:
        folder, shelf = Path(name), Path(name) / "shelf"
        shelf.mkdir()
        (shelf / "summit.toml").write_bytes(SUMMIT)
        library = library_in(folder, shelf)
        library.catalogue.refresh()
        library.state.remember("china-russia-summit-2017", Position("a", "energy", 1, 1), "now")
        library.state.close()
        for file in [folder / "state.db", *(folder / "cache").iterdir()]:
            data = file.read_bytes()
            at = place % (len(data) + 1)
            file.write_bytes(data[:at] + junk + (b"" if is_cut else data[at + len(junk) :]))
        spoil(folder / "state.db", value if isinstance(value, (int, float, str)) else text)
        again = library_in(folder, shelf)
        state = State(folder / "state.db")
        hold_to_safety((state.position("china-russia-summit-2017"), state.marks("x"), state.kept("theme")))
        again.catalogue.refresh()
        assert len(again.catalogue.shelf().entries) == 1
        assert again.catalogue.search("Gazprom", 5).total > 0
        again.state.close()
        state.close()


def spoil(file: Path, value: object) -> None:
    """Write a value into every column of the state that takes it."""
    try:
        with sqlite3.connect(file) as connection:
            for column in ("path", "section", "item", "offset", "moment"):
                connection.execute(f"UPDATE position SET {column} = ?", (value,))
    except (sqlite3.Error, OverflowError, UnicodeEncodeError):
        return
    finally:
        connection.close()


# Queries


@cache
def sample_library() -> Library:
    """One library for all queries."""
    library = library_in(Path(tempfile.mkdtemp()))
    library.catalogue.refresh()
    return library


@given(
    odd_text
    | st.lists(
        st.sampled_from(
            ['"', "tag:", "in:", "since:", "entity:", "kind:", "-", "*", "(", ")", "AND", "NEAR", "gas", "習", "2017"]
        ),
        max_size=8,
    ).map(" ".join)
)
def queries(text: str) -> None:
    """What people type into the search: found, not found, or wrong with a reason."""
    try:
        parse_query(text)
        found = sample_library().catalogue.search(text, 10)
    except ReaderError as error:
        hold_to_safety(str(error))
        return
    assert len(found.hits) <= 10


TARGETS = (
    briefing_values,
    briefing_bytes,
    toml_in_parts,
    markdown_bodies,
    large_and_deep_bodies,
    notes_files,
    settings_files,
    state_and_index_files,
    queries,
    key_sequences,
)
