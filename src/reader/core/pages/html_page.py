"""A briefing as one HTML file that stands by itself: no script, nothing fetched, for a phone, a desk and paper."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby

from reader.core.format.briefing import Chart, Entity, Event, Figure, Section, Source
from reader.core.pages.html_chart import chart_svg
from reader.core.pages.html_markup import NOTHING, Html, block_tag, joined, tag, words
from reader.core.pages.html_style import STYLE
from reader.core.pages.html_text import TOP, TextWriter, web_link
from reader.core.pages.page import Page, PageNote, about_note, about_source
from reader.core.reading.document import Item
from reader.core.reading.marking import tlp_colour
from reader.core.reading.moments import show_moment
from reader.core.reading.presentation import byline, section_byline
from reader.core.reading.values import show_fact, show_value
from reader.core.text.bodies import read_blocks


def html_page(page: Page) -> str:
    """The page as an HTML document. All text of the briefing and of the notes stays text."""
    return f"<!doctype html>\n{_Writer(page).document()}\n"


# Names of places in the page. Ids of the file are of small letters, digits and hyphens: none can be one of these.
EVENTS, NOTES, SOURCES, ENTITIES = "Events", "Other-notes", "Sources", "Entities"


def _policy() -> str:
    """What a browser may do with the page: show it, in its own style, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


