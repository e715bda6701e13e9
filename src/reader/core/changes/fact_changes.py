"""Figures, dates and names that are others in a paragraph than they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from reader.core.anchoring.differences import differences
from reader.core.anchoring.facts import Names, Token, TokenKind, reading
from reader.core.anchoring.folding import fold
from reader.core.changes.change import FactChange, FactKind

_KINDS = {
    TokenKind.DATE: FactKind.DATE,
    TokenKind.FIGURE: FactKind.FIGURE,
    TokenKind.UNIT: FactKind.FIGURE,
    TokenKind.NAME: FactKind.NAME,
}


def fact_changes(old: str, new: str, names: Names) -> tuple[FactChange, ...]:
    """What became of the facts in a text, in the order of the text. A fact that only moved within it is no change."""
    before, after = reading(fold(old).text, names), reading(fold(new).text, names)
    lost, gained = _surplus(before, after), _surplus(after, before)
    found: list[FactChange] = []
    for difference in differences(before, after):
        found += _paired(_taken(difference.lost, lost), _taken(difference.gained, gained))
    return tuple(_matched_up(found))


def _surplus(tokens: Sequence[Token], others: Sequence[Token]) -> Counter[str]:
    return _forms(tokens) - _forms(others)


def _forms(tokens: Iterable[Token]) -> Counter[str]:
    return Counter(token.form.casefold() for token in tokens if token.kind in _KINDS)


def _taken(tokens: Sequence[Token], surplus: Counter[str]) -> list[tuple[FactKind, str]]:
    """The facts among the tokens of which there are more on this side than on the other; names side by side are one."""
    found: list[tuple[FactKind, str]] = []
    is_after_name = False
    for token in tokens:
        form = token.form.casefold()
        if token.kind not in _KINDS or surplus[form] <= 0:
            is_after_name = False
            continue
        surplus[form] -= 1
        kind = _KINDS[token.kind]
        if is_after_name and kind is FactKind.NAME:
            found[-1] = (kind, f"{found[-1][1]} {token.written}")
        else:
            found.append((kind, token.written))
        is_after_name = kind is FactKind.NAME
    return found


def _paired(lost: Sequence[tuple[FactKind, str]], gained: Sequence[tuple[FactKind, str]]) -> Iterator[FactChange]:
    for kind in FactKind:
        before = [written for one, written in lost if one is kind]
        after = [written for one, written in gained if one is kind]
        yield from (FactChange(kind, a, b) for a, b in zip_longest(before, after, fillvalue=""))


def _matched_up(found: Sequence[FactChange]) -> list[FactChange]:
    """The same, with one fact that is gone and one that is new made one change where they are the only ones of a kind.

    The words between may have parted them: "rose to 38" and "38 was reached".
    """
    result = list(found)
    for kind in FactKind:
        lost = [one for one in result if one.kind is kind and not one.new]
        gained = [one for one in result if one.kind is kind and not one.old]
        if len(lost) == len(gained) == 1:
            result[result.index(gained[0])] = FactChange(kind, lost[0].old, gained[0].new)
            result.remove(lost[0])
    return result
