"""Whether the parts of one briefing fit together: ids that must differ, ids that must exist."""

from __future__ import annotations

from collections.abc import Iterable

from reader.core.briefing import Briefing
from reader.core.shape import Faults


def note_duplicates(briefing: Briefing, faults: Faults) -> None:
    """Note every id that two sections, entities or sources of the briefing share."""
    _note_repeated("sections", (section.id for section in briefing.sections), faults)
    _note_repeated("entities", (entity.id for entity in briefing.entities), faults)
    _note_repeated("sources", (source.id for source in briefing.sources), faults)


def _note_repeated(table: str, ids: Iterable[str], faults: Faults) -> None:
    first: dict[str, int] = {}
    for place, name in enumerate(ids):
        if name in first:
            faults.add((table, place, "id"), f'the id "{name}" is taken by {table}[{first[name]}]', "duplicate-id")
        first.setdefault(name, place)
