"""What differs between two readings, and how to say so to a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from reader.core.anchoring.facts import Token, TokenKind, in_text
from reader.core.anchoring.figures import is_year
from reader.core.value import Value

_LONGEST_QUOTED = 60
_MOST_ALIGNED = 400_000  # pairs of tokens


class Difference(Value):
    """A stretch of tokens that became another: `lost` stood in the old reading, `gained` stand in the new one."""

    lost: tuple[Token, ...]
    gained: tuple[Token, ...]
    at_start: bool
    at_end: bool
    joins_names: bool  # a name came in right beside another name

    @property
    def kind(self) -> TokenKind:
        """The gravest kind of token that differs."""
        return min(token.kind for token in (*self.lost, *self.gained))


def differences(old: Sequence[Token], new: Sequence[Token]) -> list[Difference]:
    """The stretches in which the two readings differ, in order."""
    before, after = [token.form for token in old], [token.form for token in new]
    found: list[Difference] = []
    for a, b, c, d in _changed(before, after):
        joins = _joins_names(new, c, d)
        found.append(Difference(tuple(old[a:b]), tuple(new[c:d]), a == 0, b == len(before), joins))
    return found


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The changed stretches of both; of very long ones only that they differ, as aligning them would take too long."""
    start = common_length(before, after)
    kept = common_length(before[start:][::-1], after[start:][::-1])
    end_before, end_after = len(before) - kept, len(after) - kept
    if (end_before - start) * (end_after - start) > _MOST_ALIGNED:
        yield start, end_before, start, end_after
        return
    matcher = SequenceMatcher(None, before[start:end_before], after[start:end_after], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield start + a, start + b, start + c, start + d


def common_length(one: Sequence[str], other: Sequence[str]) -> int:
    """How many tokens both have in common from the start."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def _joins_names(tokens: Sequence[Token], start: int, end: int) -> bool:
    pairs = ((start - 1, start), (end - 1, end))
    return start < end and any(
        left >= 0
        and right < len(tokens)
        and tokens[left].kind is TokenKind.NAME
        and tokens[right].kind is TokenKind.NAME
        for left, right in pairs
    )


def facts_lost(old: Iterable[Token], new: Iterable[Token]) -> list[Token]:
    """The facts of the old reading that the new one lacks, wherever they stand."""
    left = Counter(token.form.casefold() for token in new)
    lost: list[Token] = []
    for token in old:
        form = token.form.casefold()
        if token.is_fact and left[form] <= 0:
            lost.append(token)
        left[form] -= 1
    return lost


def in_words(found: Sequence[Difference]) -> str:
    """The gravest difference as a clause for a person, such as "the year differs: 2017 became 2018"."""
    gravest = min(found, key=lambda difference: difference.kind)
    lost, gained = _written(gravest.lost), _written(gravest.gained)
    what = _what_differs(gravest)
    if not lost:
        return f"{what}: “{gained}” was added"
    if not gained:
        return f"{what}: “{lost}” was taken out"
    return f"{what}: “{lost}” became “{gained}”"


def _what_differs(difference: Difference) -> str:
    if difference.kind is TokenKind.DATE:
        years = all(is_year(token.form) for token in (*difference.lost, *difference.gained))
        return "the year differs" if years else "a date differs"
    return {
        TokenKind.FIGURE: "a figure differs",
        TokenKind.UNIT: "a unit differs",
        TokenKind.NAME: "a name differs",
        TokenKind.NEGATION: "a negation differs",
        TokenKind.OPPOSITE: "the sense differs",
        TokenKind.MODAL: "how sure it is differs",
        TokenKind.WORD: "the wording differs",
        TokenKind.MARK: "the punctuation differs",
    }[difference.kind]


def _written(tokens: Sequence[Token]) -> str:
    words = in_text(tokens)
    return words if len(words) <= _LONGEST_QUOTED else words[: _LONGEST_QUOTED - 1] + "…"
