"""Text folded for matching: how it is typed is levelled, what it says is kept, and every place can be mapped back."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right

from reader.core.late import late_pattern
from reader.core.value import Value

# Scripts that write without spaces between words: a space beside them is a matter of taste.
UNSPACED = r"\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CJK_MARKS = r"\u3001-\u3003\u3008-\u3011\uff01-\uff0f\uff1a-\uff1e"
HANGUL = r"\u1100-\u11ff\uac00-\ud7af"
_DENSE = late_pattern(f"[{UNSPACED}{HANGUL}]")
_NEVER_SEEN = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u2060\ufeff"

_QUOTES = dict.fromkeys(map(ord, "‘’‚‛′ʼ＇`´‹›"), "'") | dict.fromkeys(map(ord, "“”„‟″«»＂「」『』〝〞"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_LEVELLED = {**_FULL_WIDTH, **_QUOTES, **_DASHES, 0x2026: "..."}
_TYPED_DASH = "-{2,3}(?!-)"  # a dash as it is typed on a keyboard without one

_CITATION = r"\s*\[(?:\d{1,3}(?:[,–-] ?\d{1,3})*|\^[\w.:-]{1,40})\]"
_MARKS = r"\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u093c\u094d\u1ab0-\u1aff\u20d0-\u20ff\u3099\u309a"
_SPECIAL = late_pattern(
    f"(?P<dropped>{_CITATION}|[{_NEVER_SEEN}]+)"
    rf"|(?P<space>(?<=[{UNSPACED}{_CJK_MARKS}])\s+|\s+(?=[{UNSPACED}{_CJK_MARKS}])|\s{{2,}}|[^\S ])"
    rf"|(?P<composed>[^{_MARKS}][{_MARKS}]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?)"
    f"|(?P<dash>(?<!-){_TYPED_DASH})"
    f"|(?P<levelled>[{re.escape(''.join(map(chr, _LEVELLED)))}])"
)
_GLUED = late_pattern(f"[{UNSPACED}{_CJK_MARKS}]")
# What may not be parted from the character before it: marks, joiners, selectors, skin tones, jamo, tags.
_EXTENDS = late_pattern(
    rf"[{_MARKS}\u1160-\u11ff\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)


class Folded(Value):
    """Folded text and where each of its characters came from.

    `starts` and `ends` give, for each code point of `text`, the stretch of the original (code points, end exclusive).
    """

    text: str
    starts: array[int]
    ends: array[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that the folded stretch came from; (0, 0) for an empty one."""
        return (self.starts[start], self.ends[end - 1]) if start < end else (0, 0)

    def folded(self, start: int, end: int) -> tuple[int, int]:
        """The folded stretch that an original stretch became."""
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end))


def fold(text: str) -> Folded:
    """`text` with NFC, spaces, quotes, dashes and widths levelled; citation marks and invisible characters dropped.

    Letters keep their case and digits their value. White space beside Han and Kana is dropped, elsewhere a run of it is
    one space.
    """
    pieces: list[str] = []
    starts, ends = array("l"), array("l")
    at = 0
    for found in _SPECIAL.finditer(text):
        _keep(text, at, found.start(), pieces, starts, ends)
        new = _replacement(found)
        pieces.append(new)
        starts.extend([found.start()] * len(new))
        ends.extend([found.end()] * len(new))
        at = found.end()
    _keep(text, at, len(text), pieces, starts, ends)
    return Folded("".join(pieces), starts, ends)


def _keep(text: str, start: int, end: int, pieces: list[str], starts: array[int], ends: array[int]) -> None:
    pieces.append(text[start:end])
    starts.extend(range(start, end))
    ends.extend(range(start + 1, end + 1))


def _replacement(found: re.Match[str]) -> str:
    if found.lastgroup == "dropped":
        return ""
    if found.lastgroup == "dash":
        return "-"
    if found.lastgroup == "composed":
        return unicodedata.normalize("NFC", found[0]).translate(_LEVELLED)
    if found.lastgroup == "levelled":
        return found[0].translate(_LEVELLED)
    before, after = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    return "" if _GLUED.match(before) or _GLUED.match(after) else " "


def weight(text: str) -> int:
    """How much `text` says: its code points, with Han, Kana and Hangul counted twice."""
    return len(text) + len(_DENSE.findall(text))


def whole_graphemes(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch widened so that it parts no letter from its marks and no emoji from its joiners."""
    while 0 < start < len(text) and _is_inside(text, start):
        start -= 1
    while 0 < end < len(text) and _is_inside(text, end):
        end += 1
    return start, end


def _is_inside(text: str, at: int) -> bool:
    if _EXTENDS.match(text, at) or text[at - 1] == "\u200d" or unicodedata.combining(text[at]):
        return True
    return _is_flag(text[at]) and _is_flag(text[at - 1]) and _flags_before(text, at) % 2 == 1


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _flags_before(text: str, at: int) -> int:
    run = at
    while run and _is_flag(text[run - 1]):
        run -= 1
    return at - run
