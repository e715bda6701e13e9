"""`L`: all notes over all briefings in one list, open questions first; typing filters it, Enter goes to the note."""

from __future__ import annotations

from collections.abc import Sequence

from reader.core.anchoring.anchor import NoteState
from reader.library.note_list import NoteEntry, NoteList
from reader.tui.drawing.filtering import fits
from reader.tui.drawing.list_screen import Entries, ListScreen
from reader.tui.drawing.paint import Piece
from reader.tui.drawing.rows import NOTHING_FITS, Content, RowLine
from reader.tui.drawing.wrap import first_lines
from reader.tui.features.desk import Desk, Feature
from reader.tui.features.fetching import Fetching
from reader.tui.features.going import Going
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


class AllNotes(Feature):
    """Every note that the person has ever written."""

    def __init__(self, desk: Desk, going: Going, fetching: Fetching) -> None:
        super().__init__(desk)
        self._going, self._fetching = going, fetching
        self._wanted: str | None = None
        """The note to go to once the notes of its briefing are known."""

    def all_notes(self) -> None:
        """List them. Where that is slow, every briefing with notes being read for it, the reader reads on."""
        self._fetching.fetch("The list of your notes", self.desk.library.all_notes, self._list)

    def _list(self, notes: NoteList) -> None:
        if not notes.entries and not notes.unreadable:
            self.desk.say(f"You have written no notes yet: {self.desk.keys.first('note')} writes one.")
            return
        title = f"All my notes ({len(notes.entries)})"
        # `question` is what most people type here
        self.desk.open_over(ListScreen(title, note_entries(notes), hint="go there", closes_on_q=False), self._chosen)

    def _chosen(self, entry: object) -> None:
        if not isinstance(entry, NoteEntry):
            return
        briefing = entry.note.target.briefing
        if not entry.briefing_title:
            self.desk.say(f'The briefing "{briefing}" is not in the library. The note is kept.')
            return
        if briefing != self.desk.opened.briefing.id:
            self._going.open_target(briefing)
        if briefing == self.desk.opened.briefing.id:
            self._wanted = entry.note.id
            if self.desk.opened.is_furnished:
                self.furnished()

    def furnished(self) -> None:
        """Go to the note for which the briefing was opened."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._going.go_to_note(wanted)


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
