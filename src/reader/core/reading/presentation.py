"""A briefing as a document: front page, sections with their figures and charts, then events and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reader.core.format.briefing import Briefing, Chart, Event, Figure, Reliability, Section, Source
from reader.core.reading.document import Document, Item, LazyItems, Mentions, Part, Role, alone, entry, heading
from reader.core.reading.moments import show_moment
from reader.core.reading.values import show_value
from reader.core.text.batch import Batch
from reader.core.text.block import Block, BlockKind, NameOf, Span, SpanKind
from reader.core.text.bodies import read_batches, read_blocks


def briefing_document(briefing: Briefing, name_of: NameOf, mentions: Mentions) -> Document:
    """The document of a briefing; sections are read as they are asked for."""
    labels = source_labels(briefing)
    parts = [Part("", briefing.title, LazyItems.of(_front(briefing)), _size_of_front(briefing))]
    parts += [
        Part(section.id, section.title, LazyItems(_section(section, labels, name_of)), _size_of(section))
        for section in briefing.sections
    ]
    if briefing.events:
        events = LazyItems.of(_events(briefing.events, labels, name_of))
        parts.append(Part("", "Events", events, 80 * len(briefing.events)))
    if briefing.sources:
        parts.append(Part("", "Sources", LazyItems.of(_sources(briefing.sources)), 100 * len(briefing.sources)))
    return Document(f"briefing:{briefing.id}", briefing.title, tuple(parts), mentions)


def source_labels(briefing: Briefing) -> dict[str, str]:
    """The number that a citation of each source shows."""
    return {source.id: str(place) for place, source in enumerate(briefing.sources, 1)}


def byline(briefing: Briefing) -> str:
    """Date, edition and authors on one line."""
    edition = f"edition {briefing.edition}" if briefing.edition > 1 else ""
    return " · ".join(filter(None, (show_moment(briefing.date), edition, ", ".join(briefing.authors))))


def _front(briefing: Briefing) -> Iterator[Item]:
    yield entry(briefing.title, role=Role.TITLE)
    if line := byline(briefing):
        yield entry(line, role=Role.BYLINE)
    for block in read_blocks(briefing.summary):
        yield Item(block, Role.LEAD)


def section_byline(section: Section) -> str:
    """What the author says of the whole section: its day and confidence."""
    as_of = f"as of {show_moment(section.as_of)}" if section.as_of else ""
    sure = f"{section.confidence} confidence" if section.confidence else ""
    return " · ".join(filter(None, (as_of, sure)))


def _size_of_front(briefing: Briefing) -> int:
    """About how many code points the front page has."""
    return len(briefing.title) + len(briefing.summary) + 80


def _size_of(section: Section) -> int:
    """About how many code points a section has; a line of figures or of a chart has some thirty."""
    lines = len(section.figures) + sum(len(chart.points) for chart in section.charts)
    return len(section.body) + len(section.title) + 30 * lines + 1


def _section(section: Section, labels: Mapping[str, str], name_of: NameOf) -> Iterator[Batch[Item]]:
    yield alone(entry(section.title, role=Role.TITLE))
    if line := section_byline(section):
        yield alone(entry(line, role=Role.BYLINE))
    number = 1
    for batch in read_batches(section.body, name_of):
        yield _numbered(batch, number)
        number += batch.number
    yield from map(alone, _beside(section, labels))


def _numbered(blocks: Batch[Block], first: int) -> Batch[Item]:
    """Blocks as the paragraphs of a section, counted from `first`."""

    def make(place: int) -> Item:
        return Item(blocks.make(place), Role.BODY, first + place)

    return Batch(blocks.number, blocks.length, make, blocks.texts, blocks.row, first)


def _beside(section: Section, labels: Mapping[str, str]) -> Iterator[Item]:
    """The figures and charts of a section."""
    if section.figures:
        yield heading("Figures")
        yield _figures(section.figures, labels)
    for chart in section.charts:
        yield heading(f"{chart.title} ({chart.unit})" if chart.unit else chart.title)
        yield from _chart(chart, labels)


def _cited(text: str, source: str, labels: Mapping[str, str], at: int | None = None) -> tuple[Span, ...]:
    place = len(text) if at is None else at
    return (Span(place, place, SpanKind.CITATION, source),) if source in labels else ()


def _figures(figures: Iterable[Figure], labels: Mapping[str, str]) -> Item:
    """The figures as a table of label and value."""
    lines: list[str] = []
    spans: list[Span] = []
    offset = 0
    for figure in figures:
        line = f"{figure.label}\t{show_value(figure.value)} {figure.unit}".rstrip()
        spans += _cited(line, figure.source, labels, offset + len(line))
        lines.append(line)
        offset += len(line) + 1
    return Item(Block(BlockKind.TABLE, "\n".join(lines), tuple(spans)), Role.FIGURES)


def _chart(chart: Chart, labels: Mapping[str, str]) -> Iterator[Item]:
    text = "\n".join(f"{label}\t{show_value(value)}" for label, value in chart.points)
    yield Item(Block(BlockKind.TABLE, text, _cited(text, chart.source, labels)), Role.CHART, chart=chart)


def _events(events: Iterable[Event], labels: Mapping[str, str], name_of: NameOf) -> Iterator[Item]:
    yield entry("Events", role=Role.TITLE)
    in_order = sorted(events, key=lambda event: event.date.isoformat())
    for event in in_order:
        day = show_moment(event.date)
        text = f"{day}  {event.title}"
        spans = list(_cited(text, event.source, labels))
        for place, entity in enumerate(event.entities):
            text += " — " if place == 0 else ", "
            spans.append(Span(len(text), len(text) + len(name_of(entity)), SpanKind.ENTITY, entity))
            text += name_of(entity)
        bar = " " if event is in_order[-1] else "│"
        yield Item(Block(BlockKind.PARAGRAPH, text, tuple(spans), "● ", f"{bar} {'':{len(day) + 2}}"), Role.ENTRY)


def _sources(sources: Iterable[Source]) -> Iterator[Item]:
    yield entry("Sources", role=Role.TITLE)
    for number, source in enumerate(sources, 1):
        yield _source(number, source)


_RELIABILITY = dict(
    zip(
        Reliability,
        (
            "reliable",
            "usually reliable",
            "fairly reliable",
            "not usually reliable",
            "unreliable",
            "of unknown reliability",
        ),
        strict=True,
    )
)
_CREDIBILITY = ("", "confirmed", "probably true", "possibly true", "doubtful", "improbable", "cannot be judged")


def show_grade(source: Source) -> str:
    """The grade of a source with its meaning on the Admiralty scale (NATO STANAG 2511), where the author gave one."""
    grade = f"{source.reliability or ''}{source.credibility or ''}"
    meaning = (_RELIABILITY[source.reliability] if source.reliability else "", _CREDIBILITY[source.credibility or 0])
    return f"{grade} ({', '.join(filter(None, meaning))})" if grade else ""


def _source(number: int, source: Source) -> Item:
    said = (source.title, source.publisher, show_moment(source.date), show_grade(source))
    text = " · ".join(filter(None, said))
    if not source.url:
        return entry(text, lead=f"[{number}] ")
    start = len(text) + 3
    return entry(
        f"{text} · {source.url}", Span(start, start + len(source.url), SpanKind.LINK, source.url), lead=f"[{number}] "
    )
