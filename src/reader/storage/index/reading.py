"""What the index keeps of one file: its passages, the entities they name, where they lead, what it says of entities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from reader.core.format.briefing import Briefing, Entity, Event, Figure, Section, name_in
from reader.core.format.problem import Problem
from reader.core.reading.moments import show_moment
from reader.core.text.block import Block, NameOf
from reader.core.text.bodies import read_blocks
from reader.core.text.mentions import Mention, Resolver
from reader.core.value import Value, field
from reader.storage.briefings import read_briefing, read_registry
from reader.storage.decisions import Decisions
from reader.storage.folders import registry_of
from reader.storage.index.definitions import text_of, title_of

NO_SECTION = -1


class Passage(Value):
    """A stretch of text that is found as one. `paragraph` is 0 where it is no paragraph of a section.

    `section` is the place of its section in the briefing, or `NO_SECTION`; `more` is searched and not read.
    """

    section: int = NO_SECTION
    paragraph: int = 0
    title: str = ""
    text: str = ""
    more: str = ""
    mentions: tuple[Mention, ...] = ()


class FileContent(Value):
    """What one file holds; a registry has entities alone, a file that cannot be read has problems alone."""

    problems: tuple[Problem, ...]
    briefing: Briefing | None = None
    passages: tuple[Passage, ...] = ()
    entities: tuple[Entity, ...] = ()
    decided: Mapping[str, str] = field(default_factory=dict)


class SharedEntities(Value):
    """What a library's briefings share: as a file, by id, and what finds their names."""

    content: FileContent
    by_id: dict[str, Entity]
    resolver: Resolver


class Registries:
    """The entities that briefings share, one registry for each library."""

    def __init__(self) -> None:
        self._known: dict[str, SharedEntities] = {}

    def read(self, library: str) -> SharedEntities:
        """The registry of a library folder, read when it is first asked for; empty where there is none."""
        if library not in self._known:
            path = registry_of(Path(library))
            reading = read_registry(path) if path else None
            entities = reading.value.entities if reading and reading.value else ()
            content = FileContent(reading.problems if reading else (), entities=entities)
            by_id = {entity.id: entity for entity in entities}
            self._known[library] = SharedEntities(content, by_id, Resolver((), entities))
        return self._known[library]


def read_file(path: Path, shared: SharedEntities, decisions: Decisions) -> FileContent:
    """What a briefing file holds."""
    reading = read_briefing(path)
    briefing = reading.value
    if briefing is None:
        return FileContent(reading.problems)
    by_id, resolver = shared.by_id, shared.resolver
    decided = decisions.get(briefing.id, {})
    if briefing.entities or decided:
        resolver = Resolver(briefing.entities, by_id.values(), decided)
        by_id = by_id | {entity.id: entity for entity in briefing.entities}
    passages = tuple(_passages(briefing, partial(name_in, by_id), resolver))
    return FileContent(reading.problems, briefing, passages, briefing.entities, decided)


def _passages(briefing: Briefing, name_of: NameOf, resolver: Resolver) -> Iterator[Passage]:
    yield _front(briefing, name_of, resolver)
    places = {section.id: place for place, section in enumerate(briefing.sections)}
    for place, section in enumerate(briefing.sections):
        yield Passage(place, 0, section.title, _beside(section))
        for number, block in enumerate(read_blocks(section.body, name_of), 1):
            yield _paragraph(place, number, block, resolver)
    for event in briefing.events:
        yield _event(event, places.get(event.section, NO_SECTION), resolver)
    if rest := "\n".join(_rest(briefing)):
        yield Passage(text=rest)


def _front(briefing: Briefing, name_of: NameOf, resolver: Resolver) -> Passage:
    """Title and summary. A mention in the summary stands in the text of its blocks, joined."""
    texts: list[str] = []
    mentions: list[Mention] = []
    at = 0
    for block in read_blocks(briefing.summary, name_of):
        found = resolver.mentions(block)
        mentions += (Mention(one.start + at, one.end + at, one.entities) for one in found)
        texts.append(block.text)
        at += len(block.text) + 1
    about = (briefing.id, show_moment(briefing.date), briefing.marking, *briefing.authors, *briefing.tags)
    more = "\n".join(filter(None, about))
    return Passage(title=briefing.title, text="\n".join(texts), more=more, mentions=tuple(mentions))


def _beside(section: Section) -> str:
    """What stands in a section beside its paragraphs."""
    lines = [show_moment(section.as_of), section.confidence or "", *map(_figure, section.figures)]
    for chart in section.charts:
        lines.append(" ".join(filter(None, (chart.title, chart.unit))))
        lines += (f"{label} {value}" for label, value in chart.points)
    return "\n".join(filter(None, lines))


def _figure(figure: Figure) -> str:
    return f"{figure.label} {figure.value} {figure.unit}".rstrip()


def _paragraph(section: int, number: int, block: Block, resolver: Resolver) -> Passage:
    mentions = resolver.mentions(block)
    if not block.spans:
        return Passage(section, number, "", block.text, "", mentions)
    targets = [span.target for span in block.spans if span.target]
    return Passage(section, number, "", block.text, "\n".join(targets), mentions)


def _event(event: Event, section: int, resolver: Resolver) -> Passage:
    """An event: what its title names, and as a whole the entities that the author put to it."""
    day = show_moment(event.date)
    start = len(day) + 2
    found = [
        Mention(one.start + start, one.end + start, one.entities)
        for one in resolver.find(event.title)
        if not set(one.entities) & set(event.entities)
    ]
    whole = (Mention(start, start + len(event.title), (entity,)) for entity in dict.fromkeys(event.entities))
    return Passage(section, 0, "", f"{day}  {event.title}", "", (*whole, *found))


def _rest(briefing: Briefing) -> Iterator[str]:
    """Sources, and what the briefing itself says of entities: so that it is found by every word that is in the file."""
    for source in briefing.sources:
        said = (source.title, source.publisher, show_moment(source.date), source.url)
        yield " · ".join(filter(None, said))
    for entity in briefing.entities:
        yield f"{title_of(entity)}\n{text_of(entity)}"
