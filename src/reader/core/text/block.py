"""A block of plain text with spans: what a Markdown body is read into, and what notes point into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from reader.core.late import late_pattern
from reader.core.value import Value, field


class BlockKind(Enum):
    """What a block of text is."""

    PARAGRAPH = auto()
    HEADING = auto()
    CODE = auto()
    TABLE = auto()
    RULE = auto()


class SpanKind(Enum):
    """What a stretch of text is, beyond its words."""

    EMPHASIS = auto()
    STRONG = auto()
    CODE = auto()
    LINK = auto()
    """`target` is the address as written; only http, https and mailto may be opened."""
    ENTITY = auto()
    """`target` is the id of the entity that the author named."""
    BRIEFING = auto()
    """`target` is `id` or `id#section`."""
    CITATION = auto()
    """Holds no text: stands at one offset; `target` is the id of the source."""


class Span(Value):
    """A stretch of a block's text, from `start` to `end` (exclusive, code points)."""

    start: int
    end: int
    kind: SpanKind
    target: str = ""


class Container(Value):
    """A quote, or an item of a list, that blocks stand in.

    `marker` stands before its first line and `indent`, as long, before the others. `group` tells one list or quote of a
    text from another, `item` one item of a list from the next; it is 0 for a quote.
    """

    marker: str
    indent: str
    group: int
    item: int = 0

    @property
    def number(self) -> int | None:
        """The number of an item of a numbered list."""
        return int(self.marker.removesuffix(". ")) if self.marker[0].isdigit() else None


class Block(Value):
    """One paragraph, heading, code block, table or rule.

    `lead` stands before its first line and `indent` before the others (bullets, numbers, quote bars, in cells of one
    column each); `within` are the quotes and items they come from, the outermost first. `level` is that of a heading.
    In a table, lines are rows (the first is the heading) and tabs part the cells; in the columns of `right`, counted
    from 0, they stand at the right edge. The text of code keeps its lines; elsewhere a newline is a break that the
    author asked for.
    """

    kind: BlockKind
    text: str
    spans: tuple[Span, ...] = ()
    lead: str = ""
    indent: str = ""
    level: int = 0
    within: tuple[Container, ...] = field(default=(), compare=False)
    right: tuple[int, ...] = field(default=(), compare=False)


def span_order(span: Span) -> tuple[int, bool, int]:
    """The order of spans: citations before what begins at their place, what holds others before them."""
    return span.start, span.start < span.end, -span.end


NameOf = Callable[[str], str]
"""What to show for an entity's id where the author gave no words: its name."""


class BodyContext(NamedTuple):
    """What the pieces of one text have in common: names, addresses defined by name, numbers of lists and items.

    `addresses` are in the form of the parser, None where definitions are not read; `numbers` are each given once.
    """

    name_of: NameOf
    addresses: dict[str, object] | None
    numbers: Iterator[int]


_UNSPACED = late_pattern(r"[\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60]")


def line_break(before: str, after: str) -> str:
    """What a line break of the file is between two characters: a space, or nothing in a script without spaces."""
    if before.isascii() or after.isascii():
        return " "
    return "" if _UNSPACED.match(before) and _UNSPACED.match(after) else " "


_LINE_BREAK = late_pattern(r"(?<! ) *\n *")


def join_lines(text: str) -> str:
    """`text` as one line, each line break of the file made what `line_break` says."""
    text = text.strip().replace("\t", " ")
    if "\n" not in text:
        return text
    return _LINE_BREAK.sub(lambda found: line_break(text[found.start() - 1], text[found.end()]), text)
