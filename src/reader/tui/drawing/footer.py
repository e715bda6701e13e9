"""Which keys matter now, as the bottom line of every screen names them: a key and a word for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.tui.actions import BY_NAME, SELECTING
from reader.tui.drawing.paint import Piece, measure
from reader.tui.keys import Keys

Hint = tuple[str, str]
"""A key as people write it, and a word for what it does."""
Named = str | tuple[str, str]
"""The name of an action, with another word than its own where it does something else here."""

TEXT, DOSSIER, FILTERED = "", "dossier", "filtered"
_MOVE: tuple[Named, ...] = (("line_down", "down"), ("line_up", "up"))
NAMED: dict[str, tuple[Named, ...]] = {
    TEXT: (
        *("next_link", "follow", "note", "find", "search", "next_section"),
        *("contents", "open", "notes", "entities", "palette", "copy_cited", "theme"),
    ),
    DOSSIER: (
        *("back", "next_link", "follow", ("note_here", "note"), "find", "search"),
        *("contents", "open", "notes", "palette", "theme"),
    ),
    SELECTING: (
        *("note", "copy", "select_right", "select_word", "select_down", "select_sentence", "select_to_end"),
        *("copy_cited", "select_other_end", "select"),
    ),
    "contents": (("follow", "go there"), *_MOVE),
    "entities": (("follow", "dossier"), *_MOVE),
    "notes": (("follow", "go there"), *_MOVE, ("find", "filter"), "edit_note", "delete_note"),
    FILTERED: (("follow", "go there"), *_MOVE, ("find", "filter anew"), "edit_note", "delete_note"),
}
"""The actions whose keys the bottom line names, as many as there is room for: while reading, in a mode, in a panel."""
_AWAY_FROM_A_LINK: dict[Named, Named] = {"follow": "page_down"}
"""What is named instead while no link is in focus: of the same width, so that the rest stays where it is."""
_OF_AN_ENTRY: frozenset[Named] = frozenset(
    (("follow", "go there"), ("follow", "dossier"), *_MOVE, ("find", "filter"), "edit_note", "delete_note")
)
"""What can be done with the entries of a list, and is not named where it has none."""
_AT_THE_END: dict[str, tuple[Named, ...]] = {
    TEXT: ("help", "leave"),
    SELECTING: ("cancel",),
    FILTERED: (("cancel", "all notes"), "help"),
}
"""The actions whose keys always stand at its end: those of a text, and others where it is another matter."""
_END_OF_LIST: tuple[Named, ...] = (("cancel", "to the text"), "help")


def hints(
    keys: Keys, where: str, offered: Sequence[str], *, is_empty: bool = False, at_link: bool = False
) -> list[Hint]:
    """The keys that matter where the reader is, those of the actions offered just now before the rest.

    `is_empty` tells that the list that has the keys has no entry, `at_link` that a link is in focus.
    """
    named = NAMED[where] if at_link else [_AWAY_FROM_A_LINK.get(one, one) for one in NAMED[where]]
    without = _OF_AN_ENTRY if is_empty else frozenset(offered)
    return _hints(keys, (*offered, *(one for one in named if one not in without)))


def end_hints(keys: Keys, where: str) -> list[Hint]:
    """The keys that are always named there."""
    in_text = {DOSSIER: TEXT}.get(where, where)
    return _hints(keys, _AT_THE_END.get(in_text, _END_OF_LIST))


def _hints(keys: Keys, named: Iterable[Named]) -> list[Hint]:
    words = [(one, BY_NAME[one].hint or BY_NAME[one].does) if isinstance(one, str) else one for one in named]
    return [(key, word) for name, word in words if (key := keys.first(name))]


def hint_pieces(shown: Iterable[Hint], room: int | None = None) -> list[Piece]:
    """Some keys as pieces of a line: as many as there is room for, in cells, none of them cut."""
    pieces: list[Piece] = []
    for key, word in shown:
        pair: list[Piece] = [(f" {key}", "bar--key"), (f" {word} ", "bar--dim")]
        if room is None or measure((*pieces, *pair)) <= room:
            pieces += pair
    return pieces
