"""Notes as lines of a list: in the panel beside the text, in questions about them, in the list of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from reader.core.anchoring.anchor import NoteState
from reader.core.format.briefing import name_in
from reader.core.note import Note, NoteKind
from reader.library import LocatedNote, OpenBriefing
from reader.tui.drawing.filtering import plain
from reader.tui.drawing.paint import Piece, shorten
from reader.tui.drawing.rows import Content, RowLine
from reader.tui.drawing.wrap import first_lines
from reader.tui.lists.panels import NOTE_SIGN

CHANGED_SIGN = "≠"
LOST_SIGN = "?"
MOST = 300
"""Notes that are listed at once; typing finds the others."""
_STATE_WORDS = {NoteState.CHANGED: f"{CHANGED_SIGN} text changed", NoteState.UNANCHORED: f"{LOST_SIGN} place lost"}


def one_line(text: str) -> str:
    """`text` with every run of white space as one space."""
    return " ".join(text.split())


def kind_and_tags(note: Note) -> str:
    """What kind of note it is, where that says anything, and its tags with their signs."""
    kind = [] if note.kind is NoteKind.COMMENT else [str(note.kind)]
    return " ".join((*kind, *(f"#{tag}" for tag in note.tags)))


def searched(note: Note, state: NoteState, about: str) -> str:
    """What is looked through for what was typed: the words, the `#tags`, the kind, the state, what it is about."""
    return plain(f"{note.text} {note.kind} {kind_and_tags(note)} {_STATE_WORDS.get(state, '')} {state} {about}")


def where(opened: OpenBriefing, located: LocatedNote) -> str:
    """What a note is about, in few words: `Energy ¶3`, `on Gazprom`, `on the section Energy`."""
    place, target = located.finding.place, located.note.target
    if target.entity and not target.anchor:
        return f"on {name_in(opened.entities, target.entity)}"
    section_id = place.section if place else target.section or ""
    section = opened.briefing.section(section_id)
    title = section.title if section else section_id or "the briefing"
    if place:
        return f"{title} ¶{place.paragraph}"
    return f"was in {title}" if target.anchor else f"on the section {title}" if section_id else "on the briefing"


Listed = Sequence[tuple[LocatedNote, str]]
"""Notes in the order in which they are listed, each with what is looked through."""


def listed(opened: OpenBriefing) -> Listed:
    """The notes of a briefing in the order of the text; those without a place after them."""
    order = opened.section_order
    notes = sorted(opened.notes, key=lambda one: one.order(order))
    return [(one, searched(one.note, one.finding.state, where(opened, one))) for one in notes]


def panel(opened: OpenBriefing, fitting: Sequence[LocatedNote], typed: str, *, finds: str, writes: str) -> Content:
    """The notes that fit what was typed; `finds` and `writes` are the keys that filter them and write one."""

    def lines(width: int) -> list[RowLine]:
        title = f"My notes › {typed}" if typed else "My notes"
        found = [RowLine(((shorten(title, width), "rows--heading"),))]
        for located in fitting[:MOST]:
            found += _panel_lines(located, where(opened, located), width)
        if len(fitting) > MOST:
            found += plain_lines(f"… {len(fitting) - MOST} more: {finds} filters", width, 1, "rows--dim")
        found += _unreadable(opened, width) if not typed else []
        if len(found) == 1:
            nothing = "none fits" if typed else f"none yet: {writes} writes one"
            found.append(RowLine(((nothing, "rows--dim"),)))
        return found

    return lines


def _panel_lines(located: LocatedNote, about: str, width: int) -> list[RowLine]:
    note = located.note
    first, *more = plain_lines(f"{NOTE_SIGN} {about}", width, 2, "rows--mark")
    found = [RowLine(()), RowLine(first.pieces, key=note.id), *more]
    if state := _STATE_WORDS.get(located.finding.state):
        found.append(RowLine(((state, "rows--warning"),)))
    found += plain_lines(note.text, width, 3)
    if told := kind_and_tags(note):
        found += plain_lines(told, width, 2, "rows--dim")
    return found


def _unreadable(opened: OpenBriefing, width: int) -> Iterable[RowLine]:
    for file in opened.unreadable:
        yield RowLine((("cannot be read, and is kept:", "rows--warning"),))
        yield from plain_lines(f"{file.file}: {file.message}", width, 8, "rows--dim")


def plain_lines(text: str, width: int, most: int, look: str = "") -> list[RowLine]:
    """The first lines of a text, in so many cells."""
    said = one_line(text[: 4 * width * most])
    return [RowLine(((line, look),)) for line in first_lines(said, width, most)] if said else []


def words_rows(sign: Piece, note: Note, width: int, key: object) -> list[RowLine]:
    """The words of a note, its kind and tags at their end; where they need the room, on up to two lines, and below."""
    words, told = one_line(note.text[: 4 * width]), kind_and_tags(note)
    room = max(8, width - cell_len(sign[0]))
    if told and cell_len(words) + 2 + cell_len(told) <= room:
        return [RowLine((sign, (shorten(words, room - cell_len(told)), ""), (told, "rows--dim")), key=key)]
    first, *more = first_lines(words, room, 2)
    below = [*((line, "") for line in more), *((line, "rows--dim") for line in first_lines(told, room, 2) if line)]
    indent = " " * cell_len(sign[0])
    return [RowLine((sign, (first, "")), key=key), *(RowLine(((indent, ""), piece)) for piece in below)]


def note_rows(located: LocatedNote, key: object, width: int) -> list[RowLine]:
    """One note among others to choose from: its words, its kind and tags."""
    return words_rows((f"{NOTE_SIGN} ", "rows--mark"), located.note, width, key)


def draft_rows(about: str, note: Note, *answers: str) -> Content:
    """What was being written, and the answers to choose from."""

    def lines(width: int) -> Sequence[RowLine]:
        dated = f"{note.modified:%Y-%m-%d %H:%M} UTC"
        found = [*plain_lines(about, width, 2, "rows--dim"), RowLine(((dated, "rows--dim"),)), RowLine(())]
        found += [*plain_lines(note.text, width, 6), RowLine(())]
        return [*found, *(RowLine(((answer, "rows--strong"),), key=answer) for answer in answers)]

    return lines
