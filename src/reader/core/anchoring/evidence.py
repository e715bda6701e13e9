"""What speaks for a place being the one a note was made on: what stands before it, after it, and in its sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from enum import IntEnum

from reader.core.anchoring.differences import Difference, differences, facts_lost
from reader.core.anchoring.facts import Names, Token, TokenKind, reading
from reader.core.anchoring.folding import UNSPACED, fold, weight
from reader.core.anchoring.matching import common_end, common_start
from reader.core.anchoring.quote import Quote
from reader.core.anchoring.section_text import SectionText
from reader.core.late import late_pattern
from reader.core.value import Value


class Side(IntEnum):
    """How well what stands on one side of a place agrees with what stood there. What was never kept says nothing."""

    CONTRADICTED = -1  # much the same, but about someone else: a look-alike
    NONE = 0
    REVISED = 1  # much the same, but for a figure or another fact: revised, or a look-alike
    WEAK = 2  # alike
    NEAR = 3  # the same, but pushed away by something new
    EDGE = 4  # the section began or ended here, and still does
    STRONG = 5


class Evidence(Value):
    """What speaks for a place. `sentence` are the differences in facts in the rest of the quote's own sentence.

    `is_line_kept_before` and `is_line_kept_after` tell that up to the border of its paragraph, or of its row in a
    table, all stands as it stood; `is_line_alike` that it does on both sides as far as that was kept. `likeness` is how
    like each side is to what was kept, from 0 to 1.
    """

    before: Side
    after: Side
    sentence: tuple[Difference, ...]
    is_line_kept_before: bool
    is_line_kept_after: bool
    is_line_alike: bool
    likeness: tuple[float, float]

    @property
    def strength(self) -> int:
        """How much both sides say together."""
        return self.before + self.after

    @property
    def is_contradicted(self) -> bool:
        """Whether a side speaks of someone else."""
        return Side.CONTRADICTED in (self.before, self.after)

    def is_nearer_than(self, other: Evidence) -> bool:
        """Whether on one side this agrees so well, and clearly better, that the other cannot be preferred to it."""
        sides = zip((self.before, self.after), self.likeness, other.likeness, strict=True)
        return any(side is Side.STRONG and mine > theirs + _CLEARLY for side, mine, theirs in sides)

    @property
    def holds_both_sides(self) -> bool:
        """Whether what stood on both sides still stands there, in that order."""
        return min(self.before, self.after) >= Side.NEAR


_LEAST = 12  # weight below which a side says too little to be strong
_ALIKE = 0.8
_TEMPLATE = 0.5  # from here on a side is the same sentence about perhaps something else
_TELLING = 32  # weight of unchanged text right beside a quote that is enough by itself
_TURNING = frozenset({TokenKind.NEGATION, TokenKind.OPPOSITE, TokenKind.MODAL})
_CLEARLY = 0.05  # of likeness
_NEAR = 24  # weight of what stands before a quote in its sentence, in which a word that is gone may have borne on it
_LONGEST_WORD = 32
_WORD_START = late_pattern(rf"(?:(?![{UNSPACED}])\w)+")
_WORD_END = late_pattern(rf"(?:(?![{UNSPACED}])\w)+\Z")
_FAR = 900  # folded code points within which text that was pushed away is looked for


def weigh(quote: Quote, section: SectionText, start: int, end: int, names: Names) -> Evidence:
    """What speaks for the folded stretch of `section` being the quote's place."""
    text, is_same = section.folded.text, section.id == quote.anchor.section
    last_before, first_after = start, end  # without blanks; a section may be megabytes long, and is not copied
    while last_before and text[last_before - 1].isspace():
        last_before -= 1
    while first_after < len(text) and text[first_after].isspace():
        first_after += 1
    before, after = text[max(0, last_before - _FAR) : last_before], text[first_after : first_after + _FAR]
    backwards = _Side(quote.before, before, last_before, quote.is_before_cut, is_same, is_before=True)
    forwards = _Side(quote.after, after, len(text) - first_after, quote.is_after_cut, is_same, is_before=False)
    first, last = section.original(start, end)
    line_before, line_after = fold(section.line_before(first)).text.strip(), fold(section.line_after(last)).text.strip()
    is_kept_before, is_kept_after = quote.line_before == line_before, quote.line_after == line_after
    return Evidence(
        backwards.judged(names),
        forwards.judged(names),
        _sentence(quote, section, first, last, names),
        is_kept_before and not quote.is_line_before_cut,
        is_kept_after and not quote.is_line_after_cut,
        (is_kept_before or (quote.is_line_before_cut and line_before.endswith(quote.line_before)))
        and (is_kept_after or (quote.is_line_after_cut and line_after.startswith(quote.line_after))),
        (backwards.likeness, forwards.likeness),
    )


