"""Everything that can be said of one file beyond whether it can be read: what `check` adds to what the loader finds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reader.core.checking.doubts import note_doubts
from reader.core.checking.naming import (
    Described,
    Naming,
    described,
    entities_in,
    linked,
    note_shared_names,
    note_unnamed,
    shown_names,
)
from reader.core.checking.references import (
    Known,
    Leading,
    bodies,
    leadings,
    note_ceilings,
    note_dead_ids,
    note_dead_marks,
)
from reader.core.format.briefing import Briefing, Entity
from reader.core.format.fault import Faults
from reader.core.format.raw import RawTable, tables, text
from reader.core.text.mentions import Resolver
from reader.core.value import Value


class SharedNames:
    """The entities that the briefings of a library share, made ready once for all of its files."""

    def __init__(self, entities: Iterable[Entity] = ()) -> None:
        self.entities = tuple(entities)
        self.names = {entity.id: entity.names for entity in self.entities}
        self.resolver = Resolver((), self.entities)


class Inspection(Value):
    """What was found in one file: its faults, and what only the whole library can judge.

    `id` is empty where the file has none. `named` are the ids of the entities that it names.
    """

    faults: Faults
    id: str
    edition: int
    sections: frozenset[str]
    leadings: tuple[Leading, ...]
    named: frozenset[str]


def inspect(raw: RawTable, shared: SharedNames, today: date, read: Briefing | None = None) -> Inspection:
    """What is doubtful in the values of a briefing's file, of which nothing need be as it should.

    `read` is the briefing, where it could be read.
    """
    faults = Faults()
    own = described(read.entities) if read else entities_in(raw)
    texts = bodies(raw)
    nameless = {text(table, "id"): () for _, table in tables(raw, "entities")}
    own_names = {one: entity.names for one, (_, entity) in own.items()}
    known = Known.of(raw, {**shared.names, **nameless, **own_names})
    note_dead_marks(texts, known, faults)
    note_ceilings(texts, faults)
    note_dead_ids(raw, known, faults)
    note_doubts(raw, today, faults)
    naming = Naming((entity for _, entity in own.values()), shared.entities, shared.resolver)
    naming.note_ambiguous(texts, faults)
    named = naming.named(texts)
    missing = [entity for _, entity in own.values() if entity.id not in named]
    note_unnamed(raw, own, named | (shown_names(missing, texts) if missing else frozenset()), faults)
    edition = raw.get("edition")
    return Inspection(
        faults,
        text(raw, "id"),
        edition if isinstance(edition, int) else 1,
        known.sections,
        leadings(texts),
        named | linked(raw),
    )


def inspect_registry(raw: RawTable, own: Described, today: date) -> Inspection:
    """What is doubtful in the values of a file of shared entities, of which these could be read."""
    faults = Faults()
    texts = bodies(raw)
    known = Known.of(raw, {one: entity.names for one, (_, entity) in own.items()})
    note_dead_marks(texts, known, faults)
    note_ceilings(texts, faults)
    note_dead_ids(raw, known, faults)
    note_doubts(raw, today, faults)
    note_shared_names(own, faults)
    return Inspection(faults, "", 1, frozenset(), leadings(texts), linked(raw))
