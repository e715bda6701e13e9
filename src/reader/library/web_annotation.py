"""Notes as W3C Web Annotations in JSON-LD, and back.

Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017. Positions are code points of one paragraph's
plain text, whose address is the value of the FragmentSelector. What the model has no word for (the state, the kind,
what was decided since) stands under `reader:note`, and is left out by whoever does not know it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from reader import __version__
from reader.core.anchoring.anchor import Anchor
from reader.core.note import Note, NoteKind, Target, iso_moment
from reader.core.reading.marking import strictest
from reader.core.safe_text import safe, safe_line
from reader.library.note_json import Json, front
from reader.library.note_list import NoteEntry

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
FRAGMENT = "urn:briefing-reader:fragment"
"""What a fragment's value conforms to: a section's id, and `/p` with the number of a paragraph in it, from 1."""
_OWN = "reader:note"
_OWN_CONTEXT = {"reader": "urn:briefing-reader:", _OWN: {"@type": "@json"}}
_BRIEFING = "urn:briefing:"
_IDS = UUID("b5d3ac5c-22e5-5b0a-9d6c-0d3f3a3f6d1e")
"""The name space of the ids: the same note has the same id wherever it is exported."""
_MOTIVATIONS = {NoteKind.QUESTION: "questioning", NoteKind.DISAGREE: "assessing"}


def collection(entries: Iterable[NoteEntry]) -> Json:
    """An AnnotationCollection with the notes on its one page."""
    those = list(entries)
    items = [annotation(entry) for entry in those]
    marking = strictest(entry.marking or "" for entry in those)
    own = _iri("collection " + " ".join(item["id"] for item in items))
    document = {
        "@context": [CONTEXT, _OWN_CONTEXT],
        "id": own,
        "type": "AnnotationCollection",
        "label": f"Notes on briefings{f' ({marking})' if marking else ''}",
        "generator": _generator(),
        "total": len(items),
    }
    if not items:
        return document
    page = {"id": _iri(f"page {own}"), "type": "AnnotationPage", "partOf": own, "startIndex": 0, "items": items}
    return {**document, "first": page, "last": page["id"]}


def annotation(entry: NoteEntry) -> Json:
    """One note as an Annotation."""
    note = entry.note
    return {
        "id": _iri(note.id),
        "type": "Annotation",
        "motivation": _MOTIVATIONS.get(note.kind, "commenting"),
        "created": iso_moment(note.created),
        "modified": iso_moment(note.modified),
        "generator": _generator(),
        "body": list(_bodies(note)),
        "target": _target(note),
        _OWN: {"id": note.id, "state": str(entry.state), "marking": entry.marking, **front(note)},
    }


def _iri(name: str) -> str:
    return uuid5(_IDS, name).urn


def _generator() -> Json:
    return {"type": "Software", "name": f"briefing-reader {__version__}"}


def _bodies(note: Note) -> Iterator[Json]:
    yield {"type": "TextualBody", "value": note.text, "format": "text/markdown", "purpose": "commenting"}
    for tag in note.tags:
        yield {"type": "TextualBody", "value": tag, "purpose": "tagging"}
    if note.target.entity:
        source = f"urn:briefing-entity:{note.target.entity}"
        yield {"type": "SpecificResource", "source": source, "purpose": "identifying"}


def _target(note: Note) -> Json:
    anchor = note.anchor or note.target.anchor
    section = anchor.section if anchor else note.target.section
    target: Json = {
        "type": "SpecificResource",
        "source": _BRIEFING + note.target.briefing,
        "state": {"type": "TimeState", "sourceDate": iso_moment(note.created)},
    }
    if not section:
        return target
    fragment = {
        "type": "FragmentSelector",
        "value": f"{section}/p{anchor.paragraph}" if anchor else section,
        "conformsTo": FRAGMENT,
    }
    return {**target, "selector": {**fragment, "refinedBy": _selectors(anchor)} if anchor else fragment}


def _selectors(anchor: Anchor) -> list[Json]:
    quote = {"type": "TextQuoteSelector", "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
    return [quote, {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end}]


# And back


def own_fields(item: Json) -> tuple[str, Json, str] | None:
    """The id, the fields and the words of a note that this program exported; None of an annotation from elsewhere.

    Words and tags are those of the bodies, which other programs can change.
    """
    own = item.get(_OWN)
    if not isinstance(own, dict) or not isinstance(own.get("id"), str):
        return None
    return own["id"], {**own, "tags": _tags_of(item)}, _words_of(item)


def foreign_note(item: Json, briefing: str, note_id: str) -> Note:
    """A note made of an annotation from elsewhere.

    Of its selectors the quote is taken, with what stands around it. A position that another program counted is not: it
    counts the characters of another rendering, and often in UTF-16.
    """
    created = _moment(item.get("created"))
    modified = _moment(item.get("modified", item.get("updated"))) if item.get("created") else created
    anchor = _anchor(list(_all_selectors(item.get("target"))))
    target = Target(briefing, section=anchor.section or None if anchor else None, anchor=anchor)
    tags = tuple(dict.fromkeys(filter(None, map(safe_line, _tags_of(item)))))
    kind = NoteKind.QUESTION if "questioning" in _strings(item.get("motivation")) else NoteKind.COMMENT
    extra = (("imported", safe(str(item.get("id", "")))),)
    return Note(note_id, created, modified, target, safe(_words_of(item)), tags, kind, extra=extra)


def briefing_of(item: Json) -> str:
    """The id of the briefing that an annotation is on; empty where it names none."""
    targets = item.get("target")
    for target in targets if isinstance(targets, list) else [targets]:
        source = target.get("source", target.get("id")) if isinstance(target, dict) else target
        if isinstance(source, str) and source.startswith(_BRIEFING):
            return source.removeprefix(_BRIEFING).partition("#")[0]
    return ""


def _words_of(item: Json) -> str:
    """The words of an annotation: all its bodies but the tags."""
    words = [str(body["value"]) for body in _textual(item) if "tagging" not in _strings(body.get("purpose"))]
    plain = [item[key] for key in ("bodyValue", "text") if isinstance(item.get(key), str)]
    return "\n\n".join([*words, *plain])


def _tags_of(item: Json) -> list[str]:
    """The tags of an annotation."""
    tags = [str(body["value"]) for body in _textual(item) if "tagging" in _strings(body.get("purpose"))]
    return [*tags, *_strings(item.get("tags"))]


def _textual(item: Json) -> list[Json]:
    bodies = item.get("body")
    listed = bodies if isinstance(bodies, list) else [bodies]
    return [body for body in listed if isinstance(body, dict) and isinstance(body.get("value"), str)] + [
        {"value": body} for body in listed if isinstance(body, str)
    ]


def _strings(value: object) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _all_selectors(value: object, depth: int = 8) -> Iterator[Json]:
    """Every selector in a target, the broader before the narrower."""
    if isinstance(value, list):
        for one in value:
            yield from _all_selectors(one, depth)
    elif isinstance(value, dict) and depth:
        if str(value.get("type", "")).endswith("Selector"):
            yield value
        for key in ("selector", "refinedBy"):
            yield from _all_selectors(value.get(key), depth - 1)


_FRAGMENT = re.compile(r"([a-z0-9][a-z0-9-]*)(?:/p([1-9]\d{0,8}))?")


def _anchor(selectors: list[Json]) -> Anchor | None:
    quote = next((one for one in selectors if isinstance(one.get("exact"), str)), None)
    if quote is None:
        return None
    fragments = (str(one.get("value", "")) for one in selectors if one.get("conformsTo") == FRAGMENT)
    found = _FRAGMENT.fullmatch(next(fragments, ""))
    texts = {key: safe(quote[key]) if isinstance(quote.get(key), str) else "" for key in ("exact", "prefix", "suffix")}
    return Anchor(
        section=found[1] if found else "",
        paragraph=int(found[2] or 1) if found else 1,
        start=0,
        end=len(texts["exact"]),
        exact=texts["exact"],
        prefix=texts["prefix"],
        suffix=texts["suffix"],
    )


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _moment(value: Any) -> datetime:
    """A moment of an annotation in whole seconds; that of nothing at all is the first of all."""
    try:
        found = datetime.fromisoformat(value)
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        return found.astimezone(UTC).replace(microsecond=0)
    except (TypeError, ValueError, OverflowError):
        return _EPOCH
