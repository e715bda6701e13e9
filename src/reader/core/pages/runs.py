"""A block's text cut where what it is changes: emphasis, links and mentions that may cross, and citations between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reader.core.reading.document import Link, LinkKind
from reader.core.text.block import Block, Span, SpanKind
from reader.core.value import Value, replace

_MARKS = frozenset({SpanKind.EMPHASIS, SpanKind.STRONG, SpanKind.CODE})
_BORDERS = re.compile(r"([\t\n])")


class Run(Value):
    """A stretch of text that is one thing throughout; a citation is a run without text, `source` its target."""

    text: str
    marks: frozenset[SpanKind] = frozenset()
    link: Link | None = None
    source: str = ""


def block_runs(block: Block, links: Iterable[Link]) -> Iterator[Run]:
    """The runs of a block's text with these links and citations, in order; no link stands inside another."""
    text, all_links = block.text, tuple(links)
    links = list(_apart(all_links))
    cited = [link for link in all_links if link.kind is LinkKind.SOURCE]
    marks = [span for span in block.spans if span.kind in _MARKS]
    edges = {0, len(text), *(one.start for one in cited)}
    edges |= {edge for link in links for edge in (link.start, link.end)}
    edges |= {edge for mark in marks for edge in (mark.start, mark.end)}
    return _cut(text, sorted(edges), _Marks(marks), links, cited)


def table_runs(runs: Iterable[Run]) -> list[list[list[Run]]]:
    """The runs of a table as rows of cells."""
    rows: list[list[list[Run]]] = [[[]]]
    for run in runs:
        if not run.text:
            rows[-1][-1].append(run)
        for piece in _BORDERS.split(run.text):
            if piece == "\n":
                rows.append([[]])
            elif piece == "\t":
                rows[-1].append([])
            elif piece:
                rows[-1][-1].append(replace(run, text=piece))
    return rows


def _apart(links: Iterable[Link]) -> Iterator[Link]:
    """The links in order, without those that stand inside another, and without citations."""
    reached = 0
    for link in sorted(links, key=lambda one: (one.start, -one.end)):
        if link.kind is not LinkKind.SOURCE and link.start >= reached:
            yield link
            reached = link.end


class _Marks:
    """Which marks hold at a place; asked for places in order, so that each span is looked at once."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._steps: list[tuple[int, int, SpanKind]] = []
        for span in spans:
            self._steps += [(span.start, 1, span.kind), (span.end, -1, span.kind)]
        self._steps.sort(key=lambda step: step[0])
        self._at = 0
        self._open: dict[SpanKind, int] = {}

    def at(self, place: int) -> frozenset[SpanKind]:
        while self._at < len(self._steps) and self._steps[self._at][0] <= place:
            _, step, kind = self._steps[self._at]
            self._open[kind] = self._open.get(kind, 0) + step
            self._at += 1
        return frozenset(kind for kind, count in self._open.items() if count > 0)


def _cut(text: str, edges: list[int], marks: _Marks, links: list[Link], cited: list[Link]) -> Iterator[Run]:
    link_at = cited_at = 0
    for place, start in enumerate(edges):
        while cited_at < len(cited) and cited[cited_at].start == start:
            yield Run("", source=cited[cited_at].targets[0])
            cited_at += 1
        if place + 1 == len(edges):
            return
        while link_at < len(links) and links[link_at].end <= start:
            link_at += 1
        link = links[link_at] if link_at < len(links) and links[link_at].start <= start else None
        yield Run(text[start : edges[place + 1]], marks.at(start), link)
