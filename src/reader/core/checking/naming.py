"""Names of entities as an author must mind them: names that fit several, and entities that no text names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from reader.core.checking.marks import MarkKind, running_text
from reader.core.checking.references import Body
from reader.core.format.briefing import ENTITY, Entity
from reader.core.format.fault import Faults, Path
from reader.core.format.raw import RawTable, tables, text
from reader.core.text.mentions import Mention, Resolver, fold_name

Described = Mapping[str, tuple[Path, Entity]]
"""The entities of a file by id, each with its path."""


def described(entities: Iterable[Entity]) -> Described:
    """The entities of a file that was read whole."""
    return {entity.id: (("entities", place), entity) for place, entity in enumerate(entities)}


def entities_in(raw: RawTable) -> Described:
    """The entities that can be read of a file in which something is wrong."""
    found: dict[str, tuple[Path, Entity]] = {}
    for path, table in tables(raw, "entities"):
        entity = ENTITY.read(table, path, Faults())
        if entity is not None:
            found.setdefault(entity.id, (path, entity))
    return found


class Naming:
    """The names that a file may use, its own before those that its library shares."""

    def __init__(self, own: Iterable[Entity], shared: Iterable[Entity], shared_names: Resolver) -> None:
        self._own, self._shared = tuple(own), tuple(shared)
        # Two resolvers, for a library's takes long to make and serves every file: what they find is asked again of
        # one for both, where it matters.
        self._finders = (Resolver(self._own), shared_names) if self._own else (shared_names,)
        self._found: dict[str, tuple[Mention, ...]] = {}

    def named(self, texts: Iterable[Body]) -> frozenset[str]:
        """The entities that texts name, by their names or by marks; with a few that only code or links name."""
        marked = {mark.target for body in texts for mark in body.marks if mark.kind is MarkKind.ENTITY}
        found = (mention.entities for body in texts for mention in self._mentions(body.source))
        of_names = {id(entities): entities for entities in found}  # very many mentions may be of very many entities
        return frozenset(marked.union(*of_names.values()))

    def note_ambiguous(self, texts: Iterable[Body], faults: Faults) -> None:
        """Note the first place in each text of every name that fits several entities."""
        for body in texts:
            if not any(mention.is_ambiguous for mention in self._mentions(body.source)):
                continue
            seen: set[str] = set()
            for mention in self._both.find(running_text(body.source)):
                word = body.source[mention.start : mention.end]
                if mention.is_ambiguous and fold_name(word) not in seen:
                    seen.add(fold_name(word))
                    message = f'"{word}" may be {_either(mention.entities)}'
                    faults.warn(body.path, message, "ambiguous-name", mention.start)

    @cached_property
    def _both(self) -> Resolver:
        return Resolver(self._own, self._shared)

    def _mentions(self, source: str) -> tuple[Mention, ...]:
        """What any of the finders finds in a text: looked for once, and asked twice."""
        if source not in self._found:
            self._found[source] = tuple(chain.from_iterable(finder.find(source) for finder in self._finders))
        return self._found[source]


def shown_names(entities: Iterable[Entity], texts: Iterable[Body]) -> frozenset[str]:
    """The entities that the blocks of texts name, as a reader sees them: asked before one is told missing."""
    names = Resolver(entities)
    mentions = (mention for body in texts for block in body.blocks for mention in names.mentions(block))
    return frozenset(chain.from_iterable({id(one.entities): one.entities for one in mentions}.values()))


_MOST_OFFERED = 10


def _either(ids: Sequence[str]) -> str:
    more = f" or {len(ids) - _MOST_OFFERED:,} more" if len(ids) > _MOST_OFFERED else ""
    return " or ".join(f"[[{one}]]" for one in ids[:_MOST_OFFERED]) + more


def note_shared_names(entities: Described, faults: Faults) -> None:
    """Note every name that an entity of a file shares with one before it."""
    first: dict[str, str] = {}
    for path, entity in entities.values():
        for key, name, written in _names(entity) if entity.autolink else ():
            owner = first.setdefault(written, entity.id)
            owner = first.get(fold_name(name), owner) if owner == entity.id else owner
            if owner != entity.id:
                message = f'the name "{name}" is that of "{owner}" too: where it stands in a text, both are offered'
                faults.warn((*path, *key), message, "ambiguous-name")


def _names(entity: Entity) -> Iterator[tuple[Path, str, str]]:
    """The names of an entity: where each stands, the name, and what another must be to be the same name."""
    yield ("name",), entity.name, fold_name(entity.name)
    if entity.native:
        yield ("native",), entity.native, fold_name(entity.native)
    for place, alias in enumerate(entity.aliases):
        yield ("aliases", place), alias.text, f"exactly {alias.text}" if alias.case else fold_name(alias.text)


def note_unnamed(raw: RawTable, entities: Described, named: frozenset[str], faults: Faults) -> None:
    """Note the entities of a file that nothing names."""
    used = named | linked(raw)
    for path, entity in entities.values():
        if entity.id not in used:
            faults.warn((*path, "id"), f'nothing names the entity "{entity.id}"', "unused-entity")


def linked(raw: RawTable) -> frozenset[str]:
    """The entities that tables of a file name by their ids."""
    events = (event.get("entities") for _, event in tables(raw, "events"))
    found = {one for named in events if isinstance(named, list) for one in named if isinstance(one, str)}
    found |= {text(link, "to") for path, entity in tables(raw, "entities") for _, link in tables(entity, "links", path)}
    return frozenset(found)
