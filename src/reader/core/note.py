"""A personal note and what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reader.core.anchor import Anchor


class NoteKind(StrEnum):
    """What a note is for its writer."""

    COMMENT = "comment"
    QUESTION = "question"
    HYPOTHESIS = "hypothesis"
    INDICATOR = "indicator"
    DISAGREE = "disagree"
    FOLLOW_UP = "follow-up"


@dataclass(frozen=True, slots=True)
class Target:
    """What a note is about: a stretch of text, a section, an entity, or a whole briefing.

    `anchor` is None for a note on a section or an entity as a whole; `edition` is the briefing's at the time.
    """

    briefing: str
    edition: int | None = None
    section: str | None = None
    entity: str | None = None
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """One note. `created` and `modified` are in UTC, whole seconds; `text` is Markdown, the writer's own words."""

    id: str
    created: datetime
    modified: datetime
    target: Target
    text: str
    tags: tuple[str, ...] = ()
    kind: NoteKind = NoteKind.COMMENT
