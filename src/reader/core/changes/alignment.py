"""Which paragraph of an old version became which of the new one: by identity first, then by likeness.

Identity within a section is found in order by patience diff (Bram Cohen): what is unique on both sides is matched along
the longest run that keeps its order, and so on between those. Then the same words elsewhere, then words much alike;
for those a table of rare phrases says which pairs are worth a look, so that time grows with the text and not with its
square. What keeps its order is not moved (longest increasing subsequence, Schensted).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import chain, pairwise

from reader.core.anchoring.folding import fold
from reader.core.changes.version import Paragraph
from reader.core.changes.wording import bag, likeness, words
from reader.core.late import late_pattern
from reader.core.value import Value

_ALIKE = 0.55  # likeness from which a paragraph elsewhere is the old one with other words
_ALIKE_IN_PLACE = 0.35  # the same between neighbours that have not changed
_MOST_ALIGNED = 250_000  # pairs
_MOST_COMPARED = 4_000  # pairs of paragraphs up to which every pair is compared
_COMMON = 40  # paragraphs past which a word tells too little
_TELLING, _CANDIDATES = 16, 6


class Pair(Value):
    """A paragraph of the old version and what it is now, by their places there, from 0."""

    old: int
    new: int
    is_same: bool
    is_moved: bool


class Alignment(Value):
    """The pairs in the order of the new version, and the places of what has no counterpart."""

    pairs: tuple[Pair, ...]
    gone: tuple[int, ...]
    new: tuple[int, ...]


def align(old: Sequence[Paragraph], new: Sequence[Paragraph], sections: Mapping[str, str]) -> Alignment:
    """Which paragraph became which; `sections` gives the new id of each section that is in both versions."""
    matching = _Matching(old, new, sections)
    for key in (_as_typed, _as_read):
        matching.match_in_order(key)
    for key in (_as_typed, _as_read):
        matching.match_anywhere(key)
    same = dict(matching.partner)
    matching.match_alike()
    moved = _moved(matching)
    pairs = [Pair(i, j, i in same, i in moved) for i, j in matching.partner.items()]
    return Alignment(
        tuple(sorted(pairs, key=lambda pair: pair.new)), tuple(matching.old_left()), tuple(matching.new_left())
    )


def _as_typed(one: Paragraph) -> Hashable:
    return one.text, one.leads


_PLAIN = late_pattern(r"(?!.*(?:  |\[))[ -~]*")


def _as_read(one: Paragraph) -> Hashable:
    """Other quotes, dashes and spaces are no other words."""
    return one.text if _PLAIN.fullmatch(one.text) else fold(one.text).text, one.leads


Key = Callable[[Paragraph], Hashable]
Gap = tuple[str | None, int]
"""A section's new id, and the new place of the paragraph with a partner that stands before, or -1."""


