"""An item of a document as lines of cells: what stands where, before it has a colour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len

from reader.core.reading.document import Item, Link, LinkKind, Role
from reader.core.text.block import Block, BlockKind
from reader.core.value import Value
from reader.tui.drawing.wrap import first_lines, wrap
from reader.tui.text.charting import chart_lines
from reader.tui.text.fragment import Fragment, Line

MOST_OF_NOTE = 3
HANGING = "  "
Labels = Mapping[str, str]
"""What a citation of each source shows between its brackets."""


class Surroundings(Value):
    """What an item's lines depend on besides its text: its links, the labels of sources, and notes shown below it."""

    links: Sequence[Link] = ()
    labels: Labels | None = None
    notes: Sequence[str] = ()


def lay_out(item: Item, around: Surroundings, width: int) -> tuple[Line, ...]:
    """The lines of an item at most `width` cells wide, without the blank lines around it."""
    kind = item.block.kind
    lines: list[Line] = [(Fragment("─" * width, look="rule"),)]
    if item.chart is not None:
        lines = _with_citation(chart_lines(item.chart, width), around, width)
    elif kind is BlockKind.TABLE:
        lines = _table(item, around, width)
    elif kind is not BlockKind.RULE:
        lines = _prose(item, around, width)
    return (*lines, *(line for text in around.notes for line in _note(text, width)))


def gap(before: Item | None, item: Item) -> tuple[Line, ...]:
    """The blank lines between two items that follow one another in a part."""
    if before is None or item.role in (Role.BYLINE, Role.ENTRY) or (before.role, item.role) == (Role.HEADING,) * 2:
        return () if before is None or item.role is Role.BYLINE or before.role is item.role else ((),)
    lead, other = item.block.lead, before.block.lead
    if lead and other and lead.strip(" │") and other.strip():
        return ()
    bars = _shared_bars(before.block.indent, item.block.indent)
    return (((Fragment(bars, look="lead"),) if bars else ()),)


def _shared_bars(one: str, other: str) -> str:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return one[:length].rstrip() if "│" in one[:length] else ""


def _citations(around: Surroundings) -> list[tuple[int, str, str]]:
    """Where citations stand, what they show, and their source."""
    labels = around.labels or {}
    return [
        (link.start, f"[{labels.get(link.targets[0], link.targets[0])}]", link.targets[0])
        for link in around.links
        if link.kind is LinkKind.SOURCE
    ]


def _prose(item: Item, around: Surroundings, width: int) -> list[Line]:
    lead, indent = item.block.lead, item.block.indent
    if item.role is Role.ENTRY and not lead and any(link.start == 0 for link in around.links):
        indent = HANGING  # so that the links with which entries begin stand out at their edge
    room, first = (max(8, width - cell_len(before)) for before in (indent, lead))
    lines = []
    for place, line in enumerate(_flow(item.block.text, 0, _citations(around), room, first)):
        before = lead if place == 0 else indent
        lines.append((Fragment(before, look="lead"), *line) if before else line)
    return lines


def _flow(text: str, offset: int, citations: Sequence[tuple[int, str, str]], width: int, first: int = 0) -> list[Line]:
    """`text`, which stands at `offset` in its item, in lines, with the citations written into it."""
    if not citations:
        return [(Fragment(text[start:end], offset + start),) for start, end in wrap(text, width, first)]
    pieces: list[Fragment] = []
    place = 0
    for at, label, source in citations:
        pieces.append(Fragment(text[place : at - offset], offset + place))
        pieces.append(Fragment(label, look="citation", target=source))
        place = at - offset
    pieces.append(Fragment(text[place:], offset + place))
    return [_cut(pieces, start, end) for start, end in wrap("".join(piece.text for piece in pieces), width, first)]


def _cut(pieces: Iterable[Fragment], start: int, end: int) -> Line:
    """The parts of the pieces, set one after another, that lie between two offsets."""
    cut, place = [], 0
    for piece in pieces:
        first, last = max(start - place, 0), min(end - place, len(piece.text))
        if first < last:
            begin = piece.start + first if piece.start >= 0 else -1
            cut.append(Fragment(piece.text[first:last], begin, piece.look, piece.target))
        place += len(piece.text)
    return tuple(cut)


