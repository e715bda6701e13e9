"""A dossier as a document to read and to move through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from reader.core.late import late_pattern
from reader.core.reading.document import Document, Item, LazyItems, Mentions, Part, Role, entry, heading
from reader.core.reading.moments import show_iso
from reader.core.reading.sparkline import most, picture
from reader.core.reading.values import show_fact
from reader.core.text.block import Block, BlockKind, Span, SpanKind
from reader.core.text.bodies import read_blocks
from reader.library.descriptions import About
from reader.library.dossier import Dossier

if TYPE_CHECKING:
    from reader.storage.index.rows import Description, MentionLine, NoteRow

_LINE = 120
"""About how long a mention's line is, in code points."""


def dossier_document(dossier: Dossier, mentions: Mentions) -> Document:
    """The dossier of an entity: what it is, how its facts changed, its links, notes, and where it is mentioned."""
    entity, count = dossier.entity, dossier.mention_count
    parts = [Part("", entity.name, LazyItems.of(_front(dossier)))]
    if dossier.additions():
        parts.append(Part("", "Also described", LazyItems.of(_additions(dossier))))
    if dossier.changed_facts():
        parts.append(Part("", "How facts changed", LazyItems.of(_changes(dossier))))
    if dossier.links or dossier.links_here:
        parts.append(Part("", "Links", LazyItems.of(_links(dossier))))
    if dossier.together:
        parts.append(Part("", "Mentioned with", LazyItems.of(_together(dossier))))
    if dossier.notes:
        parts.append(Part("", "My notes", LazyItems.of(_notes(dossier))))
    parts.append(Part("", f"Mentions ({count:,})", LazyItems.of(_mentions(dossier)), 1 + _LINE * count))
    return Document(f"entity:{entity.id}", entity.name, tuple(parts), mentions)


def _front(dossier: Dossier) -> Iterator[Item]:
    entity = dossier.entity
    native = f" · {entity.native}" if entity.native and entity.native != entity.name else ""
    yield entry(entity.name + native, role=Role.TITLE)
    yield entry(_known_as(entity.kind, (alias.text for alias in entity.aliases), entity.ids), role=Role.BYLINE)
    for block in read_blocks(entity.summary, dossier.name_of):
        yield Item(block, Role.LEAD)
    yield from _facts(entity.facts)
    if line := _seen_line(dossier):
        yield entry(line)
    if bars := picture(dossier.over_time):
        yield entry(bars)


def _known_as(kind: str, names: Iterable[str], ids: Iterable[tuple[str, str]]) -> str:
    """What it is, its other names and its ids elsewhere, on one line."""
    also, elsewhere = ", ".join(names), ", ".join(f"{scheme} {value}" for scheme, value in ids)
    return " · ".join(filter(None, (kind, also and f"also {also}", elsewhere)))


def _facts(facts: Sequence[tuple[str, object]]) -> Iterator[Item]:
    if facts:
        rows = "\n".join(f"{name}\t{show_fact(value)}" for name, value in facts)
        yield Item(Block(BlockKind.TABLE, rows), Role.FIGURES)


def _additions(dossier: Dossier) -> Iterator[Item]:
    """What else files say of the entity, each under its name."""
    yield entry("Also described", role=Role.TITLE)
    for addition in dossier.additions():
        by, source = addition.by, _source(addition.by)
        spans = (Span(0, len(source), SpanKind.BRIEFING, by.briefing),) if by.briefing else ()
        yield heading(" · ".join(filter(None, (source, show_iso(by.date)))), *spans)
        kind = next((str(one.value) for one in addition.of(About.KIND)), "")
        names = (str(one.value) for one in addition.of(About.NAME))
        if line := _known_as(kind, names, ((one.name, str(one.value)) for one in addition.of(About.ID))):
            yield entry(line)
        for one in addition.of(About.SUMMARY):
            yield from (Item(block, Role.LEAD) for block in read_blocks(str(one.value), dossier.name_of))
        yield from _facts([(one.name, one.value) for one in addition.of(About.FACT)])


