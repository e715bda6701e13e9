"""What several files say of one entity, without saying it twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from reader.core.value import Value

if TYPE_CHECKING:
    from reader.core.format.briefing import Entity
    from reader.storage.index.rows import Description


class About(Enum):
    """What a statement is about."""

    KIND = auto()
    NAME = auto()
    ID = auto()
    SUMMARY = auto()
    FACT = auto()


class Statement(NamedTuple):
    """One thing that is said of an entity; `name` is that of a fact or of who gave the id."""

    about: About
    value: object
    name: str = ""


class Addition(Value):
    """What one file says of an entity that is said nowhere before it."""

    by: Description
    statements: tuple[Statement, ...]

    def of(self, about: About) -> tuple[Statement, ...]:
        """Those about one thing."""
        return tuple(one for one in self.statements if one.about is about)


def additions(
    entity: Entity, descriptions: Iterable[Description], changed_facts: Collection[str]
) -> tuple[Addition, ...]:
    """What files add to what an entity is said to be, file by file; facts that changed are told elsewhere."""
    said = set(_statements(entity))
    found = []
    for one in descriptions:
        new = tuple(
            statement
            for statement in dict.fromkeys(_statements(one.entity))
            if statement not in said and not (statement.about is About.FACT and statement.name in changed_facts)
        )
        said.update(new)
        if new:
            found.append(Addition(one, new))
    return tuple(found)


def _statements(entity: Entity) -> Iterator[Statement]:
    yield Statement(About.KIND, entity.kind)
    yield from (Statement(About.NAME, name) for name in entity.names)
    yield from (Statement(About.ID, value, scheme) for scheme, value in entity.ids)
    if entity.summary:
        yield Statement(About.SUMMARY, entity.summary)
    yield from (Statement(About.FACT, value, name) for name, value in entity.facts)