class _Writer:
    """Writes one page, from its head to its sources."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = TextWriter(page)
        self.named = page.named()

    def document(self) -> Html:
        """The `html` element."""
        return block_tag("html", self._head(), self._body(), lang=self.page.briefing.lang or None)

    def _head(self) -> Html:
        page = self.page
        title = page.briefing.title if not page.section else f"{page.sections[0].title} — {page.briefing.title}"
        return block_tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", http_equiv="Content-Security-Policy", content=_policy()),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="referrer", content="no-referrer"),
            tag("meta", name="color-scheme", content="light dark"),
            tag("link", rel="icon", href="data:,"),  # or a browser asks the server for one
            tag("title", words(title)),
            tag("style", Html(STYLE)),
        )

    def _body(self) -> Html:
        has_notes = bool(self.page.notes)
        main = block_tag(
            "main",
            *(self._section(section) for section in self.page.sections),
            self._events(self.page.events),
            self._other_notes(),
            self._sources(self.page.sources),
        )
        parts = (self._marking(), self._front(), self._contents(), main, self._entities(), self._marking())
        return block_tag("body", *parts, id=TOP, class_="with-notes" if has_notes else None)

    def _marking(self) -> Html:
        marking = self.page.briefing.marking
        colour = tlp_colour(marking) or "house"
        return tag("div", tag("span", words(marking)), class_=f"marking {colour}") if marking else NOTHING

    def _contents(self) -> Html:
        page = self.page
        entries = [(section.id, section.title) for section in page.sections]
        appendices = {EVENTS: page.events, NOTES: page.other_notes(), SOURCES: page.sources, ENTITIES: self.named}
        entries += [(anchor, anchor.replace("-", " ")) for anchor, shown in appendices.items() if shown]
        rows = (tag("li", tag("a", words(title), href=f"#{target}")) for target, title in entries)
        return block_tag("nav", tag("h2", words("Contents")), tag("ol", *rows), aria_label="Contents")

    def _front(self) -> Html:
        page = self.page
        if page.section:
            return tag("header", tag("p", tag("cite", words(page.briefing.title)), class_="byline"))
        line = byline(page.briefing)
        return block_tag(
            "header",
            tag("h1", words(page.briefing.title)),
            tag("p", words(line), class_="byline") if line else NOTHING,
            block_tag("div", *self.text.items(page.summary), class_="lead") if page.summary else NOTHING,
        )

    # Sections

    def _section(self, section: Section) -> Html:
        line = section_byline(section)
        return block_tag(
            "section",
            tag("h2", words(section.title)),
            tag("p", words(line), class_="byline") if line else NOTHING,
            *self._notes(self.page.notes_at(section.id, 0)),
            *self._paragraphs(section),
            self._figures(section.figures) if section.figures else NOTHING,
            *(self._chart(chart) for chart in section.charts),
            id=section.id,
        )

    def _paragraphs(self, section: Section) -> Iterator[Html]:
        """The text; a list or a quote stays in one piece, with all notes on it at its side."""
        items = list(self.page.items(section.id))
        for _, group in groupby(items, key=lambda item: item.block.within[:1] and item.block.within[0].group):
            together = list(group)
            apart = [[item] for item in together] if not together[0].block.within else [together]
            yield from (self._with_notes(section.id, items) for items in apart)

    def _figures(self, figures: Iterable[Figure]) -> Html:
        rows = (
            tag(
                "tr",
                tag("th", words(figure.label), scope="row"),
                tag("td", words(f"{show_value(figure.value)} {figure.unit}".strip()), self._cited(figure.source)),
            )
            for figure in figures
        )
        return block_tag("div", tag("h3", words("Figures")), tag("table", tag("tbody", *rows)), class_="figures table")

    def _chart(self, chart: Chart) -> Html:
        unit = f" ({chart.unit})" if chart.unit else ""
        caption = tag("figcaption", words(f"{chart.title}{unit}"), self._cited(chart.source))
        return block_tag("figure", caption, chart_svg(chart))

    def _cited(self, source: str) -> Html:
        return self.text.cited(source) if source else NOTHING

    # Notes

    def _with_notes(self, section: str, items: list[Item]) -> Html:
        """Paragraphs, with the notes on them at their side."""
        text = joined(self.text.items(items, section))
        notes = [html for item in items for html in self._notes(self.page.notes_at(section, item.paragraph))]
        if not notes:
            return text
        return block_tag("div", tag("div", text), block_tag("div", *notes), class_="noted")

    def _notes(self, notes: Iterable[PageNote]) -> Iterator[Html]:
        for one in notes:
            yield block_tag(
                "aside",
                tag("p", words(about_note(one)), class_="about"),
                tag("blockquote", words(one.quote)) if one.quote else NOTHING,
                self._own_words(one.note.text),
                class_="note",
                id=f"note.{one.note.id}",
                aria_label="Note",
            )

    def _own_words(self, text: str) -> Html:
        """A text that is no section's: a note, or what is said of an entity."""
        return joined(self.text.blocks(read_blocks(text, self.page.name_of)))

    def _other_notes(self) -> Html:
        notes = list(self._notes(self.page.other_notes()))
        return block_tag("section", tag("h2", words("Other notes")), *notes, id=NOTES) if notes else NOTHING

    # Events, sources, entities

    def _events(self, events: Iterable[Event]) -> Html:
        rows = [self._event(event) for event in events]
        if not rows:
            return NOTHING
        return block_tag("section", tag("h2", words("Events")), block_tag("ol", *rows, class_="events"), id=EVENTS)

    def _event(self, event: Event) -> Html:
        names = joined(tag("li", self.text.mention((one,), words(self.page.name_of(one)))) for one in event.entities)
        return tag(
            "li",
            tag("time", words(show_moment(event.date)), datetime=event.date.isoformat()),
            tag("div", words(event.title), self._cited(event.source), tag("ul", names) if names else NOTHING),
        )

    def _sources(self, sources: Iterable[Source]) -> Html:
        rows = [self._source(source) for source in sources]
        if not rows:
            return NOTHING
        return block_tag("section", tag("h2", words("Sources")), block_tag("ol", *rows, class_="sources"), id=SOURCES)

    def _source(self, source: Source) -> Html:
        address = web_link(source.url, words(source.url)) if source.url else NOTHING
        parts = (tag("cite", words(source.title)), tag("span", words(about_source(source)), class_="about"), address)
        return tag(
            "li", joined(part for part in parts if part), id=f"source.{source.id}", value=self.page.labels[source.id]
        )

    def _entities(self) -> Html:
        if not self.named:
            return NOTHING
        kinds = (
            joined((tag("h3", words(kind)), *(self._entity(entity) for entity in entities)))
            for kind, entities in groupby(self.named, key=lambda entity: str(entity.kind))
        )
        return block_tag(
            "aside", tag("h2", words("Entities")), *kinds, id=ENTITIES, class_="entities", aria_label="Entities"
        )

    def _entity(self, entity: Entity) -> Html:
        also = " · ".join(dict.fromkeys(name for name in entity.other_names if name != entity.name))
        facts = joined(
            joined((tag("dt", words(name)), tag("dd", words(show_fact(value))))) for name, value in entity.facts
        )
        links = joined(
            joined(
                (
                    tag("dt", words(link.relation)),
                    tag("dd", self.text.mention((link.to,), words(self.page.name_of(link.to)))),
                )
            )
            for link in entity.links
        )
        return block_tag(
            "section",
            tag("h4", words(entity.name)),
            tag("p", words(also), class_="about") if also else NOTHING,
            self._own_words(entity.summary),
            tag("dl", facts, links) if facts or links else NOTHING,
            *self._notes(self.page.notes_on(entity.id)),
            id=f"entity.{entity.id}",
        )
