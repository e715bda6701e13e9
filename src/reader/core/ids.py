"""What an id may be: of briefings, sections, entities and sources."""

from __future__ import annotations

ID_PATTERN = "^[a-z0-9][a-z0-9-]{0,63}$"
