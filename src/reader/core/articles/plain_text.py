"""An article in plain text: paragraphs parted by blank lines, headings that are underlined or all capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.articles.article import Article
from reader.core.safe_text import safe, safe_line
from reader.core.text.block import Block, BlockKind, join_lines

_UNDERLINED = re.compile(r"(?=[^\n]*\S)([^\n]+)\n[ \t]*([=\-~_*])\2{2,}[ \t]*(?:\n|$)")
_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)*\n")
_LONGEST_HEADING = 80
_LINE_OF_ITS_OWN = 200
"""Code points from which a line is taken for a whole paragraph, where no blank lines part paragraphs."""


def read_plain_text(text: str) -> Article:
    """The article in a plain text. Its title is the first heading or line, where that looks like one."""
    blocks = tuple(_blocks(safe(text.replace("\r\n", "\n")).strip("\n")))
    if len(blocks) > 1 and _is_title(blocks[0]):
        return Article(blocks[1:], safe_line(blocks[0].text))
    return Article(blocks)


def _blocks(text: str) -> Iterator[Block]:
    for run in _paragraphs(text):
        place = 0
        while found := _UNDERLINED.match(run, place):
            yield _heading(found[1], 1 if found[2] == "=" else 2)
            place = found.end()
        rest = run[place:]
        if not rest.strip():
            continue
        line = safe_line(rest)
        if "\n" not in rest.strip() and _is_all_capitals(line):
            yield _heading(line, 2)
        else:
            yield Block(BlockKind.PARAGRAPH, join_lines(rest))


def _paragraphs(text: str) -> list[str]:
    runs = _BLANK.split(text)
    lines = text.split("\n")
    if len(runs) == 1 and len(lines) > 1 and sum(map(len, lines)) / len(lines) > _LINE_OF_ITS_OWN / 2:
        return lines
    return runs


def _heading(text: str, level: int) -> Block:
    return Block(BlockKind.HEADING, safe_line(text), level=level)


def _is_all_capitals(line: str) -> bool:
    letters = [char for char in line if char.isalpha()]
    return len(line) <= _LONGEST_HEADING and len(letters) > 3 and line.isupper() and line[-1] not in ".,;"


def _is_title(block: Block) -> bool:
    """Whether a first block is a title: a heading, or a short line that is no sentence and no byline."""
    if block.kind is BlockKind.HEADING:
        return True
    text = block.text
    return len(text) <= 120 and text[-1:] not in tuple(".,;:!…。") and not re.match(r"by\b", text, re.IGNORECASE)
