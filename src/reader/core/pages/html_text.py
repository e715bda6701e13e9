"""Paragraphs of a briefing as HTML: lists, quotes, tables and code, with links to entities, sources and sections."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from reader.core.pages.html_markup import NOTHING, Html, joined, tag, words
from reader.core.pages.page import Page, about_entity
from reader.core.pages.runs import Run, block_runs, table_runs
from reader.core.reading.document import Item, Link, LinkKind
from reader.core.text.addresses import may_open
from reader.core.text.block import Block, BlockKind, Container, SpanKind
from reader.core.value import Value, field

TOP = "Top"
"""The name of the place where the page begins."""
_TAGS = {SpanKind.CODE: "code", SpanKind.EMPHASIS: "em", SpanKind.STRONG: "strong"}


class TextWriter:
    """Writes the text of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.labels = page.labels
        self.sources = {source.id for source in page.sources}
        self.named = {entity.id: entity for entity in page.named()}
        self.sections = {section.id for section in page.sections}

    # Blocks in their lists and quotes

    def items(self, items: Iterable[Item], section: str = "") -> Iterator[Html]:
        """Paragraphs of the document in the quotes and lists they stand in; those of a section can be linked to."""
        document = self.page.document
        return _nested(
            (item.block.within, self._block(item.block, document.links(item), _anchor(item, section))) for item in items
        )

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Html]:
        """Blocks that are no part of the document, such as those of a note."""
        document = self.page.document
        return _nested((block.within, self._block(block, document.links_in(block))) for block in blocks)

    def _block(self, block: Block, links: Iterable[Link], anchor: str | None = None) -> Html:
        runs = block_runs(block, links)
        if block.kind is BlockKind.TABLE:
            return self.table(table_runs(runs), block.right, anchor)
        if block.kind is BlockKind.CODE:
            return tag("pre", tag("code", words(block.text)), id=anchor)
        if block.kind is BlockKind.RULE:
            return tag("hr", id=anchor)
        name = f"h{min(block.level + 2, 6)}" if block.kind is BlockKind.HEADING else "p"
        return tag(name, self.runs(runs), id=anchor)

    def table(self, rows: list[list[list[Run]]], right: Collection[int], anchor: str | None = None) -> Html:
        """A table whose first row is its heading; `right` are the columns that stand at the right."""

        def side(column: int) -> str | None:
            return "right" if column in right else None

        head = tag("tr", *(tag("th", self.runs(cell), scope="col", class_=side(at)) for at, cell in enumerate(rows[0])))
        body = (
            tag("tr", *(tag("td", self.runs(cell), class_=side(at)) for at, cell in enumerate(row))) for row in rows[1:]
        )
        return tag("div", tag("table", tag("thead", head), tag("tbody", *body)), class_="table", id=anchor)

    # Text

    def runs(self, runs: Iterable[Run]) -> Html:
        """Text with its emphasis, links and citations."""
        return joined(self._linked(link, list(group)) for link, group in groupby(runs, key=lambda run: run.link))

    def _linked(self, link: Link | None, runs: list[Run]) -> Html:
        inside = joined(self.cited(run.source) if run.source else _marked(run) for run in runs)
        if link is None or not inside:
            return inside
        if link.kind is LinkKind.ENTITY:
            return self.mention(link.targets, inside)
        if link.kind is LinkKind.BRIEFING:
            return self._briefing_link(link.targets[0], inside, "".join(run.text for run in runs))
        if not may_open(link.targets[0]):
            return tag("span", inside, class_="address", title=link.targets[0])
        return web_link(link.targets[0], inside)

    def mention(self, entities: tuple[str, ...], inside: Html) -> Html:
        """A name as a link to its entity; one that may be several entities says so and leads to the first."""
        known = [self.named[one] for one in entities if one in self.named]
        if not known:
            return inside
        about = " or ".join(f"{entity.name} ({about_entity(entity)})" for entity in known)
        style = "entity" if len(entities) == 1 else "entity ambiguous"
        return tag("a", inside, class_=style, href=f"#entity.{known[0].id}", title=about)

    def _briefing_link(self, target: str, inside: Html, shown: str) -> Html:
        briefing, _, place = target.partition("#")
        section = place.split("/")[0]
        if briefing == self.page.briefing.id and (section in self.sections or not place):
            return tag("a", inside, href=f"#{section or TOP}")
        beside = NOTHING if shown == target else tag("span", words(f" ({target})"), class_="address")
        return joined((tag("cite", inside), beside))

    def cited(self, source: str) -> Html:
        """A citation as the number of its source, which it leads to."""
        label = words(f"[{self.labels.get(source, source)}]")
        if source not in self.sources:
            return tag("sup", label)
        return tag("sup", tag("a", label, href=f"#source.{source}"), class_="citation")


def _anchor(item: Item, section: str) -> str | None:
    return f"{section}.p{item.paragraph}" if section and item.paragraph else None


def _marked(run: Run) -> Html:
    first, *others = (words(line) for line in run.text.split("\n"))
    html = joined((first, *(joined((tag("br"), line)) for line in others)))
    for kind, name in _TAGS.items():
        if kind in run.marks:
            html = tag(name, html)
    return html


def web_link(address: str, inside: Html) -> Html:
    """A link out of the page, which tells the other side nothing of where it stood."""
    return tag("a", inside, href=address, rel="noopener noreferrer external")


class _Element(Value):
    """A quote, a list or an item that is open; `serial` tells it from others of its name."""

    name: str
    serial: int
    start: int | None = field(default=None, compare=False)


def _elements(within: tuple[Container, ...]) -> Iterator[_Element]:
    for container in within:
        if not container.item:
            yield _Element("blockquote", container.group)
        else:
            number = container.number
            yield _Element("ul" if number is None else "ol", container.group, number)
            yield _Element("li", container.item)


def _nested(blocks: Iterable[tuple[tuple[Container, ...], Html]]) -> Iterator[Html]:
    """Blocks with the lists and quotes that they stand in opened before them and closed after them."""
    now: list[_Element] = []
    for within, html in blocks:
        wanted = list(_elements(within))
        pairs = zip(now, wanted, strict=False)
        shared = next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(now), len(wanted)))
        closing = "".join(f"</{element.name}>" for element in reversed(now[shared:]))
        opening = "".join(_opening(element) for element in wanted[shared:])
        yield Html(closing + opening + html)
        now = wanted
    if now:
        yield Html("".join(f"</{element.name}>" for element in reversed(now)))


def _opening(element: _Element) -> str:
    return f'<ol start="{element.start}">' if element.start not in (None, 1) else f"<{element.name}>"
