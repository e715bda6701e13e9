"""Finding a text in a document: smart case, accents ignored, item by item; or a regular expression."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from reader.core.reading.document import Document

REGEX = "/"
"""What a text that is a regular expression begins with."""


@lru_cache(maxsize=2048)
def unaccented(char: str) -> str:
    """A character without its accents, as one code point; itself where that would be none or several."""
    plain = "".join(one for one in unicodedata.normalize("NFD", char) if not unicodedata.combining(one))
    return plain if len(plain) == 1 else char


def fold_accents(text: str) -> str:
    """`text` without accents, as many code points as before."""
    return text if text.isascii() else "".join(map(unaccented, text))


def pattern_for(wanted: str) -> re.Pattern[str]:
    """What finds `wanted`: capitals matter only where some were typed, and runs of white space are one.

    What begins with `/` is a regular expression. Raises `re.error` where that is none.
    """
    smart = re.NOFLAG if wanted != wanted.lower() else re.IGNORECASE
    if wanted.startswith(REGEX):
        return re.compile(fold_accents(wanted.removeprefix(REGEX)), smart | re.MULTILINE)
    return re.compile(r"\s+".join(re.escape(fold_accents(word)) for word in wanted.split()), smart)


def matches(document: Document, wanted: str) -> Iterator[tuple[int, int, int, int]]:
    """Every place where `wanted` stands: part, item, start and end (code points). Raises `re.error`."""
    if not wanted.strip() or wanted == REGEX:
        return
    found = pattern_for(wanted)
    for part, section in enumerate(document.parts):
        for place, item in enumerate(section.items):
            for match in found.finditer(fold_accents(item.block.text)):
                if match.end() > match.start():
                    yield part, place, match.start(), match.end()
