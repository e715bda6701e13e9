"""An article in plain text: paragraphs parted by blank lines, headings that are underlined or all capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from reader.core.articles.article import Article, with_line_feeds
from reader.core.safe_text import safe, safe_line
from reader.core.text.block import Block, BlockKind, Container, join_lines

_RULE = r"[ \t]*([=\-~_*])\{0}{{2,}}[ \t]*"
_UNDERLINED = re.compile(rf"(?:{_RULE.format(1)}\n)?(?=[^\n]*\w)([^\n]+)\n{_RULE.format(3)}(?:\n|$)")
_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)*\n")
_LIST_ITEM = re.compile(r"[ \t]*(?:[*•·-]|(\d{1,3})[.)])[ \t]+(?=\S)")
_BYLINE = re.compile(r"(?:[Bb]y|BY)[: ]+[^\W\d_a-z][^.!?]{2,100}$")
_LONGEST_HEADING = 80
_LINE_OF_ITS_OWN = 200
"""Code points from which a line is taken for a whole paragraph, where no blank lines part paragraphs."""


def read_plain_text(text: str) -> Article:
    """The article in a plain text. Its title is the first heading or line, where that looks like one."""
    blocks = tuple(_blocks(safe(with_line_feeds(text)).strip("\n")))
    if len(blocks) > 1 and _is_title(blocks[0]):
        return Article(blocks[1:], safe_line(blocks[0].text))
    return Article(blocks)


def _blocks(text: str) -> Iterator[Block]:
    numbers = count(1)
    for run in _paragraphs(text):
        place = 0
        while found := _UNDERLINED.match(run, place):
            yield _heading(found[2], 1 if found[3] == "=" else 2)
            place = found.end()
        rest = run[place:]
        if not rest.strip():
            continue
        line = safe_line(rest)
        if "\n" not in rest.strip() and _is_all_capitals(line):
            yield _heading(line, 2)
            continue
        words, items = _parted(rest.strip("\n"))
        yield from (Block(BlockKind.PARAGRAPH, join_lines(one)) for one in words)
        group = next(numbers)
        for marker, text in items:
            within = Container(marker, " " * len(marker), group, next(numbers))
            yield Block(BlockKind.PARAGRAPH, join_lines(text), within=(within,))


def _parted(run: str) -> tuple[list[str], list[tuple[str, str]]]:
    """A run of lines as paragraphs, a byline being one, and the items of the list at its end, with their marks."""
    lines = run.split("\n")
    found = [(place, start) for place, line in enumerate(lines) if (start := _LIST_ITEM.match(line))]
    if len(found) < 2:
        found = []
    items = [
        (f"{start[1]}. " if start[1] else "• ", "\n".join([lines[place][start.end() :], *lines[place + 1 : end]]))
        for (place, start), end in zip(found, [*(place for place, _ in found[1:]), len(lines)], strict=False)
    ]
    before = lines[: found[0][0]] if found else lines
    parts = [before[:1], before[1:]] if before and _BYLINE.match(before[0].strip()) else [before]
    return ["\n".join(part) for part in parts if part], items


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
