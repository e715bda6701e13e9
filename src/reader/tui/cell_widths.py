"""Characters whose width depends on the terminal: one cell, or two where it is one for East Asian text.

Unicode calls them ambiguous (UAX #11): Greek and Cyrillic letters, quotes, dashes, many signs. Everything that
measures text, here and in Textual, asks Rich; so Rich is told. Box drawing and block elements stay one cell, since the
screen is built of them: they are drawn with ASCII instead (`frames.simple_lines`). Knows names of Rich that are not
public, which a test watches.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from rich import cells
from rich._unicode_data import load

Range = tuple[int, int, int]
"""First and last code point, and their width in cells."""


def widen_ambiguous() -> None:
    """From now on ambiguous characters are two cells wide. To be called before anything measures text."""
    table = load("auto")
    wide = table._replace(widths=sorted([*table.widths, *_ambiguous()]))
    vars(cells)["load_cell_table"] = lambda _: wide
    vars(cells)["_is_single_cell_widths"] = frozenset(map(chr, range(0x20, 0x7F))).issuperset
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()


def _ambiguous() -> Iterator[Range]:
    codes = (code for code in range(0xA1, 0x1F200) if _is_ambiguous(chr(code)))
    for _, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0]):
        found = [code for _, code in run]
        yield found[0], found[-1], 2


def _is_ambiguous(char: str) -> bool:
    """Whether terminals differ: not for marks that join a letter, what nobody sees, and what the screen is built of."""
    if "\u2500" <= char <= "\u259f" or unicodedata.category(char)[0] in "MC":
        return False
    return unicodedata.east_asian_width(char) == "A" and cells.get_character_cell_size(char) == 1
