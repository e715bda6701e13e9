"""Notes to take elsewhere as text: Markdown to read, CSV for a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reader.core.anchoring.anchor import NoteState
from reader.core.note import iso_moment
from reader.core.pages.markdown_text import escaped
from reader.library.note_json import entry_fields
from reader.library.note_list import NoteEntry

COLUMNS = (
    "id",
    "briefing",
    "section",
    "entity",
    "state",
    "quote",
    "paragraph_text",
    "text",
    "tags",
    "kind",
    "created",
    "modified",
    "marking",
)
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # the last four are wide
"""What a cell must not begin with: spreadsheets take it for the start of a formula, and run it.

Source: OWASP, "CSV Injection".
"""


def to_csv(entries: Iterable[NoteEntry]) -> str:
    """The notes as CSV with a heading row. Source: RFC 4180.

    A cell that a spreadsheet would take for a formula begins with an apostrophe, as people write such cells. Tags are
    parted by commas, and written as cells themselves, for they may hold blanks and commas.
    """
    return "".join([_row(COLUMNS), *map(_row_of, entries)])


def _row_of(entry: NoteEntry) -> str:
    tags = _row(entry.note.tags).removesuffix(_LINE_END)
    fields = {**entry_fields(entry), "tags": tags, "marking": entry.marking}
    return _row([_cell(str(fields[name] or "")) for name in COLUMNS])


_LINE_END = "\r\n"


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator=_LINE_END).writerow(cells)
    return out.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def to_markdown(entries: Iterable[NoteEntry]) -> str:
    """The notes under their briefings, each with its marking, and sections: quote, words, then kind, tags and times.

    What comes from a briefing is written so that it stays text; a note's words are Markdown, as their writer made them.
    """
    return "\n".join(_lines(sorted(entries, key=_order)))


def _order(entry: NoteEntry) -> tuple[str, str, int, int, str]:
    place = entry.finding.place
    position = (place.paragraph, place.start) if place else (0, 0)
    return entry.note.target.briefing, entry.section, *position, entry.note.id


def _lines(entries: Sequence[NoteEntry]) -> Iterator[str]:
    for briefing, in_briefing in groupby(entries, key=lambda one: (one.note.target.briefing, one.briefing_title)):
        yield f"# {_as_text(briefing[1] or briefing[0])}"
        yield ""
        notes = list(in_briefing)
        if notes[0].marking:
            yield from (f"**{_as_text(notes[0].marking)}**", "")
        for section, in_section in groupby(notes, key=lambda one: (one.section, one.section_title)):
            if section[0]:
                yield f"## {_as_text(section[1] or section[0])}"
                yield ""
            for entry in in_section:
                yield from _note(entry)


def _as_text(text: str) -> str:
    """One line of Markdown that reads as the text."""
    return escaped(" ".join(text.split()))


def _note(entry: NoteEntry) -> Iterator[str]:
    note = entry.note
    yield f"### {_address(entry)}"
    yield ""
    if entry.quote:
        yield from (f"> {line}".rstrip() for line in escaped(entry.quote).split("\n"))
        yield ""
    yield note.text
    yield ""
    yield " · ".join(_about(entry))
    yield ""


def _address(entry: NoteEntry) -> str:
    """The section path of a note: `briefing#section/p3`."""
    place = entry.finding.place
    section = f"#{entry.section}" if entry.section else ""
    entity = f" ({entry.note.target.entity})" if entry.note.target.entity else ""
    return f"{entry.note.target.briefing}{section}{f'/p{place.paragraph}' if place else ''}{entity}"


def _about(entry: NoteEntry) -> Iterator[str]:
    note = entry.note
    yield str(note.kind)
    if note.tags:
        yield _as_text(f"tags: {', '.join(note.tags)}")
    if entry.state is not NoteState.ANCHORED:
        yield _as_text(f"{entry.state}: {entry.finding.reason}")
    yield f"made {iso_moment(note.created)}"
    if note.modified != note.created:
        yield f"changed {iso_moment(note.modified)}"
    yield f"id {note.id}"
