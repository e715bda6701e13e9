"""Finding a text in a document: smart case, accents ignored, item by item."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from reader.core.document import Document
from reader.tui.pager import Spot


@lru_cache(maxsize=2048)
def unaccented(char: str) -> str:
    """A character without its accents, as one code point; itself where that would be none or several."""
    plain = "".join(one for one in unicodedata.normalize("NFD", char) if not unicodedata.combining(one))
    return plain if len(plain) == 1 else char


def fold_accents(text: str) -> str:
    """`text` without accents, as many code points as before."""
    return text if text.isascii() else "".join(map(unaccented, text))


def pattern_for(wanted: str) -> re.Pattern[str]:
    """What finds `wanted`: capitals matter only where some were typed, and runs of white space are one."""
    words = (re.escape(fold_accents(word)) for word in wanted.split())
    smart = re.NOFLAG if wanted != wanted.lower() else re.IGNORECASE
    return re.compile(r"\s+".join(words), smart)


def matches(document: Document, wanted: str) -> Iterator[tuple[Spot, int, int]]:
    """Every place where `wanted` stands: its item, start and end (code points)."""
    if not wanted.strip():
        return
    found = pattern_for(wanted)
    for part, section in enumerate(document.parts):
        for place, item in enumerate(section.items):
            for match in found.finditer(fold_accents(item.block.text)):
                yield Spot(part, place), match.start(), match.end()
