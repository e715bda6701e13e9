"""What stands in the panels beside the text, as lines: contents and entities. The notes are in `note_rows`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from rich.cells import cell_len

from reader.core.briefing import Entity, EntityKind
from reader.core.document import Document
from reader.tui.paint import Piece, shorten
from reader.tui.rows import RowLine

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

Content = Callable[[int], Sequence[RowLine]]


def _heading(text: str) -> RowLine:
    return RowLine(((text, "rows--heading"),))


def _ends(left: str, right: Sequence[Piece], width: int, look: str = "") -> tuple[Piece, ...]:
    room = width - sum(cell_len(text) for text, _ in right)
    return ((shorten(left, room), look), *right)


def contents(
    document: Document, unread: Mapping[str, str], notes: Mapping[str, int], badges: Mapping[int, Sequence[Piece]]
) -> Content:
    """The parts of a document: the number of each section, its badges, its count of notes, its sign of unread text."""

    def lines(width: int) -> list[RowLine]:
        found = [_heading("Contents")]
        number = 0
        for place, part in enumerate(document.parts):
            if not part.id:
                title = "Summary" if place == 0 else part.title
                found.append(RowLine(_ends(f"  {title}", badges.get(place, ()), width, "rows--dim"), key=place))
                continue
            number += 1
            label = f"{number} " if number < 10 else "  "
            marks = list(badges.get(place, ()))
            marks += [(f" {NOTE_SIGN}{notes[part.id]}", "rows--mark")] if notes.get(part.id) else []
            marks.append((f" {unread.get(part.id) or ' '}", "rows--mark"))
            found.append(RowLine(_ends(label + part.title, marks, width), key=place))
        return found

    return lines


def entities(title: str, counts: Mapping[str, int], known: Mapping[str, Entity]) -> Content:
    """Entities grouped by kind, each with how often it is mentioned."""

    def lines(width: int) -> list[RowLine]:
        found = [_heading(shorten(title, width))]
        for kind, heading in KIND_HEADINGS.items():
            group = [known[entity] for entity in counts if entity in known and known[entity].kind is kind]
            if group:
                found += [RowLine(()), _heading(heading)]
            for entity in sorted(group, key=lambda one: (-counts[one.id], one.name)):
                count: Piece = (f" {counts[entity.id] or ''}", "rows--dim")
                found.append(RowLine(_ends(entity.name, [count], width, f"rows--{kind}"), key=entity.id))
        if len(found) == 1:
            found.append(RowLine((("none named here", "rows--dim"),)))
        return found

    return lines


def mention_counts(mentioned: Iterable[str]) -> Mapping[str, int]:
    """How often each entity is mentioned."""
    return Counter(mentioned)
