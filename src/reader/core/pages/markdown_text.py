"""Blocks written as CommonMark that says the same: read back, it gives the same text.

Whatever a block's text holds is written so that it stays text, also where raw HTML is read. Citations become footnotes.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from reader.core.text.addresses import may_open
from reader.core.text.block import Block, BlockKind, Container, Span, SpanKind

LeadOf = Callable[[Span], str]
"""Where a link to an entity or a briefing leads in the document that is written; empty for nowhere."""

_ESCAPED = re.compile(r"[\\`*\[\]<~|]|&(?=[#\w])|!(?=\[|$)|(?<![^\W_])_|_(?![^\W_])")
_LINE_START = re.compile(r"^(?:([#>+=:-])|(\d{1,9})([.)])(?=\s|$))")
_FIRST_BLANKS, _LAST_BLANKS = re.compile(r"^[ \t]+"), re.compile(r"(?<![ \t])[ \t]+$")
_FOOTNOTE = re.compile(r"[\w.:-]+")
_BARE_BAR = re.compile(r"(?<!\\)\|")
_DELIMITERS = {SpanKind.EMPHASIS: "*", SpanKind.STRONG: "**"}


def escaped(text: str) -> str:
    """A paragraph's text as CommonMark that reads as that text; a newline becomes a hard break."""
    if text.strip("\n") != text:  # no paragraph begins or ends with a break: said by number instead
        return "&#10;".join(_piece(line) for line in text.split("\n"))
    return _piece(text)


def _piece(text: str, *, at_start: bool = True, at_end: bool = True) -> str:
    """A stretch of a paragraph's text, escaped; what stands at the edges of lines is escaped there as well."""
    lines = text.split("\n")
    for place, line in enumerate(lines):
        written = _ESCAPED.sub(r"\\\g<0>", line)
        if place or at_start:
            written = _FIRST_BLANKS.sub(_blanks_kept, _LINE_START.sub(_start_escaped, written))
        if place < len(lines) - 1 or at_end:
            written = _LAST_BLANKS.sub(_blanks_kept, written)
        lines[place] = written
    return "\\\n".join(lines)


def _start_escaped(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}"


def _blanks_kept(found: re.Match[str]) -> str:
    return "&#32;" * len(found[0])


def inline(text: str, spans: Iterable[Span], lead_of: LeadOf) -> str:
    """A paragraph's text with its emphasis, links and citations, as CommonMark.

    Emphasis that CommonMark cannot say at its place is left out, so that never a star stands among the words.
    """
    spans = tuple(spans)
    if not spans:
        return escaped(text)
    from reader.core.text.markdown import parse_paragraph  # only text with marks pays for the parser

    writer = _Writer(text, lead_of)
    written = writer.write(spans)
    without_emphasis = tuple(span for span in spans if span.kind not in _DELIMITERS)
    if len(without_emphasis) == len(spans) or parse_paragraph(written).text == "".join(writer.shown):
        return written
    return _Writer(text, lead_of).write(without_emphasis)


class _Writer:
    """Writes one text with its spans, which stand inside one another but never cross."""

    def __init__(self, text: str, lead_of: LeadOf) -> None:
        self._text = text
        self._lead_of = lead_of
        self._parts: list[str] = []
        self._open: list[tuple[Span, str, str]] = []  # with what is written at the end, and what a reader sees of it
        self.shown: list[str] = []
        """What a reader of the result sees: the text, with addresses beside words that cannot lead there."""

    def write(self, spans: Iterable[Span]) -> str:
        place = 0
        for span in spans:
            place = self._write_until(span.start, place)
            if span.kind is SpanKind.CITATION:
                self._parts.append(f"[^{span.target}]" if _FOOTNOTE.fullmatch(span.target) else "")
            elif span.kind is SpanKind.CODE:
                place = self._write_code(span)
            else:
                self._enter(span)
        self._write_until(len(self._text), place)
        return "".join(self._parts)

    def _write_until(self, end: int, place: int) -> int:
        """Write the text up to `end`, closing what ends on the way."""
        while self._open and self._open[-1][0].end <= end:
            span, closing, shown = self._open.pop()
            place = self._write_text(place, span.end)
            self._parts.append(closing)
            self.shown.append(shown)
        return self._write_text(place, end)

    def _write_text(self, start: int, end: int) -> int:
        if start < end:
            at_start = start == 0 or self._text[start - 1] == "\n"
            at_end = end == len(self._text)
            self._parts.append(_piece(self._text[start:end], at_start=at_start, at_end=at_end))
            self.shown.append(self._text[start:end])
        return max(start, end)

    def _write_code(self, span: Span) -> int:
        text = self._text[span.start : span.end]
        self._parts.append(_code(text))
        self.shown.append(text)
        return span.end

    def _enter(self, span: Span) -> None:
        delimiter = _DELIMITERS.get(span.kind)
        lead = "" if delimiter else self._lead(span)
        if delimiter:
            self._parts.append(delimiter)
            self._open.append((span, delimiter, ""))
        elif lead:
            self._parts.append("[")
            self._open.append((span, f"]({_address(lead)})", ""))
        else:
            beside = self._beside(span)
            self._open.append((span, _piece(beside, at_start=False, at_end=False), beside))

    def _lead(self, span: Span) -> str:
        if any(one.kind not in _DELIMITERS for one, _, _ in self._open):
            return ""  # no link stands inside another
        if span.kind is SpanKind.LINK:
            return span.target if may_open(span.target) else ""
        return self._lead_of(span)

    def _beside(self, span: Span) -> str:
        """The address that words cannot lead to, in brackets; nothing where it is the words themselves."""
        is_said = span.kind is SpanKind.ENTITY or self._text[span.start : span.end] == span.target
        return "" if is_said or not span.target else f" ({span.target})"


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text[:1] == "`" or text[-1:] == "`" or (text[:1] == text[-1:] == " " and text.strip()) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


