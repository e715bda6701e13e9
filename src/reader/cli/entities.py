"""`entities`: who and what the library speaks of, or all that it says of one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from reader.cli.arguments import Options
from reader.cli.indexing import fresh_catalogue
from reader.cli.output import has_color, is_terminal, print_json, print_lines, print_table, say
from reader.core.reading.document import Role
from reader.core.safe_text import safe_line
from reader.errors import NotFoundError

if TYPE_CHECKING:
    from reader.core.format.briefing import Entity
    from reader.core.pages.text_page import TextLine
    from reader.core.reading.document import Document, Item
    from reader.library.catalogue import Catalogue
    from reader.library.dossier import Dossier
    from reader.storage.index.rows import Description, EntityRow


def entities(options: Options) -> int:
    """Print all entities, or the dossier of one; the exit code is 1 where there is none."""
    catalogue = fresh_catalogue(options)
    if options.entity:
        return _print_dossier(catalogue, options)
    rows = catalogue.index.entities()
    if options.json:
        print_json({"entities": map(_document, rows)})
    elif rows:
        print_table(options, _HEADINGS, map(_cells, rows))
    else:
        say("The library describes no entities.")
    return 0 if rows else 1


_HEADINGS = ("id", "kind", "name", "mentions", "briefings", "also")


def _cells(row: EntityRow) -> tuple[str, ...]:
    return (row.id, row.kind, row.name, str(row.mentions), str(row.briefings), ", ".join(row.aliases))


def _document(row: EntityRow) -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "aliases": [*([row.native] if row.native else []), *row.aliases],
        "mentions": row.mentions,
        "briefings": row.briefings,
    }


def _print_dossier(catalogue: Catalogue, options: Options) -> int:
    from reader.library.dossier import make_dossier

    dossier = make_dossier(catalogue, _entity(catalogue, options.entity))
    if options.json:
        print_json(_dossier_document(dossier))
    else:
        from reader.library.dossier_text import dossier_document

        _print_document(dossier_document(dossier, lambda _: ()), options)
    return 0


def _entity(catalogue: Catalogue, name: str) -> Entity:
    """The entity of that id or name. Raises `NotFoundError`, also where several have the name."""
    ids = catalogue.index.find_entities(safe_line(name))
    if len(ids) > 1:
        raise NotFoundError(f'"{name}" may be any of {", ".join(ids)}.')
    return catalogue.entity(ids[0] if ids else name)


def _dossier_document(dossier: Dossier) -> dict[str, object]:
    entity = dossier.entity
    about = {
        "id": entity.id,
        **_names(entity),
        "mentions": dossier.mention_count,
        "briefings": len(dossier.appearances),
    }
    first, last = dossier.seen
    return {
        "entities": [about],
        "summary": entity.summary,
        "facts": _facts(entity),
        "descriptions": [_description(one) for one in dossier.descriptions],
        "changed_facts": {
            name: [
                {"value": _plain(value), "briefing": by.briefing or None, "date": by.date or None} for value, by in told
            ]
            for name, told in dossier.changed_facts().items()
        },
        "links": [
            *({"from": entity.id, "relation": relation, "to": other} for relation, other in dossier.links),
            *({"from": other, "relation": relation, "to": entity.id} for relation, other in dossier.links_here),
        ],
        "first": first or None,
        "last": last or None,
        "mentioned_with": [{"id": other, "paragraphs": count} for other, count in dossier.together],
        "mentions": [
            {
                "briefing": line.briefing,
                "date": line.date or None,
                "section": line.section or None,
                "paragraph": line.paragraph or None,
                "text": line.text,
            }
            for line in dossier.mentions()
        ],
        "notes": [
            {
                "id": note.id,
                "briefing": note.briefing,
                "section": note.section or None,
                "entity": note.entity or None,
                "quote": note.quote or None,
                "text": note.text,
            }
            for note in dossier.notes
        ],
    }


def _names(entity: Entity) -> dict[str, object]:
    return {
        "name": entity.name,
        "kind": str(entity.kind),
        "aliases": list(entity.other_names),
    }


def _facts(entity: Entity) -> dict[str, object]:
    return {name: _plain(value) for name, value in entity.facts}


def _description(one: Description) -> dict[str, object]:
    """What one file says of the entity; `briefing` is null for the entities that the library shares."""
    return {
        "briefing": one.briefing or None,
        "date": one.date or None,
        **_names(one.entity),
        "summary": one.entity.summary,
        "facts": _facts(one.entity),
        "links": [{"from": one.entity.id, "relation": link.relation, "to": link.to} for link in one.entity.links],
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _print_document(document: Document, options: Options) -> None:
    items = (item for part in document.parts for item in part.items)
    lines = (line for place, item in enumerate(items) for line in _item_lines(item, is_first=not place))
    if is_terminal():
        from reader.cli.text_on_terminal import print_on_terminal

        print_on_terminal(lines, has_color=has_color(options))
    else:
        print_lines(map(str, lines))


def _item_lines(item: Item, *, is_first: bool) -> Iterator[TextLine]:
    """A line of a dossier as text; a blank line before each title and heading, and after what the entity is."""
    from reader.core.pages.text_page import Style, TextLine, cells

    text, lead = item.block.text, item.block.lead
    if item.role is Role.TITLE:
        yield from () if is_first else (TextLine(),)
        yield from (TextLine(text, Style.TITLE), TextLine("=" * cells(text), Style.TITLE))
    elif item.role is Role.HEADING:
        yield from (TextLine(), TextLine(text, Style.HEADING))
    elif item.role in (Role.LEAD, Role.FIGURES):
        yield TextLine()
        yield from (TextLine(line.replace("\t", ": ")) for line in text.split("\n"))
    else:
        style = Style.BYLINE if item.role is Role.BYLINE else Style.PLAIN
        yield TextLine(text, style, lead, " " * len(lead))
