"""Text broken into lines of so many cells: greedy, by words where the script has them, by characters where not.

Widths are those that Rich and Textual use, so what is measured here is what is drawn.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from rich.cells import cell_len, split_graphemes

Stretch = tuple[int, int]
"""Start and end (exclusive) of a line in the text, in code points; spaces at its end are left out."""

_NO_START = frozenset(
    "、。，．：；？！）］｝〉》」』】〕〗〙〛’”…—‥・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%,.:;?!)]}"
)
_NO_END = frozenset("（［｛〈《「『【〔〖〘〚‘“([{")
_NARROW_CHARACTERS = "\x20-\x7e"
if cell_len("\u2026") == 1:  # else Rich was told that ambiguous characters are wide here
    _NARROW_CHARACTERS += "\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027"
_NARROW = re.compile(f"[{_NARROW_CHARACTERS}]*").fullmatch
"""Whether every character is one cell wide: true of most text, and then columns are offsets."""
_STRETCH = re.compile(f"[{_NARROW_CHARACTERS}]{{3,}}")
_BREAK = re.compile(r"(?<=\s)(?=[^\s·—])|(?<=[^\W\d_][-–—/])(?=[^\W\d_])")


def wrap(text: str, width: int, first: int = 0) -> list[Stretch]:
    """The lines of `text` at most `width` cells wide, the very first at most `first` where that is given.

    Newlines break; a word longer than a line is cut.
    """
    lines: list[Stretch] = []
    start = 0
    for piece in text.split("\n"):
        _wrap_line(piece, start, max(1, width), max(1, first or width) if start == 0 else max(1, width), lines)
        start += len(piece) + 1
    return lines


def _wrap_line(text: str, offset: int, width: int, first: int, lines: list[Stretch]) -> None:
    fits = _measure(text, first)
    if fits(0) >= len(text):
        lines.append((offset, offset + len(text.rstrip(" "))))
        return
    breaks = _breaks(text)
    start = 0
    fits_after = fits if first == width else _measure(text, width)
    while start < len(text):
        limit = (fits_after if start else fits)(start)
        end = limit if limit >= len(text) else _last_break(breaks, start, limit)
        lines.append((offset + start, offset + start + len(text[start:end].rstrip(" "))))
        start = end
        while start < len(text) and text[start] == " ":
            start += 1


def _last_break(breaks: list[int], start: int, limit: int) -> int:
    """The last break after `start` and up to `limit`; where there is none, `limit`: the word is cut."""
    place = bisect_right(breaks, limit) - 1
    return breaks[place] if place >= 0 and breaks[place] > start else limit


def _measure(text: str, width: int) -> Callable[[int], int]:
    """A function from the start of a line to where it is full, at the edge of a grapheme; a space may hang over."""
    if _NARROW(text):
        return lambda start: start + width + (text[start + width : start + width + 1] == " ")
    graphemes = list(_graphemes(text))
    starts = [grapheme[0] for grapheme in graphemes]
    ends = list(accumulate(grapheme[2] for grapheme in graphemes))

    def full(start: int) -> int:
        first = bisect_right(starts, start) - 1
        used = ends[first] - graphemes[first][2]
        after = max(bisect_right(ends, used + width), first + 1)
        place = starts[after] if after < len(starts) else len(text)
        return place + (text[place : place + 1] == " ")

    return full


def _graphemes(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and width of every grapheme. Rich is asked only about the few that are not one narrow character."""
    place = 0
    for found in _STRETCH.finditer(text):
        # Its first and last character may be joined with what stands beside it.
        start, end = found.start() + (found.start() > 0), found.end() - (found.end() < len(text))
        yield from _wide_graphemes(text, place, start)
        yield from ((one, one + 1, 1) for one in range(start, end))
        place = end
    yield from _wide_graphemes(text, place, len(text))


def _wide_graphemes(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    for first, last, width in split_graphemes(text[start:end])[0] if start < end else ():
        yield start + first, start + last, width


def _breaks(text: str) -> list[int]:
    """Where a line may end: after spaces, after hyphens inside words, and between characters of unparted scripts."""
    found = {match.start() for match in _BREAK.finditer(text)}
    if not text.isascii():
        found.update(_wide_breaks(text))
    return sorted(found)


_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u30ff\u31c0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]"
)


def _wide_breaks(text: str) -> list[int]:
    places = (place for found in _WIDE.finditer(text) for place in found.span())
    return [
        place
        for place in places
        if 0 < place < len(text) and text[place] not in _NO_START and text[place - 1] not in _NO_END
    ]


def first_lines(text: str, width: int, most: int) -> list[str]:
    """The lines of `text` at most `width` cells wide, the last of them with an ellipsis where `most` are not enough."""
    stretches = wrap(text, width)
    lines = [text[start:end] for start, end in stretches[:most]]
    if len(stretches) > most:
        start, end = stretches[most - 1]
        cut = wrap(text[start:end], width - 1)[0][1] if cell_len(text[start:end]) >= width else end - start
        lines[-1] = f"{text[start : start + cut].rstrip()}…"
    return lines


def wrap_pieces(pieces: Sequence[tuple[str, str]], width: int) -> Iterator[list[tuple[str, str]]]:
    """Pieces of text with their looks, one after another, in lines of at most `width` cells; nothing gives no line."""
    text = "".join(piece for piece, _ in pieces)
    if not text:
        return
    for start, end in wrap(text, max(8, width)):
        line, at = [], 0
        for piece, look in pieces:
            first, last = max(start - at, 0), min(end - at, len(piece))
            if first < last:
                line.append((piece[first:last], look))
            at += len(piece)
        yield line
