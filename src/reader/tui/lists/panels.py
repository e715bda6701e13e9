"""What stands in the panels beside the text, as lines: contents and entities. The notes are in `note_rows`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter

from rich.cells import cell_len

from reader.core.format.briefing import Entity, EntityKind
from reader.core.reading.document import Document
from reader.tui.drawing.many_lines import ManyLines
from reader.tui.drawing.paint import Piece, measure, shorten
from reader.tui.drawing.rows import Content, RowLine
from reader.tui.drawing.wrap import first_lines

KIND_HEADINGS = {
    EntityKind.PERSON: "People",
    EntityKind.COUNTRY: "Countries",
    EntityKind.ORGANISATION: "Organisations",
    EntityKind.COMPANY: "Companies",
    EntityKind.PLACE: "Places",
    EntityKind.PROJECT: "Projects",
    EntityKind.AGREEMENT: "Agreements",
    EntityKind.EVENT: "Events",
    EntityKind.TOPIC: "Topics",
}
NOTE_SIGN = "✎"
UNREAD_SIGN, HALF_READ_SIGN = "●", "◐"


def _heading(text: str) -> RowLine:
    return RowLine(((text, "rows--heading"),))


MOST = 3
"""Lines that a long name has at the most."""


def _entry(lead: str, name: str, right: Sequence[Piece], width: int, key: object, look: str = "") -> list[RowLine]:
    """A name between a lead and what stands at the right end; where it is long, on up to `MOST` lines."""
    room = max(8, width - cell_len(lead) - measure(right))
    first, *more = (shorten(line, room) for line in first_lines(name, room, MOST))
    indent = " " * cell_len(lead)
    return [RowLine(((lead + first, look), *right), key=key), *(RowLine(((indent + line, look),)) for line in more)]


def contents(
    document: Document, unread: Mapping[str, str], notes: Mapping[str, int], badges: Mapping[int, Sequence[Piece]]
) -> Content:
    """The parts of a document: the number of each section, its badges, its count of notes, its sign of unread text."""

    parts = document.parts
    numbers = {part.id: f"{number} " for number, part in zip(range(1, 10), filter(_id_of, parts), strict=False)}

    def entry(place: int, width: int) -> list[RowLine]:
        part = parts[place]
        if not part.id:
            title = "Summary" if place == 0 else part.title
            return _entry("  ", title, badges.get(place, ()), width, place, "rows--dim")
        marks = list(badges.get(place, ()))
        marks += [(f" {NOTE_SIGN}{notes[part.id]}", "rows--mark")] if notes.get(part.id) else []
        marks.append((f" {unread.get(part.id) or ' '}", "rows--mark"))
        return _entry(numbers.get(part.id, "  "), part.title, marks, width, place)

    def lines(width: int) -> Sequence[RowLine]:
        room = width - _BESIDE
        long = {
            place: entry(place, width)
            for place, part in enumerate(parts)
            if len(part.title) > (room if part.title.isascii() else room // 2) or place in badges or part.id in notes
        }
        return ManyLines(_heading("Contents"), len(parts), lambda place: entry(place, width)[0], long)

    return lines


_BESIDE = 4
"""Cells of a line that are never the title's: a number before it, a sign behind it."""
_id_of = attrgetter("id")


def entities(title: str, counts: Mapping[str, int], known: Mapping[str, Entity]) -> Content:
    """Entities grouped by kind, each with how often it is mentioned."""

    def lines(width: int) -> list[RowLine]:
        found = [_heading(line) for line in first_lines(title, width, MOST)]
        nothing = len(found)
        for kind, heading in KIND_HEADINGS.items():
            group = [known[entity] for entity in counts if entity in known and known[entity].kind is kind]
            if group:
                found += [RowLine(()), _heading(heading)]
            for entity in sorted(group, key=lambda one: (-counts[one.id], one.name)):
                count: Piece = (f" {counts[entity.id] or ''}", "rows--dim")
                found += _entry("", entity.name, [count], width, entity.id, f"rows--{kind}")
        if len(found) == nothing:
            found.append(RowLine((("none named here", "rows--dim"),)))
        return found

    return lines
