"""An article as it was read: what it states of itself, and its text as blocks, not yet parted into sections."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from reader.core.safe_text import safe_line
from reader.core.text.block import Block, BlockKind
from reader.core.value import Value, replace

UNTITLED = "Text"
"""Title of the one section of an article without headings."""
BEFORE = "Opening"
"""Title of the section that holds what stands before the first heading."""


class Origin(Value):
    """A source that an article states: `id` is how its text cites it."""

    id: str
    title: str
    publisher: str = ""
    url: str = ""
    date: str = ""


class Article(Value):
    """An article; every field but `blocks` is empty where it states nothing. `date` is ISO 8601, a day."""

    blocks: tuple[Block, ...]
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    lang: str = ""
    marking: str = ""
    tags: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()


def with_line_feeds(text: str) -> str:
    """The text with every line ended by a line feed, whatever ends its lines."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class ArticleSection(Value):
    """One section: its id, its title, and its blocks, whose headings are counted from 1."""

    id: str
    title: str
    blocks: tuple[Block, ...]


def with_title(article: Article) -> Article:
    """The article with its title taken from its text: a heading of the first level that is the only one there."""
    headings = [block for block in article.blocks if _is_heading(block) and block.level == 1]
    is_alone = len(headings) == 1 and headings[0] in article.blocks[:4]  # a byline or a marking may stand before it
    if not is_alone or (article.title and _letters(article.title) != _letters(headings[0].text)):
        return article
    blocks = tuple(block for block in article.blocks if block is not headings[0])
    return replace(article, title=safe_line(headings[0].text), blocks=blocks)


def _letters(text: str) -> str:
    return "".join(text.split())


def in_sections(blocks: Iterable[Block]) -> tuple[ArticleSection, ...]:
    """The blocks parted at their highest headings; without headings, one section.

    Empty sections are left out, if any section is not empty.
    """
    blocks = tuple(blocks)
    top = min((block.level for block in blocks if _is_heading(block)), default=0)
    parts: list[tuple[str, list[Block]]] = [(BEFORE if top else UNTITLED, [])]
    for block in blocks:
        if _is_heading(block) and block.level == top:
            parts.append((safe_line(block.text), []))
        else:
            is_deeper = block.kind is BlockKind.HEADING
            parts[-1][1].append(replace(block, level=max(1, block.level - top)) if is_deeper else block)
    return tuple(_named(parts))


def _named(parts: Sequence[tuple[str, list[Block]]]) -> Iterator[ArticleSection]:
    ids, number = Ids(), 0
    is_outline = not any(blocks for _, blocks in parts)
    for title, blocks in parts[1:] if is_outline else parts:
        if blocks or is_outline:
            number += 1
            section_id = ids.new(title, f"section-{number}")
            yield ArticleSection(section_id, title or section_id, tuple(blocks))


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and not block.within and bool(block.text.strip())


class Ids:
    """Ids made from texts, none of which is given twice."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}  # the number after each stem that was given last: the same title may come often

    def new(self, text: str, otherwise: str) -> str:
        """The Latin letters and digits of a text, or `otherwise`; with a number where that is taken."""
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        stem = re.sub("[^a-z0-9]+", "-", plain)[:56].strip("-") or otherwise
        found = stem
        while found in self._taken:
            self._last[stem] = self._last.get(stem, 1) + 1
            found = f"{stem}-{self._last[stem]}"
        self._taken.add(found)
        return found


def slug(text: str, otherwise: str, taken: Iterable[str] = ()) -> str:
    """An id made from one text, which is none of those taken."""
    return Ids(taken).new(text, otherwise)
