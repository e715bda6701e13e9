"""The parsers of markdown-it-py with our three marks, and with rules that keep below the ceilings.

A parser of its own for blocks and for what stands in them: a paragraph is read when it is asked for, not with its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from itertools import accumulate
from re import compile as pattern
from typing import Any

from markdown_it import MarkdownIt, helpers
from markdown_it.common import utils
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_core import ParserCore
from markdown_it.parser_inline import ParserInline
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, blockquote, list_block, reference, table
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from reader.core.text.ceilings import (
    NESTING,
    TABLE_MARKS,
    Ceiling,
    Notice,
    has_too_many_cells,
    has_too_many_marks,
    unnoticed,
)
from reader.core.text.own_marks import CITATION, LINK

FOOTNOTES = "footnotes"
"""Where a parser finds the only citations that it may know, if there is such a limit."""
_ADDRESSES, _KEEPS_ADDRESSES, NOTE = "references", "keeps addresses", "note"
"""Where a parser finds the addresses that a text defines, whether it may read such, and whom to tell of ceilings."""


def parser_env(source: str, addresses: dict[str, object] | None, note: Notice) -> dict[str, Any]:
    """What a parser is to know of a text; `addresses` are added to, or None where it is to read none."""
    keeps = addresses is not None
    return {_ADDRESSES: addresses if keeps else {}, _KEEPS_ADDRESSES: keeps, NOTE: _LineNotice(source, note)}


class _LineNotice:
    """Tells by the number of its line what is past a ceiling."""

    def __init__(self, source: str, note: Notice) -> None:
        self._source, self._note = source, note
        self._is_deep = False

    def __call__(self, line: int, ceiling: Ceiling) -> None:
        if self._note is unnoticed or (ceiling is Ceiling.NESTING and self._is_deep):  # once says it all
            return
        self._is_deep = self._is_deep or ceiling is Ceiling.NESTING
        self._note(self._starts[line], ceiling)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self._source.split("\n"))]


def block_tokens(parser: MarkdownIt, env: dict[str, Any], source: str) -> Iterator[Token]:
    """The tokens of the blocks of a text, a block that stands in no other at a time.

    The parser's own loop does the same and comes back with all of them at the end.
    """
    state = StateBlock(source, parser, env, [])
    rules = parser.block.ruler.getRules("")
    while (line := state.skipEmptyLines(state.line)) < state.lineMax:
        state.line = line
        next(rule for rule in rules if rule(state, line, state.lineMax, False))  # what nothing else is, is a paragraph
        yield from state.tokens
        state.tokens.clear()


class _Parser(MarkdownIt):
    """CommonMark, made without what finds bare addresses: we have none found, and its patterns take memory and time."""

    def __init__(self, *, html: bool) -> None:
        self.utils, self.helpers, self.linkify = utils, helpers, None
        self.inline, self.block, self.core = ParserInline(), ParserBlock(), ParserCore()
        self.renderer = RendererHTML(self)
        self.configure("commonmark", {"html": html})


@cache
def inline_parser() -> MarkdownIt:
    """For what stands in a block of our dialect."""
    parser = _Parser(html=False).disable("html_inline")
    parser.inline.ruler.before("link", "entity", _entity_rule)
    parser.inline.ruler.before("link", "citation", _citation_rule)
    parser.inline.terminator_re = _STOPS
    return parser


@cache
def article_inline_parser() -> MarkdownIt:
    """For what stands in a block of an article: raw HTML is told from text."""
    parser = _Parser(html=True)
    parser.inline.ruler.before("link", "citation", _citation_rule)
    parser.inline.terminator_re = _STOPS
    return parser


_STOPS = pattern(r"[\n\\`*_\[\]!<&]")
"""Where text may end and a rule that is in use begin; the parser's own stops serve many that are not."""


@cache
def block_parser() -> MarkdownIt:
    """For the blocks of our dialect."""
    return _with_our_rules(_Parser(html=False).enable("table").disable("html_block"))


@cache
def article_block_parser() -> MarkdownIt:
    """For the blocks of an article."""
    return _with_our_rules(_Parser(html=True).enable("table"))


def _with_our_rules(parser: MarkdownIt) -> MarkdownIt:
    rules = parser.block.ruler
    rules.at("table", _table_rule, {"alt": ["paragraph", "reference"]})
    rules.at("blockquote", _quote_rule, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    rules.at("list", _list_rule, {"alt": ["paragraph", "reference", "blockquote"]})
    rules.at("reference", _reference_rule)
    parser.options["maxNesting"] = 3 * NESTING  # at it the parser drops text; our rules see that it is never reached
    return parser


def _quote_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level < NESTING:
        return blockquote(state, start, end, silent)
    if blockquote(state, start, end, True):
        state.env[NOTE](start, Ceiling.NESTING)
    return False


def _list_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level < 2 * NESTING:  # a list and its item are a level each
        return list_block(state, start, end, silent)
    if list_block(state, start, end, True):
        state.env[NOTE](start, Ceiling.NESTING)
    return False


def _reference_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return bool(state.env[_KEEPS_ADDRESSES]) and reference(state, start, end, silent)


# Inside a table a bar parts cells. The one in `[[gazprom|the company]]` must not: while rows are cut into cells it is
# this character, which `safe` lets no text hold.
_BAR = "\x1f"
_BAR_IN_LINK = pattern(r"(\[\[[^\[\]|\n]*[^\[\]|\n\\])\|(?=[^\[\]\n]+\]\])")


def _table_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    source, known = state.src, len(state.tokens)
    if "with bars" not in state.env:
        state.env["with bars"] = _BAR_IN_LINK.sub(rf"\1{_BAR}", source)
    state.src = state.env["with bars"]
    try:
        if not table(state, start, end, True):
            return False
        return silent or _is_typed_table(state, start, end) or table(state, start, end, False)
    finally:
        state.src = source
        for token in state.tokens[known:]:
            token.content = token.content.replace(_BAR, "|")


def _is_typed_table(state: StateBlock, start: int, end: int) -> bool:
    """Take a table that is past a ceiling as it was typed; False for any other."""
    last = next((line for line in range(start, end) if state.isEmpty(line)), end)
    delimiters = state.src[state.bMarks[start + 1] : state.eMarks[start + 1]]
    written = state.src[state.bMarks[start] : state.eMarks[last - 1]]
    if not has_too_many_cells(delimiters, last - start) and not has_too_many_marks(written, TABLE_MARKS):
        return False
    state.env[NOTE](start, Ceiling.CELLS)
    token = state.push("code_block", "code", 0)
    token.content = state.getLines(start, last, state.blkIndent, False)
    token.map = [start, last]
    state.line = last
    return True


def _entity_rule(state: StateInline, silent: bool) -> bool:
    found = LINK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("briefing" if found[1] else "entity", "", 0)
        token.content = (found[3] or "").rstrip().replace("\t", " ")
        token.meta = {"target": found[2].rstrip()}
    state.pos = found.end()
    return True


def _citation_rule(state: StateInline, silent: bool) -> bool:
    found = CITATION.match(state.src, state.pos, state.posMax)
    if not found or (FOOTNOTES in state.env and found[1] not in state.env[FOOTNOTES]):
        return False
    if not silent:
        state.push("citation", "", 0).meta = {"target": found[1]}
    state.pos = found.end()
    return True