class _Side(Value):
    """One side: what `stood` there, what stands `here` (the nearest part of it) of `length` in all."""

    stood: str
    here: str
    length: int
    is_cut: bool
    is_same_section: bool
    is_before: bool

    @property
    def likeness(self) -> float:
        """How like the nearest text here is to what stood there; 0 if nothing was kept."""
        if not self.stood:
            return 0.0
        match = (common_end if self.is_before else common_start)(self.stood, self.here)
        return 1 - match.errors / len(self.stood)

    def judged(self, names: Names) -> Side:
        """How well this side agrees."""
        if not self.is_cut and self.is_same_section and self.here == self.stood and self.length == len(self.stood):
            return Side.EDGE if weight(self.stood) < _LEAST else Side.STRONG
        if weight(self.stood) < _LEAST:
            return Side.NONE
        likeness, lost = self._compared(self.stood, names)
        near_likeness, near_lost = self._compared(self._nearest(self.stood), names)
        if any(token.may_name for token in (*lost, *near_lost)):
            return Side.CONTRADICTED
        if not lost and not near_lost and (likeness >= _ALIKE or self._is_telling()):
            return Side.STRONG
        if lost or near_lost:
            return Side.REVISED
        if self._is_pushed_away():
            return Side.NEAR
        return Side.WEAK if max(likeness, near_likeness) >= _TEMPLATE else Side.NONE

    def _nearest(self, text: str) -> str:
        length = _TELLING * len(self.stood) // weight(self.stood)
        return text[-length:] if self.is_before else text[:length]

    def _compared(self, stood: str, names: Names) -> tuple[float, list[Token]]:
        """How like `stood` the nearest text here is, and, if it is much alike, the facts that are gone from it.

        A token that was cut in two when it was kept does not count.
        """
        match = (common_end if self.is_before else common_start)(stood, self.here)
        likeness = 1 - match.errors / len(stood)
        if likeness < _TEMPLATE:
            return likeness, []
        said = reading(stood, names)
        if self.is_cut or len(stood) < len(self.stood):
            said = said[1:] if self.is_before else said[:-1]
        here = self.here[match.start : match.end] if likeness >= _ALIKE else self._wide()
        return likeness, facts_lost(said, reading(here, names))

    def _wide(self) -> str:
        length = 4 * len(self.stood)
        return self.here[-length:] if self.is_before else self.here[:length]

    def _is_telling(self) -> bool:
        near = self._nearest(self.stood)
        return weight(near) >= _TELLING - 1 and self._nearest(self.here) == near

    def _is_pushed_away(self) -> bool:
        """Whether the nearest part of what stood here still stands on this side, further off.

        The farthest part would not do: it also stands beyond a look-alike in the paragraph before.
        """
        near = self.stood[-_TELLING:] if self.is_before else self.stood[:_TELLING]
        return weight(near) >= _LEAST and near in self.here


