"""Finding a text in a document: smart case, accents ignored, item by item; or a regular expression."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from reader.core.reading.document import Document

REGEX = "/"
"""What a text that is a regular expression begins with."""


def unaccented(char: str) -> str:
    """A character without its accents, as one code point; itself where that would be none or several."""
    plain = "".join(one for one in unicodedata.normalize("NFD", char) if not unicodedata.combining(one))
    return plain if len(plain) == 1 else char


class _Unaccented(dict[int, str]):
    """What each character is without its accents, by code point; looked up once for most."""

    def __missing__(self, code: int) -> str:
        plain = unaccented(chr(code))
        if len(self) < 2048:
            self[code] = plain
        return plain


_UNACCENTED = _Unaccented()


def fold_accents(text: str) -> str:
    """`text` without accents, as many code points as before."""
    return text if text.isascii() else text.translate(_UNACCENTED)


def pattern_for(wanted: str) -> re.Pattern[str]:
    """What finds `wanted`: capitals matter only where some were typed, and runs of white space are one.

    What begins with `/` is a regular expression. Raises `re.error` where that is none.
    """
    smart = re.NOFLAG if wanted != wanted.lower() else re.IGNORECASE
    if wanted.startswith(REGEX):
        try:
            return re.compile(fold_accents(wanted.removeprefix(REGEX)), smart | re.MULTILINE)
        except (OverflowError, RecursionError) as error:
            raise re.error(str(error)) from error
    return re.compile(r"\s+".join(re.escape(fold_accents(word)) for word in wanted.split()), smart)


Spans = Callable[["re.Pattern[str]", str], Sequence[tuple[int, int]]]
"""Gives where a pattern stands in a text. Raises `TimeoutError` where that would take too long."""


def spans(pattern: re.Pattern[str], text: str) -> Sequence[tuple[int, int]]:
    """Every place, by start and end (code points), however long it takes."""
    return [found.span() for found in pattern.finditer(text)]


class TextSearch:
    """What finds a text in the texts of items. Raises `re.error`.

    `spans` looks for a regular expression in one item; a text is found in many at once, at the speed of memory.
    """

    def __init__(self, wanted: str, spans: Spans = spans) -> None:
        self._is_regex = wanted.startswith(REGEX)
        self.is_empty = not wanted.strip() or wanted == REGEX or _PARTING in wanted
        """Whether nothing is wanted, or what stands nowhere."""
        self._pattern = pattern_for("" if self.is_empty else wanted)
        self._spans = spans

    def places(self, texts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Where it stands in some texts, in order: which text, from 0, start and end (code points)."""
        if self.is_empty:
            return
        for place, start, end in self._each(texts) if self._is_regex else self._together(texts):
            if end > start:
                yield place, start, end

    def _each(self, texts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        for place, text in enumerate(texts):
            for start, end in self._spans(self._pattern, fold_accents(text)):
                yield place, start, end

    def _together(self, texts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        starts: list[int] = []
        for found in self._pattern.finditer(fold_accents(_PARTING.join(texts))):
            starts = starts or list(accumulate((len(text) + 1 for text in texts), initial=0))
            place = bisect_right(starts, found.start()) - 1
            yield place, found.start() - starts[place], found.end() - starts[place]


_PARTING = "\0"
"""Parts texts that are looked through together: it stands in none, since all of them are safe text."""


def matches(document: Document, wanted: str) -> Iterator[tuple[int, int, int, int]]:
    """Every place where `wanted` stands: part, item, start and end (code points). Raises `re.error`."""
    search = TextSearch(wanted)
    for part, section in enumerate(document.parts):
        for first, texts in section.items.texts():
            for place, start, end in search.places(texts):
                yield part, first + place, start, end
