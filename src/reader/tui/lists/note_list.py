"""The list of all notes over all briefings: open questions first, each with what it is about and its state."""

from __future__ import annotations

from collections.abc import Sequence

from reader.core.anchoring.anchor import NoteState
from reader.library.note_list import NoteEntry, NoteList
from reader.tui.drawing.filtering import fits
from reader.tui.drawing.list_screen import Entries
from reader.tui.drawing.paint import Piece
from reader.tui.drawing.rows import NOTHING_FITS, Content, RowLine
from reader.tui.drawing.wrap import first_lines
from reader.tui.lists.note_rows import (
    CHANGED_SIGN,
    LOST_SIGN,
    MOST,
    one_line,
    plain_lines,
    searched,
    words_rows,
)
from reader.tui.lists.panels import NOTE_SIGN

_SIGNS = {NoteState.ANCHORED: NOTE_SIGN, NoteState.CHANGED: CHANGED_SIGN, NoteState.UNANCHORED: LOST_SIGN}


def note_entries(notes: NoteList) -> Entries:
    """The notes that fit what is typed: words, a `#tag`, a kind, a state, a briefing."""

    told = [(one, searched(one.note, one.state, _about(one))) for one in notes.entries]

    def entries(typed: str) -> Content:
        fitting = [one for one, text in told if fits(text, typed)]

        def lines(width: int) -> list[RowLine]:
            found: list[RowLine] = []
            for heading, group in _groups(fitting[:MOST]):
                found += [RowLine(())] if found else []
                found.append(RowLine(((heading, "rows--heading"),)))
                for one in group:
                    found += _lines(one, width)
            if len(fitting) > MOST:
                found.append(RowLine(((f"… and {len(fitting) - MOST} more: type to narrow", "rows--dim"),)))
            for file in notes.unreadable if not typed else ():
                found += plain_lines(
                    f"cannot be read, and is kept: {file.file}: {file.message}", width, 6, "rows--warning"
                )
            return found or [NOTHING_FITS]

        return lines

    return entries


def _groups(entries: Sequence[NoteEntry]) -> list[tuple[str, list[NoteEntry]]]:
    questions = [one for one in entries if one.is_open_question]
    others = [one for one in entries if not one.is_open_question]
    return [(name, group) for name, group in (("Open questions", questions), ("Notes, newest first", others)) if group]


def _about(entry: NoteEntry) -> str:
    target = entry.note.target
    place = entry.section_title or target.entity or ""
    return f"{entry.briefing_title or target.briefing} › {place}" if place else entry.briefing_title or target.briefing


def _lines(entry: NoteEntry, width: int) -> tuple[RowLine, ...]:
    sign: Piece = (f"{_SIGNS[entry.state]} ", "rows--mark" if entry.state is NoteState.ANCHORED else "rows--warning")
    quote = f" “{one_line(entry.quote[: 2 * width])}”" if entry.quote else ""
    stands = first_lines(f"{entry.note.created:%Y-%m-%d} {_about(entry)}{quote}", max(8, width - 2), 2)
    rows = words_rows(sign, entry.note, width, entry)
    return *rows, *(RowLine(((f"  {line}", "rows--dim"),)) for line in stands)
