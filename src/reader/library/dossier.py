"""Everything the library says about one entity, and the document that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from reader.core.block import Block, BlockKind, Span, SpanKind
from reader.core.briefing import Entity
from reader.core.document import Document, Item, Lazy, Mentions, Part, Role, entry
from reader.core.presentation import show_fact
from reader.core.text import read_blocks

CONTEXT = 30
"""Code points of text shown on each side of a mention."""


@dataclass(frozen=True, slots=True)
class MentionLine:
    """One mention with its context on one line; `start` and `end` are where the name stands in `text`."""

    briefing: str
    title: str
    date: str
    section: str
    section_title: str
    paragraph: int
    text: str
    start: int
    end: int

    @property
    def address(self) -> str:
        """Where it stands: `id#section/p3`."""
        return f"{self.briefing}#{self.section}/p{self.paragraph}"


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note as a line of a dossier: what it says, and where it stands."""

    text: str
    where: str
    address: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """One entity: what is known of it, its links both ways, its mentions in order of date, notes on it.

    `links` and `links_here` are pairs of relation and id of the other entity.
    """

    entity: Entity
    links: tuple[tuple[str, str], ...]
    links_here: tuple[tuple[str, str], ...]
    mentions: tuple[MentionLine, ...]
    notes: tuple[NoteLine, ...] = ()


def links_to(entity_id: str, entities: Iterable[Entity]) -> tuple[tuple[str, str], ...]:
    """The links of other entities that lead to this one."""
    return tuple((link.relation, other.id) for other in entities for link in other.links if link.to == entity_id)


def context(text: str, start: int, end: int, around: int = CONTEXT) -> tuple[str, int, int]:
    """A line of text around a mention, cut at words, and where the mention stands in it."""
    first, last = max(0, start - around), min(len(text), end + around)
    if first:
        first = text.find(" ", first, start) + 1 or first
    if last < len(text):
        cut = text.rfind(" ", end, last)
        last = cut if cut >= 0 else last
    before, after = "…" if first else "", "…" if last < len(text) else ""
    line = before + text[first:last].replace("\n", " ").replace("\t", " ") + after
    return line, start - first + len(before), end - first + len(before)


def dossier_document(dossier: Dossier, name_of: Callable[[str], str], mentions: Mentions) -> Document:
    """The dossier as a text to read and to move through."""
    entity = dossier.entity
    parts = [Part("", entity.name, Lazy(_front(entity, name_of)))]
    if dossier.links or dossier.links_here:
        parts.append(Part("", "Links", Lazy(_links(dossier, name_of))))
    if dossier.notes:
        parts.append(Part("", "My notes", Lazy(_notes(dossier.notes))))
    count = len(dossier.mentions)
    parts.append(Part("", f"Mentions ({count})", Lazy(_mentions(dossier.mentions)), 1 + 90 * count))
    return Document(f"entity:{entity.id}", entity.name, tuple(parts), mentions)


def _front(entity: Entity, name_of: Callable[[str], str]) -> Iterator[Item]:
    native = f" · {entity.native}" if entity.native and entity.native != entity.name else ""
    yield entry(entity.name + native, role=Role.TITLE)
    aliases = ", ".join(alias.text for alias in entity.aliases)
    ids = ", ".join(f"{scheme} {value}" for scheme, value in entity.ids)
    also = f"also {aliases}" if aliases else ""
    yield entry(" · ".join(filter(None, (entity.kind, also, ids))), role=Role.BYLINE)
    for block in read_blocks(entity.summary, name_of):
        yield Item(block, Role.LEAD)
    if entity.facts:
        rows = "\n".join(f"{name}\t{show_fact(value)}" for name, value in entity.facts)
        yield Item(Block(BlockKind.TABLE, rows), Role.FIGURES)


def _links(dossier: Dossier, name_of: Callable[[str], str]) -> Iterator[Item]:
    yield entry("Links", role=Role.TITLE)
    for relation, other in dossier.links:
        yield _link_entry(_before_name(relation), other, name_of, "")
    for relation, other in dossier.links_here:
        after = f" — {_before_name(relation)}{dossier.entity.name}" if relation else ""
        yield _link_entry("", other, name_of, after)


_OPEN_RELATION = re.compile(r" (?:of|in|by|with|at|to|from|for|on|under|as)$")


def _before_name(relation: str) -> str:
    """A relation as it stands before a name: `president of `, `partner: `."""
    if not relation:
        return ""
    return f"{relation} " if _OPEN_RELATION.search(relation) else f"{relation}: "


def _link_entry(before: str, entity_id: str, name_of: Callable[[str], str], after: str) -> Item:
    name = name_of(entity_id)
    return entry(before + name + after, Span(len(before), len(before) + len(name), SpanKind.ENTITY, entity_id))


def _notes(notes: Iterable[NoteLine]) -> Iterator[Item]:
    yield entry("My notes", role=Role.TITLE)
    for note in notes:
        yield entry(f"{note.where}: {note.text}", Span(0, len(note.where), SpanKind.BRIEFING, note.address), lead="✎ ")


def _mentions(mentions: Iterable[MentionLine]) -> Iterator[Item]:
    """The mentions, each briefing under its title."""
    mentions = tuple(mentions)
    yield entry(f"Mentions ({len(mentions)})" if mentions else "Mentioned nowhere in the library", role=Role.TITLE)
    for (briefing, title, date), lines in groupby(mentions, key=lambda one: (one.briefing, one.title, one.date)):
        yield Item(Block(BlockKind.HEADING, f"{title} · {date}" if date else title, level=3), Role.HEADING)
        yield from (_mention(briefing, line) for line in lines)


def _mention(briefing: str, line: MentionLine) -> Item:
    place = f"{line.section_title} ¶{line.paragraph}"
    text = f"{place}  {line.text}"
    start = len(place) + 2
    return entry(
        text,
        Span(0, len(place), SpanKind.BRIEFING, f"{briefing}#{line.section}/p{line.paragraph}"),
        Span(start + line.start, start + line.end, SpanKind.STRONG),
    )