def _source(description: Description) -> str:
    return description.title or "the library's entities"


def _seen_line(dossier: Dossier) -> str:
    """How often and from when to when it is mentioned, as a sentence; empty where it is not."""
    if not dossier.appearances:
        return ""
    first, last = map(show_iso, dossier.seen)
    briefings = len(dossier.appearances)
    told = f"{_counted(dossier.mention_count, 'mention')} in {_counted(briefings, 'briefing')}"
    if not first:
        return f"{told}."
    when = most(dossier.over_time)
    return f"{told}, the first of {first}, the last of {last}{', most in ' + when if when else ''}."


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


def _changes(dossier: Dossier) -> Iterator[Item]:
    yield entry("How facts changed", role=Role.TITLE)
    for name, told in dossier.changed_facts().items():
        yield heading(name)
        for value, by in told:
            text, source = f"{show_iso(by.date) or 'undated'}  {show_fact(value)}  ", _source(by)
            spans = (Span(len(text), len(text) + len(source), SpanKind.BRIEFING, by.briefing),) if by.briefing else ()
            yield entry(text + source, *spans)


def _links(dossier: Dossier) -> Iterator[Item]:
    yield entry("Links", role=Role.TITLE)
    for relation, other in dossier.links:
        yield _entity_entry(_before_name(relation), other, dossier, "")
    for relation, other in dossier.links_here:
        after = f" — {_before_name(relation)}{dossier.entity.name}" if relation else ""
        yield _entity_entry("", other, dossier, after)


_OPEN_RELATION = late_pattern(r" (?:of|in|by|with|at|to|from|for|on|under|as)$")


def _before_name(relation: str) -> str:
    """A relation as it stands before a name: `president of `, `partner: `."""
    if not relation:
        return ""
    return f"{relation} " if _OPEN_RELATION.search(relation) else f"{relation}: "


def _entity_entry(before: str, entity_id: str, dossier: Dossier, after: str) -> Item:
    name = dossier.name_of(entity_id)
    return entry(before + name + after, Span(len(before), len(before) + len(name), SpanKind.ENTITY, entity_id))


def _together(dossier: Dossier) -> Iterator[Item]:
    yield entry("Mentioned with", role=Role.TITLE)
    for other, count in dossier.together:
        yield _entity_entry("", other, dossier, f"  in {_counted(count, 'paragraph')}")


def _notes(dossier: Dossier) -> Iterator[Item]:
    yield entry("My notes", role=Role.TITLE)
    for note in dossier.notes:
        where, address = _note_place(note)
        said = " ".join(note.text.split())
        yield entry(f"{where}: {said}", Span(0, len(where), SpanKind.BRIEFING, address), lead="✎ ")


def _note_place(note: NoteRow) -> tuple[str, str]:
    """Where a note stands: in words, and as an address."""
    address = f"{note.briefing}#{note.section}" if note.section else note.briefing
    if note.paragraph:
        return f"{address} ¶{note.paragraph}", f"{address}/p{note.paragraph}"
    return address, address


def _mentions(dossier: Dossier) -> Iterator[Item]:
    """The mentions, each briefing under its title."""
    count = dossier.mention_count
    yield entry(f"Mentions ({count:,})" if count else "Mentioned nowhere in the library", role=Role.TITLE)
    for (title, date, _), lines in groupby(dossier.mentions(), key=lambda one: (one.title, one.date, one.briefing)):
        yield heading(f"{title} · {show_iso(date)}" if date else title)
        yield from map(_mention, lines)


def _mention(line: MentionLine) -> Item:
    place = f"{line.section_title} ¶{line.paragraph}" if line.paragraph else line.section_title or "Summary"
    unsure = "  (may be another)" if line.is_ambiguous else ""
    start = len(place) + 2
    return entry(
        f"{place}  {line.text}{unsure}",
        Span(0, len(place), SpanKind.BRIEFING, line.address),
        Span(start + line.start, start + line.end, SpanKind.STRONG),
    )