class _Matching:
    """The partners found so far; `partner` leads from an old place to a new one."""

    def __init__(self, old: Sequence[Paragraph], new: Sequence[Paragraph], sections: Mapping[str, str]) -> None:
        self.old, self.new, self.sections = old, new, sections
        self.partner: dict[int, int] = {}
        self._taken: set[int] = set()

    def add(self, i: int, j: int) -> None:
        self.partner[i] = j
        self._taken.add(j)

    def old_left(self) -> list[int]:
        return [i for i in range(len(self.old)) if i not in self.partner]

    def new_left(self) -> list[int]:
        return [j for j in range(len(self.new)) if j not in self._taken]

    def home(self, i: int) -> str | None:
        """The new id of the section that an old paragraph stood in."""
        return self.sections.get(self.old[i].section)

    def match_in_order(self, key: Key) -> None:
        """Match what is equal and keeps its order within its section, between what is matched already."""
        for before, after in self._stretches():
            keys = [key(self.old[i]) for i in before], [key(self.new[j]) for j in after]
            for a, b in _in_order(*keys):
                self.add(before[a], after[b])

    def _stretches(self) -> list[tuple[list[int], list[int]]]:
        """Old and new places that stand between the same neighbours and have no partner yet."""
        gaps: dict[Gap, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for i, gap in zip(self.old_left(), self.old_gaps(), strict=True):
            gaps[gap][0].append(i)
        for j, gap in zip(self.new_left(), self.new_gaps(), strict=True):
            gaps[gap][1].append(j)
        return [(before, after) for (section, _), (before, after) in gaps.items() if section is not None]

    def old_gaps(self) -> list[Gap]:
        """Where each old place without a partner stands."""
        gaps: list[Gap] = []
        here, section = -1, None
        for i, paragraph in enumerate(self.old):
            if paragraph.section != section:
                here, section = -1, paragraph.section
            j = self.partner.get(i)
            if j is None:
                gaps.append((self.home(i), here))
            elif self.new[j].section == self.home(i):
                here = j
        return gaps

    def new_gaps(self) -> list[Gap]:
        """Where each new place without a partner stands."""
        gaps: list[Gap] = []
        home_of = {j: self.home(i) for i, j in self.partner.items()}
        here, section = -1, None
        for j, paragraph in enumerate(self.new):
            if paragraph.section != section:
                here, section = -1, paragraph.section
            if j not in self._taken:
                gaps.append((section, here))
            elif home_of[j] == section:
                here = j
        return gaps

    def match_anywhere(self, key: Key) -> None:
        """Match what is equal wherever it stands now, in its own section first."""
        self._match_by(lambda i: (self.home(i), key(self.old[i])), lambda j: (self.new[j].section, key(self.new[j])))
        self._match_by(lambda i: key(self.old[i]), lambda j: key(self.new[j]))

    def _match_by(self, old_key: Callable[[int], Hashable], new_key: Callable[[int], Hashable]) -> None:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for j in reversed(self.new_left()):
            waiting[new_key(j)].append(j)
        for i in self.old_left():
            if found := waiting.get(old_key(i)):
                self.add(i, found.pop())

    def match_alike(self) -> None:
        """Match what is much alike, the likest first; between unchanged neighbours less likeness is enough."""
        old_gap = dict(zip(self.old_left(), self.old_gaps(), strict=True))
        new_gap = dict(zip(self.new_left(), self.new_gaps(), strict=True))
        weighed: list[tuple[float, int, int, int]] = []
        for i, j, like in self._likenesses(list(old_gap), list(new_gap)):
            in_place = old_gap[i] == new_gap[j]
            at_home = self.home(i) == self.new[j].section
            if like >= (_ALIKE_IN_PLACE if in_place else _ALIKE):
                weighed.append((-like - 0.1 * in_place - 0.05 * at_home, abs(i - j), i, j))
        for _, _, i, j in sorted(weighed):
            if i not in self.partner and j not in self._taken:
                self.add(i, j)

    def _likenesses(self, before: list[int], after: list[int]) -> Iterator[tuple[int, int, float]]:
        old = {i: bag(self.old[i].text) for i in before}
        new = {j: bag(self.new[j].text) for j in after}
        if len(before) * len(after) <= _MOST_COMPARED:
            pairs: Iterable[tuple[int, int]] = ((i, j) for i in before for j in after)
        else:
            pairs = set(chain(self._side_by_side(), _candidates(_phrases(self.old, before), _phrases(self.new, after))))
        for i, j in pairs:
            yield i, j, likeness(old[i], new[j])

    def _side_by_side(self) -> Iterator[tuple[int, int]]:
        """Pairs of places that stand alike far from a neighbour that has not changed."""
        for before, after in self._stretches():
            yield from zip(before, after, strict=False)
            yield from zip(reversed(before), reversed(after), strict=False)


Phrases = Mapping[int, Collection[tuple[str, str]]]


def _phrases(paragraphs: Sequence[Paragraph], places: Iterable[int]) -> Phrases:
    """The pairs of neighbouring words of each paragraph: rare enough to tell it from thousands of others."""
    texts = ((at, ["", *(word for word in words(paragraphs[at].text) if not word.isspace())]) for at in places)
    return {at: set(pairwise(text)) for at, text in texts}


def _candidates(old: Phrases, new: Phrases) -> Iterator[tuple[int, int]]:
    """The pairs that share rare phrases, a few for each old place."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j, phrases in new.items():
        for phrase in phrases:
            holders[phrase].append(j)
    for i, phrases in old.items():
        known = sorted((len(holders[phrase]), phrase) for phrase in phrases if phrase in holders)
        shared: Counter[int] = Counter()
        for count, phrase in known[:_TELLING]:
            if count <= _COMMON:
                shared.update(holders[phrase])
        yield from ((i, j) for j, _ in shared.most_common(_CANDIDATES))


def _moved(matching: _Matching) -> set[int]:
    """The old places of what no longer stands in its section in the order in which it stood."""
    moved = {i for i, j in matching.partner.items() if matching.home(i) != matching.new[j].section}
    by_section: dict[str, list[int]] = defaultdict(list)
    for i in sorted(matching.partner.keys() - moved):
        by_section[matching.old[i].section].append(i)
    for places in by_section.values():
        kept = longest_rising([matching.partner[i] for i in places])
        moved.update(i for at, i in enumerate(places) if at not in kept)
    return moved


def longest_rising(numbers: Sequence[int]) -> set[int]:
    """The places of a longest run of numbers that rises, not necessarily side by side; no number comes twice."""
    tails: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(tails, number)
        before.append(tops[length - 1] if length else -1)
        tails[length : length + 1] = [number]
        tops[length : length + 1] = [at]
    kept: set[int] = set()
    at = tops[-1] if tops else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


def _in_order(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Pairs of equal items that keep their order: patience diff."""
    todo = [(0, len(before), 0, len(after))]
    while todo:
        a, b, c, d = todo.pop()
        while a < b and c < d and before[a] == after[c]:
            yield a, c
            a, c = a + 1, c + 1
        while a < b and c < d and before[b - 1] == after[d - 1]:
            b, d = b - 1, d - 1
            yield b, d
        if a == b or c == d:
            continue
        anchors = _anchors(before[a:b], after[c:d])
        if anchors:
            edges = [(a - 1, c - 1), *((a + i, c + j) for i, j in anchors), (b, d)]
            yield from edges[1:-1]
            todo += [(i + 1, k, j + 1, m) for (i, j), (k, m) in pairwise(edges)]
        elif (b - a) * (d - c) <= _MOST_ALIGNED:
            for block in SequenceMatcher(None, before[a:b], after[c:d], autojunk=False).get_matching_blocks():
                yield from ((a + block.a + n, c + block.b + n) for n in range(block.size))


def _anchors(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Items that stand once on each side, along the longest run that keeps their order."""
    old, new = Counter(before), Counter(after)
    place = {item: at for at, item in enumerate(after) if new[item] == 1}
    unique = [(at, place[item]) for at, item in enumerate(before) if old[item] == 1 and item in place]
    kept = longest_rising([j for _, j in unique])
    return [pair for at, pair in enumerate(unique) if at in kept]
