"""What a file says of an entity, as the index keeps it: words to search in, and JSON that gives the entity back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from reader.core.format.briefing import Alias, Entity, EntityKind, Link
from reader.core.reading.values import show_fact


def title_of(entity: Entity) -> str:
    """All names of an entity, one a line."""
    return "\n".join(entity.names)


def text_of(entity: Entity) -> str:
    """What else is said of an entity, as words to search in."""
    facts = (f"{name} {show_fact(value)}" for name, value in entity.facts)
    numbers = (f"{scheme} {value}" for scheme, value in entity.ids)
    relations = (link.relation for link in entity.links)
    return "\n".join(filter(None, (entity.id, entity.kind, entity.summary, *facts, *numbers, *relations)))


def entity_content(entity: Entity) -> dict[str, Any]:
    """An entity as JSON can hold it; `entity_from` is the way back."""
    return {
        "name": entity.name,
        "kind": entity.kind,
        "native": entity.native,
        "aliases": [[alias.text, alias.lang, alias.case] for alias in entity.aliases],
        "ids": entity.ids,
        "summary": entity.summary,
        "autolink": entity.autolink,
        "facts": [[name, *_plain(value)] for name, value in entity.facts],
        "links": [[link.to, link.relation] for link in entity.links],
    }


def _plain(value: object) -> tuple[str, object]:
    """A fact's value for JSON, and what it was."""
    if isinstance(value, (datetime, date)):
        return ("moment" if isinstance(value, datetime) else "day"), value.isoformat()
    return "", value


def entity_from(entity_id: str, content: dict[str, Any]) -> Entity:
    """The entity that `entity_content` was made from."""
    return Entity(
        id=entity_id,
        name=content["name"],
        kind=EntityKind(content["kind"]),
        native=content["native"],
        aliases=tuple(Alias(text=text, lang=lang, case=case) for text, lang, case in content["aliases"]),
        ids=tuple((scheme, value) for scheme, value in content["ids"]),
        summary=content["summary"],
        autolink=content["autolink"],
        facts=tuple((name, _value(*value)) for name, *value in content["facts"]),
        links=tuple(Link(to=to, relation=relation) for to, relation in content["links"]),
    )


def _value(kind: str, plain: Any) -> object:
    if kind:
        return (datetime if kind == "moment" else date).fromisoformat(plain)
    return plain


def spellings_of(entities: Iterable[Entity]) -> set[tuple[str, str, bool, bool]]:
    """All that decides where texts name these entities: id, name, whether case counts, whether it links by itself."""
    found = set()
    for entity in entities:
        found.add((entity.id, entity.name, False, entity.autolink))
        found.update((entity.id, alias.text, alias.case, entity.autolink) for alias in entity.aliases)
        if entity.native:
            found.add((entity.id, entity.native, False, entity.autolink))
    return found
