"""What an id may be: of briefings, sections, entities and sources."""

from __future__ import annotations

from reader.core.late import late_pattern

ID_PATTERN = "^[a-z0-9][a-z0-9-]{0,63}$"
_ID = late_pattern(ID_PATTERN)


def is_id(text: str) -> bool:
    """Whether a text has the form of an id."""
    return _ID.fullmatch(text) is not None
