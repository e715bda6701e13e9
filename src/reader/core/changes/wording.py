"""The words in which two texts differ, and how alike two texts are: for people who read any script.

A word is what stands between spaces and marks; in Han and Kana, which part no words, it is one character. Korean and
Russian words are whole, with their endings. A figure with its points and commas is one word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from reader.core.anchoring.folding import UNSPACED
from reader.core.late import late_pattern
from reader.core.value import Value

_WORD = late_pattern(
    rf"\d+(?:[.,]\d+)*|[{UNSPACED}]|(?:(?![{UNSPACED}\d_])\w)+(?:['’-](?:(?![{UNSPACED}\d_])\w)+)*|\s+|.", re.DOTALL
)
_MOST_ALIGNED = 4_000_000  # pairs of words; past that a stretch has changed as a whole


class Edit(Value):
    """A stretch of the old text, `old_start` to `old_end`, that became one of the new: code points, end exclusive."""

    old_start: int
    old_end: int
    start: int
    end: int


def words(text: str) -> list[str]:
    """The text cut into words, white space and marks; joined they are the text again."""
    return _WORD.findall(text)


def word_edits(old: str, new: str) -> tuple[Edit, ...]:
    """The stretches in which two texts differ, in order; replacing each in the old text gives the new one."""
    before, after = words(old), words(new)
    old_at, new_at = _offsets(before), _offsets(after)
    return tuple(Edit(old_at[a], old_at[b], new_at[c], new_at[d]) for a, b, c, d in _changed(before, after))


def _offsets(pieces: Sequence[str]) -> list[int]:
    offsets = [0]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return offsets


def without_edges(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text without the white space at its ends, so that marks stand close to the words."""
    words = text[start:end]
    lead = len(words) - len(words.lstrip())
    return (start + lead, start + len(words.rstrip())) if lead < len(words) else (end, end)


Stretch = tuple[int, int, int, int]


def _changed(before: Sequence[str], after: Sequence[str]) -> list[Stretch]:
    start, least = 0, min(len(before), len(after))
    while start < least and before[start] == after[start]:
        start += 1
    kept = 0
    while kept < least - start and before[-1 - kept] == after[-1 - kept]:
        kept += 1
    old, new = before[start : len(before) - kept], after[start : len(after) - kept]
    if not old and not new:
        return []
    if not old or not new or len(old) * len(new) > _MOST_ALIGNED:
        return [(start, start + len(old), start, start + len(new))]
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = [(start + a, start + b, start + c, start + d) for tag, a, b, c, d in found if tag != "equal"]
    return list(_joined(changed, before))


def _joined(changed: Sequence[Stretch], before: Sequence[str]) -> Iterator[Stretch]:
    """The stretches with those made one that only a space, a mark or a lone Han character parts: so people read."""
    a, b, c, d = changed[0]
    for e, f, g, h in changed[1:]:
        between = "".join(before[b:e])
        if len(between.strip()) <= 1 and not (between.strip().isalnum() and between.isascii()):
            b, d = f, h
        else:
            yield a, b, c, d
            a, b, c, d = e, f, g, h
    yield a, b, c, d


Bag = Mapping[str, int]


def bag(text: str) -> Bag:
    """How often each word of a text occurs, for `likeness`."""
    return Counter(word.casefold() for word in words(text) if not word.isspace())


def likeness(one: Bag, other: Bag) -> float:
    """The share of two texts that is in both (Dice's coefficient), long words weighing more: 0 to 1."""
    total = weight(one) + weight(other)
    if len(other) < len(one):
        one, other = other, one
    shared = sum(min(count, other[word]) * _weight(word) for word, count in one.items() if word in other)
    return 2 * shared / total if total else 1.0


def weight(one: Bag) -> int:
    """How much the words of a text weigh together."""
    return sum(count * _weight(word) for word, count in one.items())


def _weight(word: str) -> int:
    """Words like "of" say little; a figure says as much as a word of some length, a Han character as two letters."""
    if word[0].isdigit():
        return 4
    if not word[0].isalnum():
        return 1
    return min(len(word), 8) if word < "\u2e80" else 2 * len(word)
