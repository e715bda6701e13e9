"""What an error of SQLite says of its file: that it is damaged, or only that it cannot be used now."""

from __future__ import annotations

import sqlite3

_DAMAGE = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CONSTRAINT}
_DAMAGE |= {sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_INTERNAL}


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the error says that the file's content is wrong, rather than that it cannot be used."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _DAMAGE
