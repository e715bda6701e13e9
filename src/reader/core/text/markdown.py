"""Markdown read by markdown-it-py, with our three marks, into blocks.

Its own module because the parser takes longer to import than most briefings take to read; `bodies` comes here only
for text that has mark-up.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from itertools import count
from re import IGNORECASE
from re import compile as pattern
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.core.safe_text import safe, safe_line
from reader.core.text.block import (
    Block,
    BlockKind,
    BodyContext,
    Container,
    NameOf,
    Span,
    SpanKind,
    join_lines,
    line_break,
    span_order,
)
from reader.core.text.ceilings import LENGTH, MARKS, Ceiling, Notice, has_too_many_marks, unnoticed
from reader.core.text.markdown_rules import (
    FOOTNOTES,
    NOTE,
    article_block_parser,
    article_inline_parser,
    block_parser,
    block_tokens,
    inline_parser,
    parser_env,
)
from reader.core.text.pieces import defines
from reader.core.value import replace


def parse(source: str, name_of: NameOf = str) -> Iterator[Block]:
    """The blocks of a whole text in our dialect."""
    addresses: dict[str, object] = {}
    read_definitions(source, addresses)
    return parse_piece(source, BodyContext(name_of, addresses, count(1)), unnoticed)


def parse_piece(source: str, context: BodyContext, note: Notice) -> Iterator[Block]:
    """The blocks of a piece of a text, read as they are asked for."""
    env = parser_env(source, context.addresses, note)
    inlines = _Inlines(inline_parser(), env, context.name_of)
    return _Reader(block_tokens(block_parser(), env, source), inlines, context).blocks()


def read_definitions(source: str, addresses: dict[str, object]) -> None:
    """Add the addresses that a piece of a text defines by name."""
    deque(block_tokens(block_parser(), parser_env(source, addresses, unnoticed), source), 0)


def parse_commonmark(source: str, footnotes: Collection[str] = ()) -> Iterator[Block]:
    """The blocks of Markdown as others write it: raw HTML is left out, and of our marks only `footnotes` are known."""
    parser, env = article_block_parser(), {**parser_env(source, {}, unnoticed), FOOTNOTES: footnotes}
    if defines(source):  # which may serve any paragraph: read through before, for to keep it all takes gigabytes
        deque(block_tokens(parser, env, source), 0)
    inlines = _Inlines(article_inline_parser(), env, str)
    return _Reader(block_tokens(parser, env, source), inlines, BodyContext(str, {}, count(1))).blocks()


def parse_paragraph(run: str, name_of: NameOf = str, addresses: dict[str, object] | None = None) -> Block:
    """A run of lines that is one paragraph, with its spans."""
    text, spans = _Inlines(inline_parser(), parser_env(run, addresses, unnoticed), name_of).parsed(run.strip())
    return Block(BlockKind.PARAGRAPH, text, spans)


class _Inlines:
    """Reads the content of paragraphs, headings and cells; what has too many marks is left as it was typed."""

    def __init__(self, parser: MarkdownIt, env: dict[str, Any], name_of: NameOf) -> None:
        self._parser, self._env, self._name_of = parser, env, name_of

    def read(self, token: Token) -> tuple[str, tuple[Span, ...]]:
        """The plain text of a token and its spans in order."""
        content = token.content
        if len(content) <= MARKS or (len(content) <= LENGTH and not has_too_many_marks(content)):
            return self.parsed(content)
        self._env[NOTE](token.map[0] if token.map else 0, Ceiling.MARKS)
        return join_lines(safe(content)), ()

    def parsed(self, content: str) -> tuple[str, tuple[Span, ...]]:
        """The same of any text, however many marks it has."""
        children: list[Token] = []
        self._parser.inline.parse(content, self._parser, self._env, children)
        return _inline(_without_scripts(children), self._name_of)


_SCRIPT = pattern(r"<(/?)(?:script|style)\b", IGNORECASE)


def _without_scripts(children: list[Token]) -> list[Token]:
    """What is left without all that stands between the tags of a script or a style."""
    is_script, kept = False, []
    for child in children:
        tag = _SCRIPT.match(child.content) if child.type == "html_inline" else None
        is_script = not tag[1] if tag else is_script
        if not is_script:
            kept.append(child)
    return kept


class _Inline:
    """The text and spans of one inline token, gathered from its children."""

    def __init__(self, name_of: NameOf) -> None:
        self.name_of = name_of
        self.parts: list[str] = []
        self.length = 0
        self.spans: list[Span] = []
        self.open: list[tuple[SpanKind, int, str]] = []

    @property
    def last(self) -> str:
        """The character that stands last, or a space."""
        return next((part[-1] for part in reversed(self.parts) if part), " ")

    def add(self, text: str) -> None:
        """Append plain text."""
        self.parts.append(text)
        self.length += len(text)

    def add_span(self, text: str, kind: SpanKind, target: str = "") -> None:
        """Append text that is one span."""
        self.spans.append(Span(self.length, self.length + len(text), kind, target))
        self.add(text)

    def close(self) -> None:
        """End the span opened last."""
        kind, start, target = self.open.pop()
        if start < self.length:
            self.spans.append(Span(start, self.length, kind, target))


_OPENING = {"em_open": SpanKind.EMPHASIS, "strong_open": SpanKind.STRONG, "link_open": SpanKind.LINK}


def _inline(children: list[Token], name_of: NameOf) -> tuple[str, tuple[Span, ...]]:
    """The plain text of an inline token's children, and its spans in order."""
    out = _Inline(name_of)
    after_break = _after_breaks(children, name_of)
    for place, token in enumerate(children):
        if token.type == "softbreak":
            out.add(line_break(out.last, after_break[place]))
        else:
            _take(token, out)
    return "".join(out.parts), tuple(sorted(out.spans, key=span_order))


