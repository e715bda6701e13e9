"""What a briefing file describes, as frozen values: format 1.

Each field is declared once, with its shape and its meaning; loading, messages and JSON Schema follow from it
(see `core.format.table`). All text in these values is safe to show.
"""

from __future__ import annotations

from collections import abc
from datetime import date, datetime
from enum import StrEnum

from reader.core.format.fault import Faults, Path
from reader.core.format.ids import ID_PATTERN
from reader.core.format.shape import Choice, Day, Flag, Line, Matching, Number, Scalar, Text, Whole
from reader.core.format.table import Either, ListOf, Mapping, Pair, Table, key
from reader.core.value import Value

SLUG = Matching(ID_PATTERN, "an id of a-z, 0-9 and - that starts with a letter or digit, at most 64 long")
URL = Matching(r"^https?://[^\s]+$", "an address that starts with http:// or https://")
DAY = Day()
LINE = Line()

Moment = date | datetime
"""A `datetime` where the file gives a time, else a `date`."""


class Confidence(StrEnum):
    """How sure the author is of a section."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class ChartKind(StrEnum):
    """How a series is drawn."""

    BAR = "bar"
    LINE = "line"


class EntityKind(StrEnum):
    """What kind of thing an entity is; the order is that of the sidebar."""

    PERSON = "person"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    COMPANY = "company"
    PLACE = "place"
    PROJECT = "project"
    AGREEMENT = "agreement"
    EVENT = "event"
    TOPIC = "topic"


class Reliability(StrEnum):
    """How reliable a source is: the first half of the Admiralty scale."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Figure(Value, kw_only=True):
    """A number that people look for."""

    label: str = key(LINE, "What the number is.")
    value: int | float | str = key(Either((str, LINE), ((int, float), Number())), "The number, or text.")
    unit: str = key(LINE, "Its unit.", "")
    source: str = key(SLUG, "Id of the source it is from.", "")


class Chart(Value, kw_only=True):
    """A small series that people would rather look at than read."""

    title: str = key(LINE, "What the chart shows.")
    kind: ChartKind = key(Choice(ChartKind), "How it is drawn.", ChartKind.BAR)
    unit: str = key(LINE, "Unit of the numbers.", "")
    points: tuple[tuple[str, int | float], ...] = key(
        ListOf(Pair(LINE, Number(), 'a pair such as ["2006", 4.3]'), 1, "a list of pairs, one or more"),
        "Pairs of label and number.",
    )
    source: str = key(SLUG, "Id of the source it is from.", "")


class Section(Value, kw_only=True):
    """One section of a briefing; `body` is CommonMark with entity links and citations."""

    id: str = key(SLUG, "Name of the section in addresses, unique in the file.")
    title: str = key(LINE, "Heading of the section.")
    as_of: Moment | None = key(DAY, "The day to which the section is true.", None)
    confidence: Confidence | None = key(Choice(Confidence), "How sure the author is.", None)
    body: str = key(Text(), "The text, in CommonMark.", "")
    figures: tuple[Figure, ...] = key(ListOf(Table(Figure), 0, "a list of tables"), "Numbers to look up.", ())
    charts: tuple[Chart, ...] = key(ListOf(Table(Chart), 0, "a list of tables"), "Small series.", ())


class Event(Value, kw_only=True):
    """Something that happened, or is to happen, on a day."""

    date: Moment = key(DAY, "The day.")
    title: str = key(LINE, "What happened.")
    section: str = key(SLUG, "Id of the section it belongs to.", "")
    entities: tuple[str, ...] = key(ListOf(SLUG, 0, "a list of ids"), "Ids of the entities in it.", ())
    source: str = key(SLUG, "Id of the source it is from.", "")


class Alias(Value, kw_only=True):
    """Another name of an entity. `case`: only with these very capitals."""

    text: str = key(LINE, "The other name.")
    lang: str = key(LINE, "Its language, BCP 47.", "")
    case: bool = key(Flag(), "Only with these very capitals.", False)


ALIAS = Table(Alias)


class AliasShape(Either):
    """An alias: its text alone, or a table."""

    def __init__(self) -> None:
        super().__init__((str, LINE), (dict, ALIAS))

    def read(self, value: object, path: Path, faults: Faults) -> Alias | None:
        """An `Alias` in both cases."""
        found = super().read(value, path, faults)
        return Alias(text=found) if isinstance(found, str) else found


