"""Approximate search: where a text stands in another with a few characters changed."""

from __future__ import annotations

from reader.core.value import Value


class Match(Value):
    """A stretch of a text (code points, end exclusive) and its edit distance from the pattern."""

    start: int
    end: int
    errors: int


def distances(pattern: str, text: str, *, from_start: bool = False) -> list[int]:
    """For each end in `text` (0 to its length) the least edit distance from `pattern` to a stretch that ends there.

    With `from_start` the stretch must begin where the text does. The bit-parallel algorithm of G. Myers, "A fast
    bit-vector algorithm for approximate string matching based on dynamic programming", J. ACM 46(3), 1999, in the form
    of H. Hyyro, 2003, on integers of any length. Cost: one step for each character of `text`.
    """
    length = len(pattern)
    if not length:
        return list(range(len(text) + 1)) if from_start else [0] * (len(text) + 1)
    where: dict[str, int] = {}
    for at, char in enumerate(pattern):
        where[char] = where.get(char, 0) | 1 << at
    every, last, carry = (1 << length) - 1, 1 << (length - 1), int(from_start)
    rise, fall, errors = every, 0, length
    found = [errors]
    for char in text:
        same = where.get(char, 0)
        diagonal = ((((same & rise) + rise) ^ rise) | same | fall) & every
        up, down = fall | (every & ~(diagonal | rise)), rise & diagonal
        errors += bool(up & last) - bool(down & last)
        found.append(errors)
        up, down = (up << 1 | carry) & every, (down << 1) & every
        rise, fall = down | (every & ~(diagonal | up)), up & diagonal
    return found


def search(pattern: str, text: str, most_errors: int) -> list[Match]:
    """The best matches of `pattern` in `text` with at most `most_errors`, no two of which overlap, best first."""
    at_end = distances(pattern, text)
    ends = sorted((errors, end) for end, errors in enumerate(at_end) if errors <= most_errors and end)
    taken: list[Match] = []
    reach = max(1, len(pattern) // 2)
    blocked = bytearray(len(text) + 1)
    for errors, end in ends:
        if not blocked[end]:
            taken.append(Match(_start(pattern, text, end, errors), end, errors))
            first, last = max(0, end - reach), min(len(text), end + reach)
            blocked[first : last + 1] = b"\1" * (last + 1 - first)
    return taken


def _start(pattern: str, text: str, end: int, errors: int) -> int:
    """Where the match that ends at `end` begins; of several the one nearest to the pattern's own length."""
    window = text[max(0, end - len(pattern) - errors) : end][::-1]
    backwards = distances(pattern[::-1], window, from_start=True)
    fitting = [length for length, found in enumerate(backwards) if found == errors]
    return end - min(fitting, key=lambda length: abs(length - len(pattern)))


def common_end(pattern: str, text: str) -> Match:
    """The stretch at the end of `text` that is nearest to `pattern`."""
    found = common_start(pattern[::-1], text[::-1])
    return Match(len(text) - found.end, len(text), found.errors)


def common_start(pattern: str, text: str) -> Match:
    """The stretch at the start of `text` that is nearest to `pattern`."""
    window = text[: len(pattern) + len(pattern) // 2]
    at_end = distances(pattern, window, from_start=True)
    end = min(range(len(at_end)), key=lambda length: (at_end[length], abs(length - len(pattern))))
    return Match(0, end, at_end[end])
