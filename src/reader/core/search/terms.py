"""How text becomes search terms: case and accents folded, and scripts without spaces findable from one character on.

A term is a word of letters, digits and `_`; in Han, Kana, Hangul, Thai and other scripts that do not part words by
spaces, each character is a term, so that a row of them is found wherever it stands. Where such a row is broken by
punctuation or a space, a mark stands between the terms, so that what is searched for never spans the break.
Accents are dropped from Latin, Greek and Cyrillic, but not where they make another letter (й, ї, ў).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterable, Iterator
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
# Marks that belong to the letter before them, in scripts whose marks are not dropped; `\w` leaves them out.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
    "\u0951-\u0957\u0962\u0963\u0980-\u0983\u09bc-\u09cd\u0a00-\u0a03\u0a3c-\u0a51\u0a81-\u0a83\u0abc-\u0acd"
    "\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03"
    "\u0d3b-\u0d4d\u0f71-\u0f84"
)
_ALONE, _LETTER = "\ue002", "z"
"""What stands in the kinds of a text for a letter that is a term, and for a mark that belongs to a word."""


class _Kinds(dict[int, str]):
    """A table for `str.translate` that makes of each of those letters and marks its kind, and leaves all else.

    Regular expressions with these classes would take longer to compile than a whole search takes.
    """

    def __init__(self) -> None:
        spans = [(span, _ALONE) for span in _spans(_UNPARTED)] + [(span, _LETTER) for span in _spans(_MARKS)]
        self._spans = sorted(spans)
        self[ord(_ALONE)] = " "  # in a text it stands for nothing

    def __missing__(self, code: int) -> str:
        at = bisect(self._spans, code, key=lambda one: one[0][0])
        (_, last), kind = self._spans[at - 1] if at else ((0, -1), "")
        self[code] = kind if code <= last else chr(code)
        return self[code]


def _spans(characters: str) -> Iterator[tuple[int, int]]:
    """The first and last code point of each range in what would stand between brackets in a regular expression."""
    for one in re.finditer("(.)(?:-(.))?", characters):
        yield ord(one[1]), ord(one[2] or one[1])


_KINDS = _Kinds()
_TERM = re.compile(rf"{BREAK}|{_ASTRAL}[0-9a-f]+|{_ALONE}|\w+")
_TO_PART = re.compile(rf"{_ALONE}+|[^\w{_ALONE}]+")
_ASCII_TERM = re.compile(r"[0-9A-Za-z_]+")
# In text without any of these no character is of such a kind.
_HAS_KINDS = late_pattern("[^\x00-\u02ff\u0370-\u0482\u0488-\u0590\u1e00-\u2e7f]")
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
    kinds = _kinds(folded)
    if _ALONE not in kinds:
        return folded
    parts: list[str] = []
    done = 0
    for found in _TO_PART.finditer(kinds):
        start, end = found.span()
        parts += folded[done:start], _parted(folded, kinds, start, end)
        done = end
    return "".join((*parts, folded[done:]))


def _parted(folded: str, kinds: str, start: int, end: int) -> str:
    """Letters that are terms, with spaces around each; or what parts terms, with a mark where one is such a letter."""
    run = folded[start:end]
    if kinds[start] == _ALONE:
        names = run if max(run) <= "\uffff" else map(_astral, run)
        return f" {'  '.join(names)} "
    return f" {BREAK} " if start > 0 and end < len(kinds) and _ALONE in (kinds[start - 1], kinds[end]) else run


def _astral(char: str) -> str:
    return char if char <= "\uffff" else f"{_ASTRAL}{ord(char):x}"


def _kinds(text: str) -> str:
    """The text, as long as it is, with letters that are terms and marks that belong to words as their kinds."""
    return text.translate(_KINDS) if _HAS_KINDS.search(text) else text


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
    text = text.lower()
    if text.isascii():
        return tuple(_ASCII_TERM.findall(text))
    return tuple(text[slice(*found.span())] for found in _TERM.finditer(_kinds(text)))


def fold_terms(text: str) -> str:
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
    kinds = _kinds(text)
    for found in (_ASCII_TERM if text.isascii() else _TERM).finditer(kinds):
        start, end = found.span()
        if placed and placed[-1][2] < start and _ALONE in (kinds[start], kinds[placed[-1][2] - 1]):
            placed.append((BREAK, placed[-1][2], start))
        term = text[start:end]
        if term.isascii():
            placed.append((term.lower(), start, end))
        else:
            placed += ((folded, start, end) for folded in terms(term))
    return placed


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
