"""One thing that differs between two versions of a briefing, and how to say it to a person."""

from __future__ import annotations

from enum import StrEnum

from reader.core.value import Value


class What(StrEnum):
    """What part of a briefing differs."""

    BRIEFING = "briefing"
    SECTION = "section"
    PARAGRAPH = "paragraph"
    FIGURE = "figure"
    CHART = "chart"
    EVENT = "event"
    SOURCE = "source"
    ENTITY = "entity"


class ChangeKind(StrEnum):
    """How it differs. What only moved says what it said before."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    MOVED = "moved"


class FactKind(StrEnum):
    """What a fact in running text is."""

    DATE = "date"
    FIGURE = "figure"
    NAME = "name"


class FactChange(Value):
    """A figure, date or name that became another; empty where there was or is none in its place."""

    kind: FactKind
    old: str
    new: str

    def __str__(self) -> str:
        return was(self.old, self.new)


class Change(Value, kw_only=True):
    """One difference.

    `section` and `paragraph` are where it stands now, `old_section` and `old_paragraph` where it stood; empty and 0
    where it has no place. `name` says which figure, event, source or entity it is, `field` what of it differs, `old`
    and `new` what was and is said.
    """

    what: What
    kind: ChangeKind
    section: str = ""
    paragraph: int = 0
    old_section: str = ""
    old_paragraph: int = 0
    is_moved: bool = False
    """Whether a paragraph, changed or not, stands elsewhere among its neighbours."""
    name: str = ""
    field: str = ""
    old: str = ""
    new: str = ""
    facts: tuple[FactChange, ...] = ()

    @property
    def is_fact(self) -> bool:
        """Whether a figure, a date or a name differs: what people ask for first."""
        if self.kind is not ChangeKind.CHANGED:
            return self.kind is not ChangeKind.MOVED and self.what in (What.FIGURE, What.CHART)
        return bool(self.facts) or (self.what in _NUMBERS and self.field in _FACTS)

    @property
    def is_whole(self) -> bool:
        """Whether a whole section came or went."""
        return self.what is What.SECTION and self.kind in (ChangeKind.NEW, ChangeKind.GONE)

    @property
    def rank(self) -> int:
        """The order in which people want to hear of changes: figures and dates, names, the rest, what only moved."""
        if self.is_fact:
            return 1 if self.facts and all(fact.kind is FactKind.NAME for fact in self.facts) else 0
        return 3 if self.kind is ChangeKind.MOVED else 2


_NUMBERS = frozenset({What.FIGURE, What.CHART, What.ENTITY})
_FACTS = frozenset({"value", "points", "facts", "name"})


def was(old: str, new: str) -> str:
    """What became what, in a few words: `38 billion was 36 billion`."""
    if not old:
        return f"{new} is new"
    return f"{new} was {old}" if new else f"{old} is gone"