def _sentence(quote: Quote, section: SectionText, first: int, last: int, names: Names) -> tuple[Difference, ...]:
    """The differences in the rest of the sentence that make it say something else."""
    before, after = section.sentence_before(first), section.sentence_after(first, last)
    if quote.is_cut_before:
        before = _end_like(quote.sentence_before, before)
    if quote.is_cut_after:
        after = _start_like(quote.sentence_after, after)
    here = reading(fold(before + section.text[first:last] + after).text.strip(), names)
    every = differences(quote.sentence_says, here)
    if not every:
        return ()
    found = [
        difference
        for difference in every
        if not (difference.at_start and quote.is_cut_before) and not (difference.at_end and quote.is_cut_after)
    ]
    in_table = "\t" in before or "\t" in after
    stood, stands = (reading(fold(text).text.strip(), names) for text in (quote.sentence_before, before))
    turns = {token.form for token in facts_lost(stands, stood) if token.kind in _TURNING}
    return (
        *(difference for difference in found if _says_otherwise(difference, found, in_table, turns)),
        *_turned_before(stood, stands, begins_inside=_is_inside(quote)),
        *_gone_on(quote, after, names),
        *_other_word(quote, section.text, last, names),
    )


def _turned_before(stood: Sequence[Token], stands: Sequence[Token], *, begins_inside: bool) -> Iterator[Difference]:
    """What right before the quote bears on it: a word that came in or became another, one near it that is gone."""
    if begins_inside and stood and stands and stood[-1].form == stands[-1].form:
        stood, stands = stood[:-1], stands[:-1]
    beside = differences(stood, stands)[-1:]
    yield from (one for one in beside if one.at_end and one.kind is not TokenKind.MARK)
    near, room = len(stood), _NEAR
    while near and room > 0:
        near -= 1
        room -= weight(stood[near].written)
    left = {token.form for token in stands}
    lost = tuple(token for token in stood[near:] if token.kind is not TokenKind.MARK and token.form not in left)
    if lost:
        yield Difference(lost, (), at_start=False, at_end=False, joins_names=False)


def _is_inside(quote: Quote) -> bool:
    """Whether the quote begins inside a word."""
    return bool(_WORD_END.search(quote.anchor.prefix[-1:]) and _WORD_START.match(quote.anchor.exact))


def _gone_on(quote: Quote, after: str, names: Names) -> Sequence[Difference]:
    """What follows in a sentence that the quote ended."""
    stood, stands = (
        [one for one in reading(fold(text).text.strip(), names) if one.kind is not TokenKind.MARK]
        for text in (quote.sentence_after, after)
    )
    return () if stood else differences(stood, stands)


def _other_word(quote: Quote, text: str, last: int, names: Names) -> Sequence[Difference]:
    """Another word where the quote ends inside one."""
    exact, suffix = quote.anchor.exact[-_LONGEST_WORD:], quote.anchor.suffix[:_LONGEST_WORD]
    begun, ended = _WORD_END.search(fold(exact).text), _WORD_START.match(fold(suffix).text)
    if not begun or not ended:
        return ()
    now = _WORD_START.match(fold(text[last : last + _LONGEST_WORD]).text)
    stood, stands = begun[0] + ended[0], begun[0] + (now[0] if now else "")
    return differences(reading(stood, names), reading(stands, names))


def _end_like(stood: str, here: str) -> str:
    match = common_end(stood, here)
    return here[match.start :]


def _start_like(stood: str, here: str) -> str:
    return here[: common_start(stood, here).end]


def _says_otherwise(
    difference: Difference, every: Sequence[Difference], in_table: bool, turns: Collection[str]
) -> bool:
    """A fact lost, a negation gained, a word like "may" or "least" that came in before the quote, a question made.

    In a row of a table any fact that came in counts.

    A fact that only moved within the sentence is not lost. A fact that was only added leaves what was said as it was,
    but for a name beside a name: "Gazprom" and "Gazprom Neft" are two.
    """
    if any(token.form == "?" or token.form in turns for token in (*difference.lost, *difference.gained)):
        return True
    gained = [token for other in every for token in other.gained]
    if facts_lost(difference.lost, gained):
        return True
    lost = [token for other in every for token in other.lost]
    new = facts_lost(difference.gained, lost)
    return any(in_table or token.kind is TokenKind.NEGATION or difference.joins_names for token in new)
