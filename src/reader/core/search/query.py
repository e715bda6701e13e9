"""What a person searches for: the text of a query as a value.

    word                     all words must be there, in any order; case and accents do not matter
    "two words"              one after the other
    begin*                   any word that begins so; a Cyrillic word is always searched for with its endings
    -word  -"two words"      not where this stands
    tag:x  kind:x  in:x      with that tag; of that kind (of entity or note); in that briefing or section
    entity:x                 where that entity is mentioned, under whatever name; its id or a name of it
    since:2017  until:2017-07-03    of these days; a year, a month or a day, both ends counted
    tag:"two words"          any value may stand in quotes

Nothing is an error: what is none of these is searched for as words.
"""

from __future__ import annotations

import re

from reader.core.late import late_pattern
from reader.core.search.terms import Needle, searchable, terms
from reader.core.value import Value


class Query(Value):
    """What must be found (`needles`), what must not (`without`), and where.

    Every one of `tags` and `entities` must fit, and one of `kinds` and of `within`, where there are any. `since` and
    `until` are as written (`2017`, `2017-07` or `2017-07-03`), or empty.
    """

    needles: tuple[Needle, ...] = ()
    without: tuple[Needle, ...] = ()
    tags: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for, and so nothing is found."""
        return not self.needles and not self.is_filtered

    @property
    def is_filtered(self) -> bool:
        """Whether there is any filter."""
        return bool(self.tags or self.entities or self.kinds or self.within or self.since or self.until)


_PIECE = late_pattern(r'(?P<minus>-?)(?:(?P<key>[A-Za-z]+):)?(?:"(?P<quoted>[^"]*)"(?P<more>\*?)|(?P<bare>[^\s"]+))')
_DAY = late_pattern(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_INFLECTED = late_pattern("[\u0400-\u04ff]{3}$")
_HALF_TYPED = late_pattern(r"(?:^|[\s-])[^\W_][^\W_]+$")
_SURROGATE = late_pattern("[\ud800-\udfff]")
_LISTS = ("tag", "entity", "kind", "in")
_DAYS = ("since", "until")


def parse_as_typed(text: str) -> Query:
    """The query that `text` is so far: the word being typed may be the start of a longer one."""
    return parse_query(f"{text}*" if _HALF_TYPED.search(text) else text)


def parse_query(text: str) -> Query:
    """The query that `text` is; any text is one."""
    needles: list[Needle] = []
    without: list[Needle] = []
    lists: dict[str, list[str]] = {name: [] for name in _LISTS}
    days = dict.fromkeys(_DAYS, "")
    for piece in _PIECE.finditer(_SURROGATE.sub("\ufffd", text)):  # bytes of an argument that are no UTF-8
        key, value = (piece["key"] or "").lower(), (piece["bare"] or piece["quoted"] or "").strip()
        if piece["minus"]:
            without += _needle(piece)
        elif key in lists and value:
            lists[key].append(value)
        elif key in days and _DAY.fullmatch(value):
            days[key] = value
        else:
            needles += _needle(piece)
    tags, entities, kinds, within = (tuple(lists[name]) for name in _LISTS)
    every = tuple(dict.fromkeys(needles))
    return Query(every, tuple(without), tags, entities, kinds, within, days["since"], days["until"])


def _needle(piece: re.Match[str]) -> tuple[Needle, ...]:
    """The words of a piece as one row, or nothing where it has none.

    A Cyrillic word is also found with the endings that its language puts on it, unless it stands in quotes: who asks
    for Путин means Путина and Путину too.
    """
    written = piece[0].removeprefix("-")
    is_prefix = written.endswith("*") or (piece["quoted"] is None and bool(_INFLECTED.search(written)))
    return (Needle(searchable(written), is_prefix),) if terms(written) else ()
