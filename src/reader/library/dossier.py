"""Everything the library says about one entity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.core.format.briefing import Entity
from reader.core.reading.sparkline import Period, periods
from reader.core.value import Value
from reader.library.descriptions import Addition, additions

if TYPE_CHECKING:
    from reader.library.catalogue import Catalogue
    from reader.storage.index import Index
    from reader.storage.index.rows import Appearance, Description, MentionLine, NoteRow

TOGETHER = 12
"""How many of the entities most often mentioned with it a dossier names."""
_BATCH = 64
"""Briefings whose mentions are asked for at once."""


class Dossier(Value):
    """One entity: what is known of it, its links both ways, where it is mentioned, the notes that concern it.

    `entity` is how the file that comes first describes it, `descriptions` how every file does. `links` and `links_here`
    are pairs of relation and id of the other entity, whichever file has them; `together` are the entities most often
    mentioned in the same paragraphs, with the number of those; `appearances` stand in order of date. Mentions are read
    from the index as they are asked for, so that a dossier of 20,000 opens at once.
    """

    entity: Entity
    links: tuple[tuple[str, str], ...]
    links_here: tuple[tuple[str, str], ...]
    descriptions: tuple[Description, ...]
    appearances: tuple[Appearance, ...]
    together: tuple[tuple[str, int], ...]
    notes: tuple[NoteRow, ...]
    _names: dict[str, str]
    _index: Index

    @property
    def mention_count(self) -> int:
        """How often it is mentioned."""
        return sum(one.mentions for one in self.appearances)

    @property
    def over_time(self) -> tuple[Period, ...]:
        """Its mentions by year or month, without gaps."""
        return periods((one.date, one.mentions) for one in self.appearances)

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
        if entity_id not in self._names:  # a summary may name any
            self._names[entity_id] = self._index.names([entity_id]).get(entity_id, entity_id)
        return self._names[entity_id]

    def changed_facts(self) -> dict[str, tuple[tuple[object, Description], ...]]:
        """The facts that files state differently, each as it was first stated and whenever it changed, and where."""
        found: dict[str, list[tuple[object, Description]]] = {}
        for one in self.descriptions:
            for name, value in one.entity.facts:
                told = found.setdefault(name, [])
                if not told or told[-1][0] != value:
                    told.append((value, one))
        return {name: tuple(told) for name, told in found.items() if len(told) > 1}

    def additions(self) -> tuple[Addition, ...]:
        """What files say of it besides `entity`, each thing once, and not the facts that changed."""
        return additions(self.entity, self.descriptions, self.changed_facts())


def make_dossier(catalogue: Catalogue, entity: Entity) -> Dossier:
    """What the catalogue says of an entity."""
    index = catalogue.index
    descriptions = index.descriptions(entity.id)
    described = (entity, *(one.entity for one in descriptions))
    links = tuple(dict.fromkeys((link.relation, link.to) for one in described for link in one.links))
    links_here = index.linked_from(entity.id)
    together = index.mentioned_with(entity.id, TOGETHER)
    named = {other for _, other in (*links, *links_here)} | {other for other, _ in together}
    return Dossier(
        entity=entity,
        links=links,
        links_here=links_here,
        descriptions=descriptions,
        appearances=index.appearances(entity.id),
        together=together,
        notes=index.notes_beside(entity.id),
        _names=index.names(named | {entity.id}),
        _index=index,
    )
