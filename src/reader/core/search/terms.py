"""How text becomes search terms: case and accents folded, and scripts without spaces findable from one character on.

A term is a word of letters, digits and `_`; in Han, Kana, Hangul, Thai and other scripts that do not part words by
spaces, each character is a term, so that a row of them is found wherever it stands. Where such a row is broken by
punctuation or a space, a mark stands between the terms, so that what is searched for never spans the break.
Accents are dropped from Latin, Greek and Cyrillic, but not where they make another letter (й, ї, ў).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from reader.core.late import late_pattern
from reader.core.value import Value

BREAK = "\ue000"
"""The term that stands where punctuation or a space breaks text of a script without spaces (private use)."""
_ASTRAL = "\ue001"  # before the number of a character that the database's own tables may be too old to know

# Letters of scripts in which a word may begin and end anywhere; Hangul, because endings are written onto nouns.
_UNPARTED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59\u0e81-\u0edf\u1000-\u1049\u1050-\u109f\u1100-\u11ff\u1780-\u17d3\u17d7"
    "\u17dc-\u17e9\u3005-\u3007\u3021-\u302f\u3031-\u3035\u3038-\u303c\u3041-\u309a\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c"
    "\uac00-\ud7fb\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_IS_UNPARTED = late_pattern(f"[{_UNPARTED}]")
# Marks that belong to the letter before them, in scripts whose marks are not dropped; `\w` leaves them out.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
    "\u0951-\u0957\u0962\u0963\u0980-\u0983\u09bc-\u09cd\u0a00-\u0a03\u0a3c-\u0a51\u0a81-\u0a83\u0abc-\u0acd"
    "\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03"
    "\u0d3b-\u0d4d\u0f71-\u0f84"
)
_WORDLY = rf"\w{_MARKS}{_UNPARTED}"
_TERM = late_pattern(rf"{BREAK}|{_ASTRAL}[0-9a-f]+|[{_UNPARTED}]|(?:(?![{_UNPARTED}])[\w{_MARKS}])+")
_BROKEN = late_pattern(f"(?<=[{_UNPARTED}])[^{_WORDLY}]+(?=[{_WORDLY}])|(?<=[{_WORDLY}])[^{_WORDLY}]+(?=[{_UNPARTED}])")
_ASCII_TERM = re.compile(r"[0-9A-Za-z_]+")
_FOREIGN = late_pattern("[^\x00-\x7f]+")
_UNSEEN = dict.fromkeys(
    (*b"\xad", *range(0x200B, 0x2010), 0x2060, 0xFEFF, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0xE000, 0xE001)
)
# й, ў (breve) and ї (diaeresis) are letters of their own; ё is written as е as often as not.
_ACCENT = late_pattern("(?<![иу])\u0306|(?<!і)\u0308|[\u0300-\u0305\u0307\u0309-\u036f\u0483-\u0487\u064b-\u0652]")
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)


class Needle(Value):
    """A row of terms that must follow one another; with `is_prefix`, the last may be the start of a longer word.

    `text` is in the form that `searchable` gives.
    """

    text: str
    is_prefix: bool = False

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms, in order."""
        return _split(self.text)


def searchable(text: str) -> str:
    """`text` as it is given to the index: the terms of `terms`, parted by anything that is not one.

    Plain ASCII comes back as it is; letters A-Z are the index's own to fold.
    """
    if text.isascii():
        return text
    folded = _FOREIGN.sub(lambda found: _fold(found[0]), text)
    if not _IS_UNPARTED.search(folded):
        return folded
    return _IS_UNPARTED.sub(_apart, _BROKEN.sub(f" {BREAK} ", folded))


def _apart(found: re.Match[str]) -> str:
    char = found[0]
    return f" {char} " if char <= "\uffff" else f" {_ASTRAL}{ord(char):x} "


@lru_cache(maxsize=8192)
def _fold(run: str) -> str:
    """Characters beyond ASCII without case, accents, widths and what nobody sees."""
    bare = unicodedata.normalize("NFKC", run.translate(_UNSEEN)).casefold()
    bare = _ACCENT.sub("", unicodedata.normalize("NFD", bare))
    return unicodedata.normalize("NFC", bare).translate(_PLAIN)


def terms(text: str) -> tuple[str, ...]:
    """The terms of a text, in order."""
    return _split(searchable(text))


def _split(text: str) -> tuple[str, ...]:
    """The terms in a text that `searchable` gave."""
    return tuple((_ASCII_TERM if text.isascii() else _TERM).findall(text.lower()))


def fold(text: str) -> str:
    """`text` for comparing names and tags: its terms, parted by single spaces."""
    return " ".join(terms(text))


def find_needles(text: str, needles: Iterable[Needle]) -> tuple[tuple[int, int], ...]:
    """Where in `text` the needles stand: stretches in code points, end exclusive, in order, none overlapping."""
    placed = _placed_terms(text)
    found: set[tuple[int, int]] = set()
    for needle in needles:
        row = needle.terms
        firsts = (at for at in range(len(placed)) if _fits(row, needle.is_prefix, placed, at))
        found.update((placed[first][1], placed[first + len(row) - 1][2]) for first in firsts)
    return _apart_from_one_another(found)


def _placed_terms(text: str) -> list[tuple[str, int, int]]:
    """The terms of a text, each with the stretch of `text` that it came from."""
    placed: list[tuple[str, int, int]] = []
    for found in (_ASCII_TERM if text.isascii() else _TERM).finditer(text):
        start, end = found.span()
        if placed and placed[-1][2] < start and (_is_unparted(text[start]) or _is_unparted(text[placed[-1][2] - 1])):
            placed.append((BREAK, placed[-1][2], start))
        if found[0].isascii():
            placed.append((found[0].lower(), start, end))
        else:
            placed += ((term, start, end) for term in terms(found[0]))
    return placed


def _is_unparted(char: str) -> bool:
    return not char.isascii() and bool(_IS_UNPARTED.match(char))


def _fits(row: tuple[str, ...], is_prefix: bool, placed: list[tuple[str, int, int]], at: int) -> bool:
    if not row or at + len(row) > len(placed):
        return False
    last = placed[at + len(row) - 1][0]
    if last != row[-1] and not (is_prefix and last.startswith(row[-1])):
        return False
    return all(placed[at + step][0] == term for step, term in enumerate(row[:-1]))


def _apart_from_one_another(found: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda one: (one[0], -one[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)
