"""Everything the program can do without a screen: briefings, entities and notes joined into frozen values."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.library.address import Address
    from reader.library.library import Library
    from reader.library.opening import LocatedNote, OpenBriefing, UnreadableNote
    from reader.library.shelf import Shelf, ShelfEntry
    from reader.storage.state import Mark, Position

__all__ = [
    "Address",
    "Library",
    "LocatedNote",
    "Mark",
    "OpenBriefing",
    "Position",
    "Shelf",
    "ShelfEntry",
    "UnreadableNote",
]

_WHERE = {
    "Address": "reader.library.address",
    "Library": "reader.library.library",
    "LocatedNote": "reader.library.opening",
    "OpenBriefing": "reader.library.opening",
    "UnreadableNote": "reader.library.opening",
    "Shelf": "reader.library.shelf",
    "ShelfEntry": "reader.library.shelf",
    "Mark": "reader.storage.state",
    "Position": "reader.storage.state",
}


def __getattr__(name: str) -> object:
    """A name of this package, from its module: a command that needs one does not wait for all."""
    if name not in _WHERE:
        raise AttributeError(name)
    return getattr(import_module(_WHERE[name]), name)
