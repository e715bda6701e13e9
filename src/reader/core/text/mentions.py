"""Names of entities found in text: the one resolver that screen, search, check and index share.

The rules are those of the format: whole words in scripts that part words, anywhere in Han, Kana and other scripts that
do not, the longest name first, a briefing's own entities before the library's. A text that fits several entities is
ambiguous and says so; only a reader's own decision settles it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from reader.core.late import late_pattern
from reader.core.text.block import Block, BlockKind, Span, SpanKind
from reader.core.value import Value

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

    from reader.core.format.briefing import Entity


class Mention(Value):
    """A stretch of text (code points, end exclusive) that names an entity, or one of several, by id."""

    start: int
    end: int
    entities: tuple[str, ...]

    @property
    def is_ambiguous(self) -> bool:
        """Whether more than one entity has this name."""
        return len(self.entities) > 1


class _Name(Value):
    """One text that names entities: `any_case` in any capitals, `exact` only in that spelling."""

    any_case: tuple[str, ...]
    exact: tuple[tuple[str, str], ...]


# Scripts written without spaces between words: a name may stand anywhere in them.
_UNPARTED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_IS_UNPARTED = late_pattern(f"[{_UNPARTED}]")
_IS_HANGUL = late_pattern(r"[\uac00-\ud7af\u1100-\u11ff]")

# What Korean writes onto the end of a noun: a name followed by one of these and then a word's end is still that word.
_PARTICLES = late_pattern(
    "(?:께서|에게서|에서는|에서도|에서|에게|한테|으로는|으로|이라고|라고|이라는|라는|까지|부터|보다|처럼|만큼|마다|조차|밖에|이나|이란"
    "|이며|이고|과의|와의|과는|와는|은|는|이|가|을|를|의|에|도|만|로|와|과|나|란|며|측)(?!\\w)"
)
_PLAIN = (*((char, " ") for char in "\n\t\u00a0\u2007\u202f"), ("\u2019", "'"), ("\u2010", "-"), ("\u2011", "-"))


def fold_name(text: str) -> str:
    """`text` for comparison: lower case, plain spaces, apostrophes and hyphens; as many code points as before."""
    folded = text.lower()
    if text.isascii() and text.isprintable():
        return folded
    if len(folded) != len(text):  # a capital whose small letter takes two code points keeps its form
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for char, plain in _PLAIN:  # str.translate takes twenty times as long for text that is not ASCII
        folded = folded.replace(char, plain)
    return folded


LONGEST_NAME = 500
"""Code points of the longest name that is looked for in running text."""
_STRETCH, _THICKET = 1000, 20
"""Code points that are searched at once; names that may begin at one of them, on the average, for a text to be one."""


class Resolver:
    """Finds mentions of a fixed set of entities. Made once for a briefing or a library; reading it changes nothing.

    `decided` says which entity a reader takes a name for that fits several, by the name as `fold_name` gives it.
    """

    def __init__(
        self, own: Iterable[Entity], shared: Iterable[Entity] = (), decided: Mapping[str, str] | None = None
    ) -> None:
        self._own, self._shared = tuple(own), tuple(shared)
        self._decided = decided or {}
        self._automaton: AhoCorasick | None = None

    @cached_property
    def _names(self) -> dict[str, _Name]:
        """What each text names. Made when text is first searched: many a briefing is opened for its notes alone."""
        taken = {entity.id for entity in self._own}
        names = _names(self._own)
        for text, name in _names(entity for entity in self._shared if entity.id not in taken).items():
            names.setdefault(text, name)
        return names

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(self._names)

    def find(self, text: str) -> tuple[Mention, ...]:
        """All mentions in a plain text, in order, none overlapping another."""
        folded = fold_name(text)
        found: list[Mention] = []
        taken = bytearray(len(text))
        for start, end, place in sorted(self._matches(folded), key=lambda match: (match[0] - match[1], match[0])):
            if taken[start] or taken[end - 1]:  # no name lies within: those that are longer have come before
                continue
            entities = self._settled(_named(self._names[self._texts[place]], text[start:end]), folded[start:end])
            if entities and _stands_alone(folded, start, end):
                taken[start:end] = b"\1" * (end - start)
                found.append(Mention(start, end, entities))
        return tuple(sorted(found, key=lambda mention: mention.start))

    def _settled(self, entities: tuple[str, ...], name: str) -> tuple[str, ...]:
        decided = self._decided.get(name) if len(entities) > 1 else None
        return (decided,) if decided and decided in entities else entities

    def mentions(self, block: Block) -> tuple[Mention, ...]:
        """The mentions in a block: those which the author marked, and names in its running text, in order."""
        if block.kind in (BlockKind.CODE, BlockKind.RULE):
            return ()
        marked = tuple(
            Mention(span.start, span.end, (span.target,)) for span in block.spans if span.kind is SpanKind.ENTITY
        )
        closed = [span for span in block.spans if span.kind in _CLOSED]
        if not closed:
            return self.find(block.text)
        free = _outside(self.find(block.text), closed)
        return tuple(sorted((*marked, *free), key=lambda mention: mention.start))

    def _matches(self, folded: str) -> Iterable[tuple[int, int, int]]:
        """Every stretch where a name stands, with the name's place; of a thicket of names, the first and longest."""
        if not self._texts:
            return ()
        from ahocorasick_rs import AhoCorasick, MatchKind  # only text that is searched for names pays for it

        if self._automaton is None:
            self._automaton = AhoCorasick(self._texts)
        found: list[tuple[int, int, int]] = []
        for at in range(0, len(folded), _STRETCH):
            piece = folded[at : at + _STRETCH + LONGEST_NAME]
            matches = self._automaton.find_matches_as_indexes(piece, overlapping=True)
            found += ((at + start, at + end, place) for place, start, end in matches if start < _STRETCH)
            if len(found) > _THICKET * (at + _STRETCH):
                plain = AhoCorasick(self._texts, matchkind=MatchKind.LeftmostLongest)
                return ((start, end, place) for place, start, end in plain.find_matches_as_indexes(folded))
        return found


