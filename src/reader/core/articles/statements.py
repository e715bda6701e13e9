"""What the first lines of an article state: who wrote it, when, and how it may be shared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from reader.core.articles.article import Article
from reader.core.safe_text import safe_line
from reader.core.text.block import Block, BlockKind
from reader.core.value import replace

_MONTHS = re.findall("[a-z]+", "january february march april may june july august september october november december")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}\S*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.? ([A-Za-z]+)\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_BEFORE_DATE = re.compile(r"(?:published|posted|date|dated|updated)?:? *(?:on )?(?:[a-z]+day,? )?", re.IGNORECASE)
_BYLINE = re.compile(r"(?:[Bb]y|BY)[: ]+(?=[^\W\d_a-z])([^.!?]{2,100})$")
_LABEL = re.compile(r"TLP:[A-Z]+(?:\+[A-Z]+)?")
_FIRST_BLOCKS = 5


def stated_date(text: str) -> str:
    """The day that a text states, as ISO 8601; empty where it is no date and nothing else."""
    text = safe_line(text)
    text = text[_BEFORE_DATE.match(text).end() :] if _BEFORE_DATE.match(text) else text  # type: ignore[union-attr]
    if found := _ISO.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(text):
        return _day(found[3], _month(found[2]), found[1])
    if found := _MONTH_FIRST.fullmatch(text):
        return _day(found[3], _month(found[1]), found[2])
    return ""


def _month(name: str) -> int:
    """The number of a month by its English name or its first letters, three at least; 0 for other words."""
    name = name.lower()
    return next((at for at, month in enumerate(_MONTHS, 1) if len(name) > 2 and month.startswith(name)), 0)


def _day(year: str, month: str | int, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def names_in(byline: str) -> tuple[str, ...]:
    """The people that a byline names, without the `By` before them."""
    names = re.split(r",| and | & ", re.sub(r"^by[: ]+", "", safe_line(byline), flags=re.IGNORECASE))
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def with_statements(article: Article) -> Article:
    """The article with what its first paragraphs state taken out of its text; what it knew before stays."""
    kept: list[Block] = []
    for place, block in enumerate(article.blocks):
        found = _read_statement(article, block) if place < _FIRST_BLOCKS and _may_state(block) else None
        if found is None:
            kept.append(block)
        else:
            article = found
    return replace(article, blocks=tuple(kept))


def _may_state(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and not block.within and len(block.text) <= 160


def _read_statement(article: Article, block: Block) -> Article | None:
    """The article with what the block states, or None where the block is text."""
    text = safe_line(block.text)
    if not article.marking and _LABEL.fullmatch(text):
        return replace(article, marking=text)
    if found := _BYLINE.match(text):
        by, day = _with_day(found[1])
        names = names_in(by)
        is_known = article.authors not in ((), names)
        if is_known or any(char.isdigit() for name in names for char in name):
            return None
        return replace(article, authors=names, date=article.date or day)
    parts = [part.strip() for part in re.split(r" [·|•–—] |\n", block.text) if part.strip()]
    days = [day for part in parts if (day := stated_date(part))]
    others = [part for part in parts if not stated_date(part) and not re.fullmatch(r"edition \d+", part)]
    if len(days) != 1 or not all(_is_name(part) for part in others):
        return None
    authors = tuple(name for part in others for name in names_in(part))
    return replace(article, date=article.date or days[0], authors=article.authors or authors)


def _with_day(byline: str) -> tuple[str, str]:
    """A byline without the day at its end, and that day; empty where it states none."""
    words = byline.split(" ")
    for count in (1, 3):
        if day := stated_date(" ".join(words[-count:])):
            return " ".join(words[:-count]).rstrip(" ,;|·•-–—"), day
    return byline, ""


def _is_name(text: str) -> bool:
    return bool(re.fullmatch(r"(?:[Bb]y )?(?=[^\W\d_a-z])(?:\b[^\W\d_a-z]\.|[^.!?:]){2,60}", text))


def first_stated_date(texts: Iterable[str | None]) -> str:
    """The first of several values, such as those of meta elements, that is a date."""
    return next((day for text in texts if text and (day := stated_date(text))), "")
