"""What an error of SQLite says of its file: that it is damaged, that another program holds it, or neither."""

from __future__ import annotations

import sqlite3

_DAMAGE = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CONSTRAINT}
_DAMAGE |= {sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_INTERNAL}


def is_damage(error: Exception) -> bool:
    """Whether an error says that the file's content is wrong, rather than that it cannot be used."""
    return isinstance(error, sqlite3.Error) and _code(error) in _DAMAGE


def is_held(error: Exception) -> bool:
    """Whether another program keeps the file locked, for longer than was waited."""
    return isinstance(error, sqlite3.Error) and _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _code(error: sqlite3.Error) -> int:
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF
