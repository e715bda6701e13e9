"""Elements of an HTML page as blocks: paragraphs, headings, lists, quotes, tables and code; nothing that acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from reader.core.safe_text import safe, safe_line
from reader.core.text.addresses import may_open, without_tracking
from reader.core.text.block import Block, BlockKind, Container, Span, SpanKind

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_UNREAD = re.compile(
    "script|style|noscript|template|iframe|object|embed|form|button|input|select|textarea|nav|aside|footer|svg|math|"
    "canvas|video|audio|img|picture|map|dialog|menu|link|meta|head|title|-comment"
).fullmatch
_APART = re.compile(
    "p|div|section|article|main|header|figure|figcaption|address|details|summary|dl|dt|dd|li|table|thead|tbody|tfoot|tr|"
    "td|th|caption|center|fieldset|hgroup|body|html"
).fullmatch
_MARKS = {
    "em": SpanKind.EMPHASIS, "i": SpanKind.EMPHASIS, "cite": SpanKind.EMPHASIS,
    "strong": SpanKind.STRONG, "b": SpanKind.STRONG,
    "code": SpanKind.CODE, "kbd": SpanKind.CODE, "samp": SpanKind.CODE,
}  # fmt: skip
_AROUND = re.compile(
    r"(?:^|[-_ ])(?:comments?|share|sharing|social|related|newsletter|promo|advert\w*|ads?|cookie\w*|breadcrumbs?|"
    r"sidebar|pagination|subscribe|popup|modal)(?:$|[-_ ])",
    re.IGNORECASE,
)
_DEEPEST = 120
"""Elements inside one another past which only the text is read."""
_BLANKS = re.compile(r"[ \t\n\r\f]+")


def read_element(root: LexborNode, base: str = "") -> Iterator[Block]:
    """The blocks of an element, in order. Addresses are completed from `base`, the page's own."""
    reader = _ElementReader(base)
    yield from reader.read(root, 0)
    yield from reader.paragraph()