class Link(Value, kw_only=True):
    """A relation of one entity to another."""

    to: str = key(SLUG, "Id of the other entity.")
    relation: str = key(LINE, "What the other is to this one.", "")


class Entity(Value, kw_only=True):
    """A person, country, organisation or other thing that briefings speak of."""

    id: str = key(SLUG, "Name of the entity in links, the same in every briefing.")
    name: str = key(LINE, "Its name as shown.")
    kind: EntityKind = key(Choice(EntityKind), "What kind of thing it is.")
    aliases: tuple[Alias, ...] = key(ListOf(AliasShape(), 0, "a list of names"), "Its other names.", ())
    native: str = key(LINE, "Its name in its own language and script.", "")
    ids: tuple[tuple[str, str], ...] = key(Mapping(LINE), "Its ids elsewhere, such as wikidata.", ())
    summary: str = key(Text(), "What a reader should know about it.", "")
    autolink: bool = key(Flag(), "Whether its names link by themselves in running text.", True)
    facts: tuple[tuple[str, object], ...] = key(Mapping(Scalar()), "Facts about it, by name.", ())
    links: tuple[Link, ...] = key(ListOf(Table(Link), 0, "a list of tables"), "Its relations to others.", ())

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the one that is shown first."""
        return (self.name, *self.other_names)

    @property
    def other_names(self) -> tuple[str, ...]:
        """Its native name and its aliases."""
        return tuple(filter(None, (self.native, *(alias.text for alias in self.aliases))))


class Source(Value, kw_only=True):
    """Where a claim comes from, graded on the Admiralty scale."""

    id: str = key(SLUG, "Name of the source in citations, unique in the file.")
    title: str = key(LINE, "Its title.")
    publisher: str = key(LINE, "Who published it.", "")
    url: str = key(URL, "Its address, http or https.", "")
    date: Moment | None = key(DAY, "When it was published.", None)
    reliability: Reliability | None = key(Choice(Reliability), "Reliability of the source, A to F.", None)
    credibility: int | None = key(Whole(1, 6), "Credibility of what it says, 1 to 6.", None)


class Briefing(Value, kw_only=True):
    """A briefing: what one TOML file holds."""

    format: int = key(Whole(1, 1), "Version of the format.")
    id: str = key(SLUG, "Name of the briefing in addresses; if left out, made from the file's name.", "")
    title: str = key(LINE, "Title as shown.")
    date: Moment | None = key(DAY, "Day or moment of issue.", None)
    edition: int = key(Whole(1), "Raised when the same briefing is issued again.", 1)
    authors: tuple[str, ...] = key(ListOf(LINE, 0, "a list of names"), "Who wrote it.", ())
    lang: str = key(LINE, "Its language, BCP 47.", "")
    marking: str = key(LINE, "How it may be shared: a TLP 2.0 label or a house marking.", "")
    summary: str = key(Text(), "One paragraph that says it all.", "")
    tags: tuple[str, ...] = key(ListOf(LINE, 0, "a list of words"), "Words to find it by.", ())
    sections: tuple[Section, ...] = key(
        ListOf(Table(Section), 1, "one or more [[sections]]"), "The sections, in the order they are shown."
    )
    events: tuple[Event, ...] = key(ListOf(Table(Event), 0, "a list of tables"), "What happened when.", ())
    entities: tuple[Entity, ...] = key(ListOf(Table(Entity), 0, "a list of tables"), "Entities of its own.", ())
    sources: tuple[Source, ...] = key(ListOf(Table(Source), 0, "a list of tables"), "Where its claims come from.", ())

    def section(self, section_id: str) -> Section | None:
        """The section with that id, if there is one."""
        return next((section for section in self.sections if section.id == section_id), None)


class Registry(Value, kw_only=True):
    """The entities that the briefings of a library share: the file `entities.toml`."""

    format: int = key(Whole(1, 1), "Version of the format.", 1)
    entities: tuple[Entity, ...] = key(ListOf(Table(Entity), 0, "a list of tables"), "The shared entities.", ())


def name_in(entities: abc.Mapping[str, Entity], entity_id: str) -> str:
    """The name of an entity, or its id where nothing describes it."""
    found = entities.get(entity_id)
    return found.name if found else entity_id


ENTITY = Table(Entity)
BRIEFING = Table(Briefing)
REGISTRY = Table(Registry)
