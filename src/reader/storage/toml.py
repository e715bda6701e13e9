"""TOML as tomli reads it, in a fraction of the time where a file is mostly long texts.

tomli goes through a text letter by letter, which is most of what the first screen of a briefing of megabytes takes.
Here long strings are cut out first, by searches that run at the speed of memory, and tomli reads the rest, in which a
number of ours stands for each of them. It asks what each number is (`parse_float`): once for every one of them only
where each stands as a value, and then at that place tomli would have read the string. In all other cases, and where
anything is wrong, tomli reads the file as it is, and tells what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import tomli

from reader.core.format.raw import RawTable
from reader.core.late import late_pattern
from reader.core.safe_text import has_controls

LARGE = 50_000
"""Code points from which on a file is worth the search: to read a smaller one takes less time than to prepare it."""
LONG = 200
"""Code points past which a string, its quotes included, is cut out."""

_MARK = "0.5793301846e"
"""What our numbers begin with. No end of it is also its beginning, so no two of them overlap."""


DEPTH_LIMIT = 100
"""The most levels of tables and lists inside one another that a file may have."""
TOO_DEEP = f"tables and lists stand more than {DEPTH_LIMIT} levels inside one another"


def loads(text: str) -> RawTable:
    """What `tomli.loads` gives or raises."""
    try:
        found = _read_in_parts(text)
    except (ValueError, RecursionError):
        found = None
    return tomli.loads(text) if found is None else found


def _read_in_parts(text: str) -> RawTable | None:
    """What a file says, or None where tomli must read it as it is. Errors are those of another text."""
    if len(text) < LARGE or not ('"""' in text or "'''" in text or _has_long_line(text)):
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if has_controls(text):
        return None  # TOML allows them nowhere
    rest, strings = _cut(text)
    if not strings or rest.count(_MARK) != len(strings):
        return None
    found = tomli.loads(rest, parse_float=lambda number: strings.pop(number) if number in strings else float(number))
    return None if strings else found


def _has_long_line(text: str) -> bool:
    """Whether any line is so long that a string in it may be. Looks at few of the lines."""
    start = 0
    while start + LONG <= len(text):
        end = text.rfind("\n", start, start + LONG)
        if end < 0:
            return True
        start = end + 1
    return False


def _cut(text: str) -> tuple[str, dict[str, str]]:
    """The text with a number for each long string, and what each number stands for."""
    rest: list[str] = []
    strings: dict[str, str] = {}
    place = 0
    for start, end, said in _long_strings(text):
        number = f"{_MARK}{len(strings):08}"  # all of one length: with a digit behind it, it is none of them
        strings[number] = said
        rest += (text[place:start], number)
        place = end
    return "".join((*rest, text[place:])), strings


# The strings and comments of TOML; of a string that may hold line ends or escapes only the quotes it begins with.
_TOKEN = late_pattern(r"""("{3}|'{3})|"[^"\\\n]*"|'[^'\n]*'|#[^\n]*|(")""")


def _long_strings(text: str) -> Iterator[tuple[int, int, str]]:
    """Start and end (exclusive) of each long string, and what it says; as far as strings are closed."""
    end = 0
    while end >= 0:
        quotes = ""
        for token in _TOKEN.finditer(text, end):
            start, end = token.span()
            if quotes := token[1] or token[2]:
                break
            if end - start > LONG and text[start] != "#":
                yield start, end, text[start + 1 : end - 1]
        if not quotes:
            return
        inside = end + (len(quotes) == 3 and text.startswith("\n", end))  # which is no part of the string
        end = _end(text, inside, quotes)
        if end - start > LONG and (said := _said(text[inside : end - len(quotes)], quotes)) is not None:
            yield start, end, said


def _end(text: str, inside: int, quotes: str) -> int:
    """Where the string ends (exclusive) that such quotes began; -1 where it never does."""
    end = text.find(quotes[0], inside)  # one character is found far sooner than three
    end = text.find(quotes, end) if end >= 0 else -1
    while end >= 0 and quotes[0] == '"' and _is_escaped(text, inside, end):
        end = text.find(quotes, end + 1)
    if end < 0 or (len(quotes) == 1 and text.find("\n", inside, end) >= 0):
        return -1
    end += len(quotes)
    for _ in range(len(quotes) - 1):  # of up to five quotes at the end the first two belong to the string
        end += text.startswith(quotes[0], end)
    return end


def _is_escaped(text: str, inside: int, place: int) -> bool:
    """Whether a backslash takes away what the character at a place means: one that no other takes away."""
    start = place
    while start > inside and text[start - 1] == "\\":
        start -= 1
    return (place - start) % 2 == 1


# Where `\\` has been set apart, every backslash begins an escape.
_ESCAPE = late_pattern(r"\\(?:x.{2}|u.{4}|U.{8}|[ \t]*\n[ \t\n]*|[^\n])")
_JOINED_LINES = late_pattern(r"\\[ \t\n]")
_FEW, _RARE = 20, 200  # escapes in any string, and code points for each one more, up to which tomli is slower


def _said(inside: str, quotes: str) -> str | None:
    """What stands between quotes, its escapes replaced; None for very many of them. `ValueError` where one is none."""
    if quotes[0] == "'" or "\\" not in inside:
        return inside
    most = _FEW + len(inside) // _RARE
    pieces = inside.split("\\\\", most)
    if len(quotes) == 1 or not _JOINED_LINES.search(
        inside
    ):  # these would also take away the line ends that are put in now
        pieces = [piece.replace("\\n", "\n").replace('\\"', '"') for piece in pieces]
    if len(pieces) + sum(piece.count("\\") for piece in pieces) > most:
        return None
    return "\\".join(_ESCAPE.sub(lambda found: _escaped(found[0], quotes), piece) for piece in pieces)


@lru_cache(1000)
def _escaped(escape: str, quotes: str) -> str:
    """What an escape stands for in a string in such quotes. Raises `ValueError` where it is none."""
    found: str = tomli.loads(f"x = {quotes}{escape}{quotes}")["x"]
    return found
