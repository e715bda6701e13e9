"""A personal note and what it is about."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from reader.core.anchoring.anchor import Anchor
from reader.core.safe_text import safe
from reader.core.value import Value


def iso_moment(value: datetime) -> str:
    """A moment as ISO 8601, in UTC as people write it: `2026-11-24T08:00:00Z`."""
    return value.isoformat().replace("+00:00", "Z")


class NoteKind(StrEnum):
    """What a note is for its writer."""

    COMMENT = "comment"
    QUESTION = "question"
    HYPOTHESIS = "hypothesis"
    INDICATOR = "indicator"
    DISAGREE = "disagree"
    FOLLOW_UP = "follow-up"


class Target(Value):
    """What a note is about: a stretch of text, a section, an entity, or a whole briefing.

    `anchor` is None for a note on a section or an entity as a whole; `edition` is the briefing's at the time.
    """

    briefing: str
    edition: int | None = None
    section: str | None = None
    entity: str | None = None
    anchor: Anchor | None = None


class Outcome(StrEnum):
    """What a person decided about a note whose text had changed."""

    ACCEPTED = "accepted"
    PLACED = "placed"
    UNANCHORED = "unanchored"


Extra = tuple[tuple[str, object], ...]
"""Keys that another version of the program wrote: kept as they are when a note is rewritten."""


class Decision(Value):
    """A place that a person confirmed or chose for a note, in a later edition; `anchor` is None for none."""

    at: datetime
    outcome: Outcome
    edition: int | None = None
    anchor: Anchor | None = None
    extra: Extra = ()


class Note(Value):
    """One note. `created` and `modified` are in UTC, whole seconds; `text` is Markdown, the writer's own words.

    `target` is what the note was written on and never changes; `decisions` are what was decided since, oldest first.
    """

    id: str
    created: datetime
    modified: datetime
    target: Target
    text: str
    tags: tuple[str, ...] = ()
    kind: NoteKind = NoteKind.COMMENT
    decisions: tuple[Decision, ...] = ()
    extra: Extra = ()
    target_extra: Extra = ()

    @property
    def anchor(self) -> Anchor | None:
        """Where the note points now: what was decided last, else what it was written on."""
        return self.decisions[-1].anchor if self.decisions else self.target.anchor


class Draft(Value):
    """A note that is being written; `note` is what would be saved now, with no id while it is new.

    `base` is the version of the note that is being changed, as it was when that began; empty for a new note.
    """

    id: str
    note: Note
    base: str = ""


def clean_words(text: str) -> str:
    """A writer's words as they are kept: line ends made one kind, control characters made visible."""
    return safe(text.replace("\r\n", "\n"))


def note_id(created: datetime, random: str) -> str:
    """The id of a note from its moment of creation in UTC and six random hex digits: `20261123T181626-4f9c2a`."""
    return f"{created:%Y%m%dT%H%M%S}-{random}"
