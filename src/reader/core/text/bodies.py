"""A Markdown body as blocks of plain text with spans: what the screen shows and what notes point into.

The text of a block holds only what a reader reads: markers of lists and quotes, emphasis and citations are kept beside
it. Offsets are code points in that text. Text without marks, or with our own only, is read without the Markdown parser,
and a body is read run by run, so that a document of a million paragraphs can be shown before all of it is read.

The dialect is CommonMark 0.31 with tables, no HTML, and three marks of our own: `[[entity]]` or `[[entity|words]]`,
`[[briefing:id#section]]`, and the citation `[^source]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.late import late_pattern
from reader.core.text.block import Block, BlockKind, NameOf, line_break
from reader.core.text.own_marks import read_own_marks

# A run is what stands between blank lines. Only a line that starts with one of these can be anything but a paragraph.
# No pattern here may go over the same text again and again: a file of blanks or brackets must not stop the reader.
_RUN = late_pattern(r"^(?=[ \t]*[^ \t\n])[^\n]*(?:\n(?=[ \t]*[^ \t\n])[^\n]*)*", re.MULTILINE)
_BLOCK_MARK = late_pattern(
    r"^(?:[ \t]|[-+>#=~|:]|\*(?:[ \t]|$)|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$|`{3}|\d{1,9}[.)])", re.MULTILINE
)
_INLINE_MARK = late_pattern(r"[\\`*_\[<&]|  \n")
_LONGEST_LABEL = 999  # code points; CommonMark's own limit
_DEFINITION = late_pattern(
    rf"^[ >\t\d.)*+-]*\[(?![\[^])(?:[^\[\]\\]|\\.){{1,{_LONGEST_LABEL}}}\]:", re.MULTILINE | re.DOTALL
)
_FENCE = late_pattern(r"^(?:(`{3,})[^`\n]*|(~{3,})[^\n]*)$|^[ \t>*+\-\d.)]+(?:`{3,}|~{3,})", re.MULTILINE)


def read_blocks(body: str, name_of: NameOf = str) -> Iterator[Block]:
    """The blocks of a Markdown body, read as they are asked for."""
    if (
        "[" in body and "]:" in body and _DEFINITION.search(body)
    ):  # a definition may serve any paragraph: read as a whole
        yield from _parse(body, name_of)
        return
    start, fence = -1, ""  # where the runs that must be read together began, and the fence that is open in them
    for found in _RUN.finditer(body):
        run = found[0]
        if fence or _BLOCK_MARK.search(run):
            start = found.start() if start < 0 else start
            fence = _open_fence(run, fence)
            continue
        if start >= 0:
            yield from _parse(body[start : found.start()], name_of)
            start = -1
        yield _paragraph(run, name_of)
    if start >= 0:
        yield from _parse(body[start:], name_of)


def _paragraph(run: str, name_of: NameOf) -> Block:
    if not _INLINE_MARK.search(run):
        return Block(BlockKind.PARAGRAPH, join_lines(run))
    if read := read_own_marks(run.strip(), name_of):
        return Block(BlockKind.PARAGRAPH, *read)
    from reader.core.text.markdown import parse_paragraph  # text without other marks never pays for the parser

    return parse_paragraph(run, name_of)


def _parse(source: str, name_of: NameOf) -> Iterator[Block]:
    from reader.core.text.markdown import parse

    return parse(source, name_of)


_UNSURE = "?"
"""A fence inside a list or quote: where it ends is the parser's to say, so all that follows is read with it."""


def _open_fence(run: str, fence: str) -> str:
    """The fence that is still open after `run`, or nothing."""
    place = 0
    while fence != _UNSURE:
        found = _closing(fence).search(run, place) if fence else _FENCE.search(run, place)
        if not found:
            return fence
        fence = "" if fence else found[1] or found[2] or _UNSURE
        place = found.end()
    return fence


def _closing(fence: str) -> re.Pattern[str]:
    return re.compile(rf"^ {{0,3}}{re.escape(fence)}{re.escape(fence[0])}*[ \t]*$", re.MULTILINE)


_LINE_BREAK = late_pattern(r"(?<! ) *\n *")


def join_lines(text: str) -> str:
    """`text` as one line, each line break of the file made what `line_break` says."""
    text = text.strip().replace("\t", " ")
    if "\n" not in text:
        return text
    return _LINE_BREAK.sub(lambda found: line_break(text[found.start() - 1], text[found.end()]), text)
