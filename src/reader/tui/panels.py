"""What stands in the panels beside the text, as lines: contents, entities, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from rich.cells import cell_len

from reader.core.anchor import State
from reader.core.briefing import Entity, EntityKind
from reader.core.document import Document
from reader.library import LocatedNote, OpenBriefing
from reader.tui.paint import Piece, shorten
from reader.tui.rows import RowLine
from reader.tui.wrap import wrap

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
CHANGED_SIGN = "≠"
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


_STATE_WORDS = {State.CHANGED: f"{CHANGED_SIGN} text changed", State.UNANCHORED: "? place lost"}


def notes(opened: OpenBriefing) -> Content:
    """All notes of a briefing, in the order of the text; those without a place after them, unreadable files last."""

    def lines(width: int) -> list[RowLine]:
        found = [_heading("My notes")]
        for located in sorted(opened.notes, key=lambda one: _order(opened, one)):
            found += _note_lines(opened, located, width)
        for file in opened.unreadable:
            found.append(RowLine((("cannot be read:", "rows--warning"),)))
            found += [RowLine(((file.file[a:b], "rows--dim"),)) for a, b in wrap(file.file, width)]
        if len(found) == 1:
            found.append(RowLine((("none yet: a writes one", "rows--dim"),)))
        return found

    return lines


def _order(opened: OpenBriefing, located: LocatedNote) -> tuple[int, int, int, str]:
    place, target = located.finding.place, located.note.target
    section = place.section if place else target.section or ""
    part = opened.document.part(section)
    number = part if part is not None else len(opened.document.parts)
    return (number, place.paragraph if place else 0, place.start if place else 0, located.note.id)


def _note_lines(opened: OpenBriefing, located: LocatedNote, width: int) -> list[RowLine]:
    note = located.note
    about = where(opened, located)
    state = _STATE_WORDS.get(located.finding.state)
    lead: tuple[Piece, ...] = ((shorten(f"{NOTE_SIGN} {about}", width), "rows--mark"),)
    found = [RowLine(()), RowLine(lead, key=note.id)]
    if state:
        found.append(RowLine(((state, "rows--warning"),)))
    said = " ".join(note.text.split())
    found += [RowLine(((said[start:end], ""),)) for start, end in wrap(said, width)[:3]]
    if note.tags or note.kind != "comment":
        words = " ".join((*([note.kind] if note.kind != "comment" else []), *(f"#{tag}" for tag in note.tags)))
        found.append(RowLine(((shorten(words, width), "rows--dim"),)))
    return found


def where(opened: OpenBriefing, located: LocatedNote) -> str:
    """What a note is about, in few words: `Energy ¶3`, `on Gazprom`, `on the section Energy`."""
    place, target = located.finding.place, located.note.target
    if target.entity and not target.anchor:
        entity = opened.entity(target.entity)
        return f"on {entity.name if entity else target.entity}"
    section_id = place.section if place else target.section or ""
    section = opened.briefing.section(section_id)
    title = section.title if section else section_id or "the briefing"
    if place:
        return f"{title} ¶{place.paragraph}"
    return f"was in {title}" if target.anchor else f"on the section {title}" if section_id else "on the briefing"