def _note(text: str, width: int) -> list[Line]:
    """A note below its paragraph, in at most `MOST_OF_NOTE` lines: the panel has all of it."""
    room = max(8, width - 2)
    said = first_lines(text[: MOST_OF_NOTE * width + 1], room, MOST_OF_NOTE)
    return [
        (Fragment("  " if place else "╰ ", look="note"), Fragment(line, look="note")) for place, line in enumerate(said)
    ]


def _with_citation(lines: list[Line], around: Surroundings, width: int) -> list[Line]:
    """The lines of a chart with its source behind the last one, or below it where there is no room."""
    for _, label, source in _citations(around):
        cited = Fragment(label, look="citation", target=source)
        used = sum(cell_len(fragment.text) for fragment in lines[-1])
        if used + 1 + len(label) <= width:
            lines[-1] = (*lines[-1], Fragment(" "), cited)
        else:
            lines.append((cited,))
    return lines


Cell = tuple[int, str]
"""Offset in the item's text, and the text of a cell."""


def _table(item: Item, around: Surroundings, width: int) -> list[Line]:
    rows = _cells(item.block.text)
    lead = item.block.indent
    citations = _citations(around)
    widths = _column_widths(rows, citations, width - cell_len(lead))
    lines: list[Line] = []
    for number, row in enumerate(rows):
        lines += _row(row, widths, citations, item.block)
        if number == 0 and item.role is Role.BODY and len(rows) > 1:
            total = sum(widths) + 2 * (len(widths) - 1)
            lines.append((Fragment(lead + "─" * total, look="rule"),))
    return lines


def _cells(text: str) -> list[list[Cell]]:
    rows, offset = [], 0
    for line in text.split("\n"):
        row = []
        for cell in line.split("\t"):
            row.append((offset, cell))
            offset += len(cell) + 1
        rows.append(row)
    return rows


def _within(cell: Cell, citations: Sequence[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    start, text = cell
    return [citation for citation in citations if start <= citation[0] <= start + len(text)]


def _column_widths(rows: list[list[Cell]], citations: Sequence[tuple[int, str, str]], width: int) -> list[int]:
    """Each column as wide as its widest cell; where that is too much, the widest give way first."""
    widths = [1] * max(len(row) for row in rows)
    for row in rows:
        for column, cell in enumerate(row):
            cited = sum(len(label) for _, label, _ in _within(cell, citations))
            widths[column] = max(widths[column], cell_len(cell[1]) + cited)
    while sum(widths) + 2 * (len(widths) - 1) > width and max(widths) > 4:
        widths[widths.index(max(widths))] -= 1
    return widths


BETWEEN = Fragment("  ")
"""What parts the columns of a table."""


def _without_end(line: Sequence[Fragment]) -> Line:
    """The line without the blanks at its end."""
    last = len(line)
    while last and line[last - 1].start < 0 and not line[last - 1].text.strip():
        last -= 1
    return tuple(part for part in line[:last] if part.text)


def _row(row: list[Cell], widths: list[int], citations: Sequence[tuple[int, str, str]], table: Block) -> list[Line]:
    columns = [
        _flow(cell[1], cell[0], _within(cell, citations), width) for cell, width in zip(row, widths, strict=False)
    ]
    lines: list[Line] = []
    for number in range(max(len(column) for column in columns)):
        line: list[Fragment] = [Fragment(table.indent, look="lead")] if table.indent else []
        for place, (column, width) in enumerate(zip(columns, widths, strict=False)):
            cell = column[number] if number < len(column) else ()
            blank = Fragment(" " * (width - sum(cell_len(fragment.text) for fragment in cell)))
            line += [blank, *cell] if place in table.right else [*cell, blank]
            line.append(BETWEEN)
        lines.append(_without_end(line))
    return lines
