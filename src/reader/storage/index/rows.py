"""What the index gives and takes, as values; those that come by the ten thousand are tuples, which are made sooner."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.core.value import Value

if TYPE_CHECKING:
    from reader.core.format.briefing import Entity


class Entry(NamedTuple):
    """A briefing in a list; `date` is ISO 8601, a day or a moment, `sections` are pairs of id and title."""

    file: str
    id: str
    title: str
    date: str
    edition: int
    marking: str
    tags: tuple[str, ...]
    sections: tuple[tuple[str, str], ...]


class EntityRow(Value):
    """An entity in a list. `mentions` and `briefings` count where it is named in the library."""

    id: str
    name: str
    kind: str
    native: str
    aliases: tuple[str, ...]
    mentions: int
    briefings: int


class MentionLine(NamedTuple):
    """One mention with its context on one line; `start` and `end` are where the name stands in `text`.

    `paragraph` is 0 where the mention stands outside the sections' paragraphs: in the summary (`section` is then empty)
    or in an event. With `is_ambiguous` the name fits other entities as well.
    """

    briefing: str
    title: str
    date: str
    section: str
    section_title: str
    paragraph: int
    text: str
    start: int
    end: int
    is_ambiguous: bool

    @property
    def address(self) -> str:
        """Where it stands: `id#section/p3`."""
        place = f"#{self.section}" if self.section else ""
        return f"{self.briefing}{place}/p{self.paragraph}" if self.paragraph else f"{self.briefing}{place}"


class Appearance(NamedTuple):
    """How often one briefing mentions an entity. `file` is its number in the index."""

    file: int
    briefing: str
    title: str
    date: str
    mentions: int


class Description(Value):
    """What one file says of an entity; `briefing`, `title` and `date` are empty for what the library shares."""

    entity: Entity
    briefing: str
    title: str
    date: str


class NoteRow(Value):
    """A note as the index knows it; `stamp` changes whenever its file does, `modified` is a date as text."""

    id: str
    briefing: str
    section: str
    entity: str
    paragraph: int
    text: str
    quote: str
    tags: tuple[str, ...]
    kind: str
    modified: str
    stamp: str
