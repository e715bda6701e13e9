"""Where a note points: the words themselves, what stood around them, and their address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from reader.core.value import Value

CONTEXT = 64  # code points kept on each side of a quote
SEVERAL = "the same words stand in several places, and nothing tells which is meant"
"""Why a note has no place though its words stand somewhere."""


class Anchor(Value):
    """A stretch of one paragraph, described so that it can be found again when the briefing has changed.

    `section` is the section's id, `paragraph` counts from 1 within it. `start` and `end` (exclusive) are code points
    in the paragraph's plain text. `exact` is the quoted text; `prefix` and `suffix` are up to 64 code points on each
    side of it, inside the section, with a line feed between paragraphs. `opening` is how the paragraph begins, up to 64
    code points, where `prefix` does not reach back to it; empty when that is not known. It tells apart paragraphs that
    differ only in whom they speak of. `preceding` and `following` are how the lines before and after the quote's own
    begin, likewise: where one of them has moved up into the note's place, they tell that the note's words are gone.
    `is_unique` tells that the words stood nowhere else in the briefing; False where that is not known.
    `section_title` tells the section from another that has taken its id; empty where it is not known.
    """

    section: str
    paragraph: int
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    opening: str = ""
    preceding: str = ""
    following: str = ""
    is_unique: bool = False
    section_title: str = ""

    @property
    def reaches_start(self) -> bool:
        """Whether the prefix reaches back to the beginning of the quote's line."""
        return "\n" in self.prefix or len(self.prefix) < CONTEXT or self.start <= len(self.prefix)


class Passage(Value):
    """A paragraph of a briefing as anchoring sees it: its section's id, its number from 1 there, its plain text.

    `title` is its section's, empty where sections have none.
    """

    section: str
    number: int
    text: str
    title: str = ""


class Place(Value):
    """A stretch of one passage: code points of its text, end exclusive."""

    section: str
    paragraph: int
    start: int
    end: int


class NoteState(StrEnum):
    """How surely a note's place is known. Every note is in exactly one state."""

    ANCHORED = "anchored"
    CHANGED = "changed"
    UNANCHORED = "unanchored"


class Finding(Value):
    """What was found for an anchor.

    `place` is None only when unanchored. `reason` is a sentence for a person, without a capital or a full stop.
    `candidates` are the best other places, best first, for a person to choose from.
    """

    state: NoteState
    place: Place | None
    reason: str
    candidates: tuple[Place, ...] = ()


def describe(passages: Sequence[Passage], place: Place) -> Anchor:
    """The anchor that finds `place` again. Raises ValueError if `place` is not in `passages`."""
    section = [passage for passage in passages if passage.section == place.section]
    return describe_near(section, place, lambda words: sum(passage.text.count(words) for passage in passages))


def describe_near(section: Sequence[Passage], place: Place, times: Callable[[str], int]) -> Anchor:
    """The same by what stands around `place` in its section, and by how often, as `times` tells, words stand in all.

    `section` holds more than `CONTEXT` code points of paragraphs on each side of it, less only where there are no more.
    """
    at = next((at for at, passage in enumerate(section) if passage.number == place.paragraph), None)
    if at is None or not 0 <= place.start <= place.end <= len(section[at].text):
        raise ValueError(f"no such place: {place}")
    before = "".join(passage.text + "\n" for passage in section[:at])
    text = before + "\n".join(passage.text for passage in section[at:])
    start, end = len(before) + place.start, len(before) + place.end
    return Anchor(
        place.section,
        place.paragraph,
        place.start,
        place.end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        opening=section[at].text[:CONTEXT] if place.start > CONTEXT else "",
        preceding=_preceding(text, start),
        following=_following(text, end),
        is_unique=start < end and times(text[start:end]) == 1,
        section_title=section[at].title,
    )


def _preceding(text: str, start: int) -> str:
    """How the line before that of `start` begins, where the kept context does not reach back to it."""
    last = text.rfind("\n", 0, start)
    first = text.rfind("\n", 0, max(0, last)) + 1
    return text[first : min(last, first + CONTEXT)] if first < start - CONTEXT and last > 0 else ""


def _following(text: str, end: int) -> str:
    """How the line after that of `end` begins, where the kept context does not reach so far."""
    first = text.find("\n", end) + 1
    line = text[first : first + CONTEXT].partition("\n")[0] if first else ""
    return line if first + len(line) > end + CONTEXT else ""
