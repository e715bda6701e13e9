"""Everything the program can do without a screen: briefings, entities and notes joined into frozen values."""

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