class _ElementReader:
    """Walks through elements, gathering words until a block of theirs ends."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._words = _Words()
        self._within: list[Container] = []
        self._count = 0

    def paragraph(self, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0) -> Iterator[Block]:
        """The words gathered so far as a block, if there are any."""
        text, spans = self._words.take()
        if text:
            yield self._block(kind, text, spans, level)

    def _block(self, kind: BlockKind, text: str, spans: tuple[Span, ...] = (), level: int = 0) -> Block:
        return Block(kind, text, spans, level=level, within=tuple(self._within))

    def read(self, node: LexborNode, depth: int) -> Iterator[Block]:
        """The blocks that end inside an element; words that follow the last of them stay gathered."""
        for child in node.iter(include_text=True):
            name = child.tag or ""
            if name == "-text":
                self._words.add(child.text_content or "")
            elif depth > _DEEPEST:
                self._words.add(child.text(deep=True))
            elif not _UNREAD(name) and not _is_around(child):
                yield from self._element(name, child, depth + 1)

    def _element(self, name: str, node: LexborNode, depth: int) -> Iterator[Block]:
        if name == "br":
            self._words.add_break()
        elif name == "sup" and (raised := _raised(node)):
            self._words.add(raised)
        elif re.fullmatch("h[1-6]", name):
            yield from self._apart(node, depth, BlockKind.HEADING, int(name[1]))
        elif name in ("ul", "ol", "blockquote"):
            yield from self._contained(name, node, depth)
        elif name == "pre":
            yield from self.paragraph()
            yield self._block(BlockKind.CODE, safe(node.text(deep=True)).strip("\n").expandtabs(4))
        elif name == "hr":
            yield from self.paragraph()
            yield self._block(BlockKind.RULE, "")
        elif name == "table":
            yield from self._table(node, depth)
        elif _APART(name):
            yield from self._apart(node, depth)
        else:
            yield from self._inline(name, node, depth)

    def _apart(
        self, node: LexborNode, depth: int, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0
    ) -> Iterator[Block]:
        yield from self.paragraph()
        yield from self.read(node, depth)
        yield from self.paragraph(kind, level)

    def _contained(self, name: str, node: LexborNode, depth: int) -> Iterator[Block]:
        yield from self.paragraph()
        group = self._next()
        if name == "blockquote":
            yield from self._inside(Container("│ ", "│ ", group), node, depth)
            return
        number = _number(node.attributes.get("start")) if name == "ol" else None
        for item in node.iter():
            if item.tag == "li":
                marker = "• " if number is None else f"{number}. "
                yield from self._inside(Container(marker, " " * len(marker), group, self._next()), item, depth)
                number = None if number is None else number + 1

    def _inside(self, container: Container, node: LexborNode, depth: int) -> Iterator[Block]:
        self._within.append(container)
        yield from self.read(node, depth)
        yield from self.paragraph()
        self._within.pop()

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _table(self, node: LexborNode, depth: int) -> Iterator[Block]:
        """A table of data as a table; one that lays out a page as what stands in its cells."""
        yield from self.paragraph()
        rows = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in node.css("tr")]
        widths = {len(row) for row in rows}
        if len(rows) < 2 or widths in ({0}, {1}) or node.css_first("td table, td p + p, td ul") is not None:
            yield from self._apart(node, depth)
            return
        count = max(widths)
        lines = ["\t".join([_cell(cell) for cell in row] + [""] * (count - len(row))) for row in rows if row]
        yield self._block(BlockKind.TABLE, "\n".join(lines))

    def _inline(self, name: str, node: LexborNode, depth: int) -> Iterator[Block]:
        kind, target = _MARKS.get(name), ""
        if name == "a":
            target = self._address(node.attributes.get("href") or "")
            kind = SpanKind.LINK if target else None
        if kind is None:
            yield from self.read(node, depth)
            return
        self._words.begin(kind, target)
        yield from self.read(node, depth)
        self._words.end(kind)

    def _address(self, address: str) -> str:
        """The whole address of a link; empty for one that may not be opened."""
        try:
            whole = urljoin(self._base, safe_line(address))
        except ValueError:
            return ""
        return without_tracking(whole.replace(" ", "%20")) if may_open(whole) else ""


def _is_around(node: LexborNode) -> bool:
    """Whether an element stands beside the article: hidden, or named as such things are."""
    about = node.attributes
    if "hidden" in about or about.get("aria-hidden") == "true":
        return True
    name = f"{about.get('class') or ''} {about.get('id') or ''}"
    return name != " " and node.tag in ("div", "section", "ul", "p", "span") and bool(_AROUND.search(name))


_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


def _raised(node: LexborNode) -> str:
    """A raised number by the signs that Unicode has for it, lest 10⁹ become 109; empty for other words."""
    text = safe_line(node.text(deep=True))
    return text.translate(_RAISED) if re.fullmatch("[0-9+−-]+", text) else ""


def _number(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,9}", text) else 1


def _cell(node: LexborNode) -> str:
    return safe_line(node.text(deep=True, separator=" "))


class _Words:
    """Words of one paragraph with their spans; white space is folded as a browser folds it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._last = "\n"
        self._spans: list[Span] = []
        self._open: list[tuple[SpanKind, int, str]] = []

    def add(self, text: str) -> None:
        text = _BLANKS.sub(" ", safe(text.replace("\r", "")))
        if self._last in " \n":
            text = text.removeprefix(" ")
        if text:
            self._append(text)

    def add_break(self) -> None:
        if self._length:
            self._append("\n")

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        self._last = text[-1]

    def begin(self, kind: SpanKind, target: str) -> None:
        self._open.append((kind, self._length, target))

    def end(self, kind: SpanKind) -> None:
        """End the span opened last, if its paragraph has not ended before it."""
        if self._open and self._open[-1][0] is kind:
            _, start, target = self._open.pop()
            self._spans.append(Span(start, self._length, kind, target))

    def take(self) -> tuple[str, tuple[Span, ...]]:
        """The words and their spans, without blanks at the ends; spans that are open go on in what follows."""
        text = "".join(self._parts)
        spans = [*self._spans, *(Span(start, self._length, kind, target) for kind, start, target in self._open)]
        self._open = [(kind, 0, target) for kind, _, target in self._open]
        self._parts, self._length, self._last, self._spans = [], 0, "\n", []
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        return text[start:end], tuple(_trimmed(spans, text, start, end))


def _trimmed(spans: list[Span], text: str, first: int, last: int) -> Iterator[Span]:
    """The spans of the text from `first` to `last`, without blanks at their ends, in order."""
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        start, end = max(span.start, first), min(span.end, last)
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start < end:
            yield Span(start - first, end - first, span.kind, span.target)
