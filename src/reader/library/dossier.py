"""Everything the library says about one entity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.core.format.briefing import Entity
from reader.core.reading.sparkline import Stretch, stretches
from reader.core.value import Value

if TYPE_CHECKING:
    from reader.library.catalogue import Catalogue
    from reader.storage.index import Index
    from reader.storage.index.rows import Appearance, FactLine, MentionLine, NoteRow

TOGETHER = 12
"""How many of the entities most often mentioned with it a dossier names."""
_BATCH = 64
"""Briefings whose mentions are asked for at once."""


class Dossier(Value):
    """One entity: what is known of it, its links both ways, where it is mentioned, the notes that concern it.

    `links` and `links_here` are pairs of relation and id of the other entity; `together` are the entities most often
    mentioned in the same paragraphs, with the number of those; `appearances` stand in order of date. Mentions are read
    from the index as they are asked for, so that a dossier of 20,000 opens at once.
    """

    entity: Entity
    links: tuple[tuple[str, str], ...]
    links_here: tuple[tuple[str, str], ...]
    facts: tuple[FactLine, ...]
    appearances: tuple[Appearance, ...]
    together: tuple[tuple[str, int], ...]
    notes: tuple[NoteRow, ...]
    names: dict[str, str]
    _index: Index

    @property
    def mention_count(self) -> int:
        """How often it is mentioned."""
        return sum(one.mentions for one in self.appearances)

    @property
    def over_time(self) -> tuple[Stretch, ...]:
        """Its mentions by year or month, without gaps."""
        return stretches((one.date, one.mentions) for one in self.appearances)

    @property
    def seen(self) -> tuple[str, str]:
        """The days of the first and the last briefing that mentions it; empty where none has a day."""
        days = [one.date for one in self.appearances if one.date]
        return (days[0], days[-1]) if days else ("", "")

    def mentions(self) -> Iterator[MentionLine]:
        """Every mention over the library, in order of date."""
        for at in range(0, len(self.appearances), _BATCH):
            yield from self._index.mentions(self.entity.id, self.appearances[at : at + _BATCH])

    def name_of(self, entity_id: str) -> str:
        """The name of an entity that the dossier speaks of."""
        return self.names.get(entity_id, entity_id)

    def changed_facts(self) -> dict[str, tuple[FactLine, ...]]:
        """The facts that briefings state differently, each as it was first stated and whenever it changed."""
        found: dict[str, list[FactLine]] = {}
        for fact in self.facts:
            told = found.setdefault(fact.name, [])
            if not told or told[-1].value != fact.value:
                told.append(fact)
        return {name: tuple(told) for name, told in found.items() if len(told) > 1}


def make_dossier(catalogue: Catalogue, entity: Entity) -> Dossier:
    """What the catalogue says of an entity."""
    index = catalogue.index
    links = tuple((link.relation, link.to) for link in entity.links)
    links_here = index.linked_from(entity.id)
    together = index.mentioned_with(entity.id, TOGETHER)
    named = {other for _, other in (*links, *links_here)} | {other for other, _ in together}
    return Dossier(
        entity=entity,
        links=links,
        links_here=links_here,
        facts=index.facts(entity.id),
        appearances=index.appearances(entity.id),
        together=together,
        notes=index.notes_beside(entity.id),
        names=index.names(named | {entity.id}),
        _index=index,
    )
