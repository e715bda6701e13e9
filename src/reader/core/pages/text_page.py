"""A briefing as lines of plain text, for pipes and screen readers: no boxes, no bars, one line a paragraph."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from itertools import groupby

from reader.core.format.briefing import Event, Section, Source
from reader.core.pages.page import Page, PageNote, about_note, about_source
from reader.core.pages.runs import Run, block_runs, table_runs
from reader.core.reading.document import Item, LinkKind, written_links
from reader.core.reading.moments import show_moment
from reader.core.reading.presentation import byline, section_byline
from reader.core.reading.values import show_value
from reader.core.text.block import Block, BlockKind
from reader.core.value import Value


class Style(Enum):
    """What a line is; a terminal may show it in its own way."""

    MARKING = auto()
    TITLE = auto()
    HEADING = auto()
    BYLINE = auto()
    PLAIN = auto()
    NOTE = auto()
    CODE = auto()
    """Code and rows of tables: never broken over lines."""


class TextLine(Value):
    """One line. `lead` stands before it and `indent`, as long, before what a narrow terminal carries over."""

    text: str = ""
    style: Style = Style.PLAIN
    lead: str = ""
    indent: str = ""

    def __str__(self) -> str:
        return (self.lead + self.text).rstrip()


def text_page(page: Page) -> Iterator[TextLine]:
    """The page as lines, with an empty one between paragraphs."""
    is_first = True
    for group in filter(None, map(list, _groups(page))):
        if not is_first:
            yield TextLine()
        yield from group
        is_first = False


def _groups(page: Page) -> Iterator[Iterable[TextLine]]:
    """Runs of lines that stand together."""
    if page.briefing.marking:
        yield [TextLine(page.briefing.marking, Style.MARKING)]
    if not page.section:
        yield _titled(page.briefing.title, byline(page.briefing))
        yield from _paragraphs(page, page.summary)
    for section in page.sections:
        yield from _section(page, section)
    if page.events:
        yield _titled("Events")
        yield [TextLine(_event(page, event)) for event in page.events]
    yield from _named_notes(page)
    if page.sources:
        yield _titled("Sources")
        yield [_source(page, source) for source in page.sources]


def _titled(title: str, about: str = "") -> list[TextLine]:
    lines = [TextLine(title, Style.TITLE), TextLine("=" * cells(title), Style.TITLE)]
    return [*lines, TextLine(about, Style.BYLINE)] if about else lines


def _section(page: Page, section: Section) -> Iterator[Iterable[TextLine]]:
    yield _titled(section.title, section_byline(section))
    yield from _notes(page.notes_at(section.id, 0))
    yield from _paragraphs(page, page.items(section.id), section.id)
    if section.figures:
        yield [TextLine("Figures", Style.HEADING)]
        yield [
            TextLine(f"{figure.label}: {_amount(figure.value, figure.unit)}{_cited(page, figure.source)}")
            for figure in section.figures
        ]
    for chart in section.charts:
        yield [TextLine(chart.title + _cited(page, chart.source), Style.HEADING)]
        yield [TextLine(f"{label}: {_amount(value, chart.unit)}") for label, value in chart.points]


def _amount(value: float | str, unit: str) -> str:
    return f"{show_value(value)} {unit}".rstrip()


def _cited(page: Page, source: str) -> str:
    return f" [{page.labels.get(source, source)}]" if source else ""


def _event(page: Page, event: Event) -> str:
    names = ", ".join(map(page.name_of, event.entities))
    return f"{show_moment(event.date)}  {event.title}{_cited(page, event.source)}" + (f" ({names})" if names else "")


def _source(page: Page, source: Source) -> TextLine:
    lead = f"[{page.labels[source.id]}] "
    said = (source.title, about_source(source), source.url)
    return TextLine(" · ".join(filter(None, said)), lead=lead, indent=" " * len(lead))


def _named_notes(page: Page) -> Iterator[Iterable[TextLine]]:
    """The notes on entities, then those that stand nowhere."""
    for entity in page.named():
        if notes := page.notes_on(entity.id):
            yield _titled(entity.name)
            yield from _notes(notes)
    if notes := page.other_notes():
        yield _titled("Other notes")
        yield from _notes(notes)


def _notes(notes: Iterable[PageNote]) -> Iterator[Iterable[TextLine]]:
    for one in notes:
        quote = " on “{}”".format(one.quote.replace("\n", " ")) if one.quote else ""
        head = TextLine(f"Note ({about_note(one)}){quote}:", Style.NOTE, "  ", "  ")
        yield [head, *(TextLine(line, Style.NOTE, "  ", "  ") for line in one.note.text.split("\n"))]


def _paragraphs(page: Page, items: Iterable[Item], section: str = "") -> Iterator[Iterable[TextLine]]:
    """Each paragraph, with its notes after it; the items of one list stand together."""
    together: list[TextLine] = []
    previous: Block | None = None
    for item in items:
        if together and not (previous and _is_next_item(previous, item.block)):
            yield together
            together = []
        together += _block_lines(page, item)
        previous = item.block
        if notes := page.notes_at(section, item.paragraph) if section else ():
            yield together
            together = []
            yield from _notes(notes)
    yield together


def _is_next_item(before: Block, block: Block) -> bool:
    new_item = block.within[-1:] and block.within[-1].item and block.within[-1] not in before.within
    return bool(new_item and before.within and before.within[-1].item)


_PLAIN_MARKS = {"│ ": "> ", "• ": "- "}


def _leads(block: Block) -> tuple[str, str]:
    """What stands before the first line and the others: signs that are read aloud well."""
    lead, indent = block.lead, block.indent
    for mark, plain in _PLAIN_MARKS.items():
        lead, indent = lead.replace(mark, plain), indent.replace(mark, plain)
    return lead, indent


def _block_lines(page: Page, item: Item) -> Iterator[TextLine]:
    block = item.block
    lead, indent = _leads(block)
    style = Style.HEADING if block.kind is BlockKind.HEADING else Style.PLAIN
    if block.kind is BlockKind.TABLE:
        lines, style = _table(page, block), Style.CODE
    elif block.kind is BlockKind.CODE:
        lines, style = block.text.split("\n"), Style.CODE
    elif block.kind is BlockKind.RULE:
        lines = ["----"]
    else:
        lines = _words(page, block_runs(block, written_links(block))).split("\n")
    for number, line in enumerate(lines):
        yield TextLine(line, style, indent if number else lead, indent)


def _words(page: Page, runs: Iterable[Run]) -> str:
    """The text with its citations, and each address that a link leads to where its words do not say it."""
    parts = []
    for link, group in groupby(runs, key=lambda run: run.link):
        words = "".join(f"[{page.labels.get(run.source, run.source)}]" if run.source else run.text for run in group)
        is_said = link is None or link.kind is LinkKind.ENTITY or link.targets[0] in (words, f"mailto:{words}")
        parts.append(words if is_said or not words.strip() else f"{words} ({link.targets[0]})")
    return "".join(parts)


def _table(page: Page, block: Block) -> list[str]:
    rows = [[_words(page, cell) for cell in row] for row in table_runs(block_runs(block, written_links(block)))]
    count = max(map(len, rows))
    widths = [max((cells(row[at]) for row in rows if at < len(row)), default=0) for at in range(count)]
    filled = ([_filled(cell, widths[at], is_right=at in block.right) for at, cell in enumerate(row)] for row in rows)
    return ["  ".join(row).rstrip() for row in filled]


def _filled(text: str, width: int, *, is_right: bool) -> str:
    blanks = " " * (width - cells(text))
    return blanks + text if is_right else text + blanks


def cells(text: str) -> int:
    """How many cells of a terminal a text takes: two for a wide character, none for a mark on the one before it."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
