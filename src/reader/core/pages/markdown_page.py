"""A briefing as a Markdown document: CommonMark with tables, and footnotes for its sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from reader.core.format.briefing import Chart, Entity, Event, Figure, Section, Source
from reader.core.pages.markdown_text import block_lines, escaped, heading_line, table_lines
from reader.core.pages.page import Page, PageNote, about_entity, about_note, about_source
from reader.core.reading.document import Item
from reader.core.reading.moments import show_moment
from reader.core.reading.presentation import byline, section_byline
from reader.core.reading.values import show_fact, show_value
from reader.core.text.block import BlockKind, Span, SpanKind
from reader.core.text.bodies import read_blocks


def markdown_page(page: Page) -> str:
    """The page as Markdown; links to its entities and sections lead to headings, under the names GitHub gives them."""
    return _Writer(page).document()


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


class _Writer:
    """Writes one page, part by part; each part is a run of lines that a blank line follows."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.named = page.named()
        self.sources = {source.id for source in page.sources}
        self.leads = self._leads()

    def document(self) -> str:
        """The whole document, with a newline at its end."""
        parts = chain(
            self._front(),
            *(self._section(section) for section in self.page.sections),
            self._events(self.page.events),
            self._entities(),
            self._other_notes(),
            self._sources(self.page.sources),
        )
        return "\n\n".join("\n".join(part) for part in parts if part) + "\n"

    # Where links lead

    def _leads(self) -> dict[tuple[SpanKind, str], str]:
        """The headings of sections and entities as links, by what leads there; headings of one name are counted."""
        seen: Counter[str] = Counter()
        leads = {}
        for key, heading in self._headings():
            slug = _slug(heading)
            count = seen[slug]
            seen[slug] += 1
            if key:
                leads[key] = f"#{slug}-{count}" if count else f"#{slug}"
        return leads

    def _headings(self) -> Iterator[tuple[tuple[SpanKind, str] | None, str]]:
        """Every heading of the document in order, with what leads to it."""
        page = self.page
        if not page.section:
            yield (SpanKind.BRIEFING, page.briefing.id), page.briefing.title
        for section in page.sections:
            yield (SpanKind.BRIEFING, f"{page.briefing.id}#{section.id}"), section.title
            blocks = (item.block for item in page.items(section.id))
            yield from ((None, block.text) for block in blocks if block.kind is BlockKind.HEADING)
            yield from ((None, title) for title in _tables_of(section))
        if page.events:
            yield None, "Events"
        if self.named:
            yield None, "Entities"
        yield from (((SpanKind.ENTITY, entity.id), entity.name) for entity in self.named)

    def _lead_of(self, span: Span) -> str:
        return self.leads.get((span.kind, span.target.split("/p")[0]), "")

    def _cited(self, text: str, source: str) -> str:
        return escaped(text) + (f"[^{source}]" if source in self.sources else "")

    # Parts

    def _front(self) -> Iterator[list[str]]:
        page = self.page
        if page.briefing.marking:
            yield [f"**{escaped(page.briefing.marking)}**"]
        if not page.section:
            yield [heading_line(escaped(page.briefing.title), 1)]
            yield [escaped(byline(page.briefing))] if byline(page.briefing) else []
            yield self._blocks(page.summary)

    def _section(self, section: Section) -> Iterator[list[str]]:
        yield [heading_line(escaped(section.title), 2)]
        yield [f"*{escaped(section_byline(section))}*"] if section_byline(section) else []
        yield from self._notes(self.page.notes_at(section.id, 0))
        yield from self._body(section)
        if section.figures:
            yield [heading_line("Figures", 3)]
            yield self._figures(section.figures)
        for chart in section.charts:
            yield [heading_line(escaped(chart.title), 3)]
            yield self._chart(chart)

    def _body(self, section: Section) -> Iterator[list[str]]:
        """The paragraphs; where notes are asked for, each note follows the paragraph that it stands on."""
        since: list[Item] = []
        for item in self.page.items(section.id):
            since.append(item)
            if notes := self.page.notes_at(section.id, item.paragraph):
                yield self._blocks(since)
                yield from self._notes(notes)
                since = []
        yield self._blocks(since)

    def _blocks(self, items: Iterable[Item]) -> list[str]:
        return list(block_lines((item.block for item in items), self._lead_of))

    def _figures(self, figures: Iterable[Figure]) -> list[str]:
        rows = [
            [escaped(figure.label), self._cited(f"{show_value(figure.value)} {figure.unit}".strip(), figure.source)]
            for figure in figures
        ]
        return table_lines([["Figure", "Value"], *rows])

    def _chart(self, chart: Chart) -> list[str]:
        heading = ["", self._cited(chart.unit, chart.source)]
        return table_lines([heading, *([escaped(label), show_value(value)] for label, value in chart.points)])

    def _events(self, events: Iterable[Event]) -> Iterator[list[str]]:
        lines = []
        for event in events:
            names = ", ".join(map(self.page.name_of, event.entities))
            text = f"**{show_moment(event.date)}** {self._cited(event.title, event.source)}"
            lines.append(f"- {text}" + (f" — {escaped(names)}" if names else ""))
        if lines:
            yield [heading_line("Events", 2)]
            yield lines

    def _entities(self) -> Iterator[list[str]]:
        if self.named:
            yield [heading_line("Entities", 2)]
        for entity in self.named:
            yield [heading_line(escaped(entity.name), 3)]
            yield [escaped(about_entity(entity))]
            yield self._own_words(entity.summary)
            yield self._facts(entity)
            yield from self._notes(self.page.notes_on(entity.id))

    def _own_words(self, text: str) -> list[str]:
        """A text that is no section's, such as a note, as lines."""
        return list(block_lines(read_blocks(text, self.page.name_of), self._lead_of, deeper=3))

    def _facts(self, entity: Entity) -> list[str]:
        facts = [f"- {escaped(name)}: {escaped(show_fact(value))}" for name, value in entity.facts]
        return facts + [
            f"- {escaped(link.relation or 'link')}: {escaped(self.page.name_of(link.to))}" for link in entity.links
        ]

    def _notes(self, notes: Iterable[PageNote]) -> Iterator[list[str]]:
        for one in notes:
            quote = f" on “{escaped(one.quote.replace(chr(10), ' '))}”" if one.quote else ""
            head = f"**Note** ({escaped(about_note(one))}){quote}:"
            words = [f"> {line}".rstrip() for line in self._own_words(one.note.text)]
            yield [f"> {head}", ">", *words]

    def _other_notes(self) -> Iterator[list[str]]:
        notes = self.page.other_notes()
        if notes:
            yield [heading_line("Other notes", 2)]
        yield from self._notes(notes)

    def _sources(self, sources: Iterable[Source]) -> Iterator[list[str]]:
        lines = []
        for source in sources:
            about = ". ".join(filter(None, (escaped(source.title), escaped(about_source(source)))))
            address = f" <{source.url}>" if source.url and not re.search(r"[<>]", source.url) else ""
            lines.append(f"[^{source.id}]: {about}.{address}")
        if lines:
            yield [heading_line("Sources", 2)]
            yield "\n\n".join(lines).split("\n")


def _tables_of(section: Section) -> list[str]:
    return (["Figures"] if section.figures else []) + [chart.title for chart in section.charts]
