"""A briefing as one JSON document: all that its file says, each paragraph's plain text, and what names which entity."""

from __future__ import annotations

from datetime import date, time

from reader.core.format.briefing import Entity, Section
from reader.core.note import iso_moment
from reader.core.pages.page import Page, PageNote
from reader.core.reading.document import Item, LinkKind
from reader.core.text.block import SpanKind
from reader.core.value import Value, fields

_LEFT_OUT = {"sections", "events", "entities", "sources", "body", "figures", "charts", "autolink"}
_PAIRS = {"ids", "facts"}


def json_document(page: Page) -> dict[str, object]:
    """The page as the one object that is printed, without its version."""
    document: dict[str, object] = {
        "briefing": _plain(page.briefing) | {"summary_paragraphs": [_paragraph(page, item) for item in page.summary]},
        "sections": [_section(page, section) for section in page.sections],
        "events": [_plain(event) for event in page.events],
        "entities": [_entity(entity) for entity in page.named()],
        "sources": [_plain(source) | {"label": page.labels[source.id]} for source in page.sources],
    }
    if page.notes is not None:
        document["notes"] = [_note(one) for one in page.notes]
    return document


def _plain(value: Value) -> dict[str, object]:
    """A part of a briefing as an object: every field under its own name, null where the file says nothing."""
    return {
        field.name: _pairs(getattr(value, field.name)) if field.name in _PAIRS else _value(getattr(value, field.name))
        for field in fields(value)
        if field.name not in _LEFT_OUT
    }


def _pairs(pairs: tuple[tuple[str, object], ...]) -> dict[str, object]:
    return {name: _value(value) for name, value in pairs}


def _value(value: object) -> object:
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    if isinstance(value, Value):
        return _plain(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    return None if value == "" else value


def _section(page: Page, section: Section) -> dict[str, object]:
    return _plain(section) | {
        "body": section.body,
        "paragraphs": [_paragraph(page, item) for item in page.items(section.id)],
        "figures": [_plain(figure) for figure in section.figures],
        "charts": [_plain(chart) for chart in section.charts],
    }


def _paragraph(page: Page, item: Item) -> dict[str, object]:
    """One block: `paragraph` is its number in its section, `lead` what stands before its first line."""
    block = item.block
    return {
        "paragraph": item.paragraph or None,
        "kind": block.kind.name.lower(),
        "level": block.level or None,
        "lead": block.lead or None,
        "text": block.text,
        "spans": [
            {"start": span.start, "end": span.end, "kind": span.kind.name.lower(), "target": span.target or None}
            for span in block.spans
            if span.kind is not SpanKind.ENTITY
        ],
        "mentions": [
            {
                "start": link.start,
                "end": link.end,
                "text": block.text[link.start : link.end],
                "entities": list(link.targets),
            }
            for link in page.document.links(item)
            if link.kind is LinkKind.ENTITY
        ],
    }


def _entity(entity: Entity) -> dict[str, object]:
    return _plain(entity) | {"autolink": entity.autolink}


def _note(one: PageNote) -> dict[str, object]:
    note, place = one.note, one.place
    return {
        "id": note.id,
        "state": str(one.state),
        "section": one.section or None,
        "entity": note.target.entity,
        "paragraph": place.paragraph if place else None,
        "start": place.start if place else None,
        "end": place.end if place else None,
        "quote": one.quote or None,
        "text": note.text,
        "kind": str(note.kind),
        "tags": list(note.tags),
        "created": iso_moment(note.created),
        "modified": iso_moment(note.modified),
    }