_CLOSED = frozenset({SpanKind.ENTITY, SpanKind.BRIEFING, SpanKind.LINK, SpanKind.CODE})


def _outside(mentions: Iterable[Mention], spans: Iterable[Span]) -> Iterator[Mention]:
    """The mentions that overlap none of the spans. Both are in order; each span is looked at once."""
    left = iter(sorted(spans, key=lambda span: span.start))
    span, reached = next(left, None), 0
    for mention in mentions:
        while span is not None and span.start < mention.end:
            reached = max(reached, span.end)
            span = next(left, None)
        if reached <= mention.start:
            yield mention


def _names(entities: Iterable[Entity]) -> dict[str, _Name]:
    any_case: dict[str, dict[str, None]] = {}  # in order, and quick to ask: any number may share a name
    exact: dict[str, list[tuple[str, str]]] = {}
    for entity in entities:
        if not entity.autolink:
            continue
        for text in (entity.name, entity.native, *(alias.text for alias in entity.aliases if not alias.case)):
            if text:
                any_case.setdefault(fold_name(text), {})[entity.id] = None
        for alias in entity.aliases:
            if alias.case:
                exact.setdefault(fold_name(alias.text), []).append((alias.text, entity.id))
    texts = [text for text in {**any_case, **exact} if 0 < len(text) <= LONGEST_NAME]
    return {text: _Name(tuple(any_case.get(text, ())), tuple(exact.get(text, ()))) for text in texts}


def _named(name: _Name, text: str) -> tuple[str, ...]:
    """The entities that `text`, as it is spelt, may name."""
    if not name.exact:
        return name.any_case
    spelt = (entity for spelling, entity in name.exact if spelling == text)
    return tuple(dict.fromkeys((*name.any_case, *spelt)))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the stretch is a word of its own, or its script has no words."""
    if (
        start
        and _is_word(text[start - 1])
        and _is_word(text[start])
        and not _parts_no_words(text[start], text[start - 1])
    ):
        return False
    if text[end : end + 1] == "$":  # US$, C$, HK$: the name of a currency
        return False
    if end == len(text) or not _is_word(text[end]) or not _is_word(text[end - 1]):
        return True
    if _parts_no_words(text[end - 1], text[end]):
        return True
    return text[end - 1] >= "\u1100" and bool(_IS_HANGUL.match(text, end - 1) and _PARTICLES.match(text, end))


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _parts_no_words(inside: str, outside: str) -> bool:
    either = inside + outside
    return not either.isascii() and bool(_IS_UNPARTED.search(either))