def _after_breaks(children: list[Token], name_of: NameOf) -> dict[int, str]:
    """The character that follows each line break of the file, by the place of the break."""
    after, found = " ", {}
    for place in range(len(children) - 1, -1, -1):
        token = children[place]
        if token.type == "softbreak":
            found[place] = after
        else:
            after = _words(token, name_of)[:1] or after
    return found


def _words(token: Token, name_of: NameOf) -> str:
    """What a token shows: its own words, or the name of what it leads to."""
    if token.type in ("entity", "briefing") and not token.content:
        target = str(token.meta["target"])
        return safe_line(name_of(target)) if token.type == "entity" else target
    return token.content


def _take(token: Token, out: _Inline) -> None:
    name = token.type
    if name in ("text", "text_special"):
        out.add(safe(token.content).replace("\t", " "))
    elif name == "hardbreak":
        out.add("\n")
    elif name == "html_inline":
        out.add("\n" if token.content.lower().startswith("<br") else "")
    elif name in _OPENING:
        target = safe_line(str(token.attrs.get("href", "")))
        out.open.append((_OPENING[name], out.length, target))
    elif name.endswith("_close"):
        out.close()
    else:
        _take_span(token, out)


def _take_span(token: Token, out: _Inline) -> None:
    if token.type == "code_inline":
        out.add_span(safe(token.content).replace("\t", " "), SpanKind.CODE)
    elif token.type == "image":
        words, _ = _inline(token.children or [], out.name_of)
        out.add_span(words or "image", SpanKind.LINK, safe_line(str(token.attrs.get("src", ""))))
    elif token.type == "citation":
        out.spans.append(Span(out.length, out.length, SpanKind.CITATION, token.meta["target"]))
    else:
        kind = SpanKind.ENTITY if token.type == "entity" else SpanKind.BRIEFING
        out.add_span(_words(token, out.name_of), kind, token.meta["target"])


class _Reader:
    """Turns block tokens into blocks, keeping what stands before their lines."""

    def __init__(self, tokens: Iterator[Token], inlines: _Inlines, context: BodyContext) -> None:
        self.tokens = tokens
        self.inlines = inlines
        self.within: list[Container] = []
        self.shown = 0  # how many of those have a block that carries their marker
        self.numbers: list[int | None] = []  # of each open list: the next number, or None for bullets
        self.lists: list[int] = []  # which list of the text each open one is
        self.count = context.numbers

    def blocks(self) -> Iterator[Block]:
        """The blocks in order."""
        tokens = self.tokens
        for token in tokens:
            name = token.type
            if name in ("paragraph_open", "heading_open"):
                kind = BlockKind.PARAGRAPH if name == "paragraph_open" else BlockKind.HEADING
                text, spans = self.inlines.read(next(tokens))
                yield self._block(kind, text, spans, int(token.tag[1:]) if kind is BlockKind.HEADING else 0)
            elif name in ("fence", "code_block"):
                yield self._block(BlockKind.CODE, safe(token.content).rstrip("\n").expandtabs(4))
            elif name == "hr":
                yield self._block(BlockKind.RULE, "")
            elif name == "table_open":
                yield self._table(tokens)
            else:
                self._enter_or_leave(token)

    def _block(self, kind: BlockKind, text: str, spans: tuple[Span, ...] = (), level: int = 0) -> Block:
        indents = [container.indent for container in self.within]
        markers = [container.marker for container in self.within]
        lead = "".join(indents[: self.shown] + markers[self.shown :])
        self.shown = len(self.within)
        return Block(kind, text, spans, lead, "".join(indents), level, tuple(self.within))

    def _enter_or_leave(self, token: Token) -> None:
        name = token.type
        if name == "blockquote_open":
            self.within.append(Container("│ ", "│ ", self._next()))
        elif name.endswith("_list_open"):
            self.numbers.append(int(token.attrs.get("start", 1)) if name.startswith("ordered") else None)
            self.lists.append(self._next())
        elif name == "list_item_open":
            marker = self._marker()
            self.within.append(Container(marker, " " * len(marker), self.lists[-1], self._next()))
        elif name in ("blockquote_close", "list_item_close"):
            self.within.pop()
            self.shown = min(self.shown, len(self.within))
        elif name.endswith("_list_close"):
            self.numbers.pop()
            self.lists.pop()

    def _next(self) -> int:
        return next(self.count)

    def _marker(self) -> str:
        number = self.numbers[-1]
        if number is None:
            return "• "
        self.numbers[-1] = number + 1
        return f"{number}. "

    def _table(self, tokens: Iterator[Token]) -> Block:
        """A table as rows of cells parted by tabs, with the spans of all cells."""
        right: list[int] = []
        rows: list[list[tuple[str, tuple[Span, ...]]]] = []
        for token in tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "th_open" and "right" in str(token.attrs.get("style", "")):
                right.append(len(rows[-1]))
            elif token.type == "inline":
                rows[-1].append(self.inlines.read(token))
        return replace(self._block(BlockKind.TABLE, *_join_cells(rows)), right=tuple(right))


def _join_cells(rows: list[list[tuple[str, tuple[Span, ...]]]]) -> tuple[str, tuple[Span, ...]]:
    lines, spans, offset = [], [], 0
    for row in rows:
        cells = []
        for text, cell_spans in row:
            cells.append(text.replace("\n", " "))
            spans += [Span(s.start + offset, s.end + offset, s.kind, s.target) for s in cell_spans]
            offset += len(text) + 1
        lines.append("\t".join(cells))
    return "\n".join(lines), tuple(spans)