_BRACKETS = {ord("<"): "%3C", ord(">"): "%3E", ord("\\"): "%5C", ord("&"): "&amp;"}


def _address(address: str) -> str:
    address = address.translate(_BRACKETS)
    return f"<{address}>" if re.search(r"[()\s]", address) else address


def block_lines(blocks: Iterable[Block], lead_of: LeadOf, deeper: int = 2) -> Iterator[str]:
    """Blocks as lines of CommonMark, in the quotes and lists they stand in; headings stand `deeper` levels down."""
    previous: Block | None = None
    markers = _Markers()
    for block in blocks:
        if previous is not None and not _is_tight(previous, block):
            yield _prefix(markers, _shared(previous, block)).rstrip()
        first, others = markers.enter(block, _shared(previous, block) if previous else 0)
        for number, line in enumerate(_lines_of(block, lead_of, deeper)):
            before = others if number else first
            yield before + line if line else before.rstrip(" ")
        previous = block


def _shared(before: Block, block: Block) -> int:
    """How many quotes and items two blocks have in common."""
    pairs = zip(before.within, block.within, strict=False)
    return next(
        (at for at, (one, other) in enumerate(pairs) if one != other), min(len(before.within), len(block.within))
    )


def _is_tight(before: Block, block: Block) -> bool:
    """Whether the block is the next item of a list and needs no blank line before it."""
    if before.kind is not BlockKind.PARAGRAPH or block.kind is not BlockKind.PARAGRAPH:
        return False
    shared = _shared(before, block)
    if len(block.within) != shared + 1 or not block.within[shared].item:
        return False
    if len(before.within) > shared:
        return before.within[shared].group == block.within[shared].group
    return shared > 0 and before.within[-1].item > 0 and block.within[shared].number in (None, 1)


class _Markers:
    """What stands before the lines of the quotes and items that are open."""

    def __init__(self) -> None:
        self._groups: dict[int, str] = {}  # the sign of each list
        self._last: dict[int, tuple[int, str]] = {}  # by depth: the last list there, and its sign
        self.indents: list[str] = []

    def enter(self, block: Block, shared: int) -> tuple[str, str]:
        """What stands before the first line of a block, and before its others."""
        del self.indents[shared:]
        first = "".join(self.indents)
        for container in block.within[shared:]:
            marker = self._marker(container, len(self.indents))
            first += marker
            self.indents.append(marker if marker == "> " else " " * len(marker))
        return first, "".join(self.indents)

    def _marker(self, container: Container, depth: int) -> str:
        if not container.item:
            return "> "
        number = container.number
        signs = "-*" if number is None else ".)"
        group, sign = self._last.get(depth, (0, ""))
        if group != container.group:  # lists that follow one another must not look like one
            sign = signs[1] if sign == signs[0] else signs[0]
            self._last[depth] = (container.group, sign)
        return f"{sign} " if number is None else f"{number}{sign} "


def _prefix(markers: _Markers, depth: int) -> str:
    return "".join(markers.indents[:depth])


def _lines_of(block: Block, lead_of: LeadOf, deeper: int) -> list[str]:
    if block.kind is BlockKind.RULE:
        return ["___"]
    if block.kind is BlockKind.CODE:
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", block.text)), default=0))
        return [fence, *block.text.split("\n"), fence]
    if block.kind is BlockKind.TABLE:
        return table_lines(_rows(block, lead_of), block.right)
    written = inline(block.text, block.spans, lead_of)
    if block.kind is BlockKind.HEADING:
        return [heading_line(written.replace("\\\n", " "), block.level + deeper)]
    return written.split("\n")


def heading_line(written: str, level: int) -> str:
    """A heading of written text. Signs at its end that would be taken for its own are said by number."""
    return f"{'#' * min(level, 6)} " + re.sub(r"(?<=\s)(?=#+$)", r"\\", written)


def table_lines(rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> list[str]:
    """Rows of written cells as a table; the first is its heading. `right` are the columns that stand at the right."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    rule = "".join(" ---: |" if column in right else " --- |" for column in range(len(rows[0])))
    return [lines[0], f"|{rule}", *lines[1:]]


def _rows(block: Block, lead_of: LeadOf) -> list[list[str]]:
    rows: list[list[str]] = []
    offset, spans = 0, deque(block.spans)
    for line in block.text.split("\n"):
        rows.append(row := [])
        for cell in line.split("\t"):
            inside = []
            while spans and spans[0].end <= offset + len(cell):
                span = spans.popleft()
                inside.append(Span(span.start - offset, span.end - offset, span.kind, span.target))
            row.append(_BARE_BAR.sub(r"\\|", inline(cell, inside, lead_of)))
            offset += len(cell) + 1
    return rows
