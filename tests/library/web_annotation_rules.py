"""The MUSTs of the Web Annotation Data Model (W3C Recommendation, 23 February 2017) for what this program exports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}


def broken_rules(document: Any) -> list[str]:
    """What breaks the model in a collection; nothing where it holds."""
    return list(_collection(document))


def _collection(document: Any) -> Iterator[str]:
    contexts = document.get("@context")
    if CONTEXT not in (contexts if isinstance(contexts, list) else [contexts]):
        yield "3.1: @context must have the context of the model"
    yield from _identified(document, "AnnotationCollection")
    if not _is_count(document.get("total", 0)):
        yield "5.1: total must be a whole number"
    if document.get("total") and not isinstance(document.get("first"), (str, dict)):
        yield "5.1: a collection with annotations must have exactly one first page"
    if isinstance(document.get("first"), dict):
        yield from _page(document["first"], document)


def _page(page: Any, document: Any) -> Iterator[str]:
    yield from _identified(page, "AnnotationPage")
    if not isinstance(page.get("items"), list):
        yield "5.2: a page must have exactly one list of items"
    if not _is_count(page.get("startIndex", 0)):
        yield "5.2: startIndex must be a whole number"
    if page.get("partOf", document["id"]) != document["id"]:
        yield "5.2: a page must be part of its collection"
    if len(page["items"]) != document.get("total"):
        yield "5.1: total must count the annotations"
    ids = [item.get("id") for item in page["items"]]
    if len(set(ids)) != len(ids):
        yield "3.1: an annotation must have an id of its own"
    for item in page["items"]:
        yield from _annotation(item)


def _identified(thing: Any, kind: str) -> Iterator[str]:
    if not isinstance(thing.get("id"), str) or not _IRI.fullmatch(thing["id"]):
        yield f"{kind} must have exactly one IRI as its id"
    kinds = thing.get("type")
    if kind not in (kinds if isinstance(kinds, list) else [kinds]):
        yield f"{kind} must have its type"


def _annotation(item: Any) -> Iterator[str]:
    yield from _identified(item, "Annotation")
    if not item.get("target"):
        yield "3.1: an annotation must have a target"
    for name in ("created", "modified", "generated"):
        if name in item and not (isinstance(item[name], str) and _DATE_TIME.fullmatch(item[name])):
            yield f"3.3.1: {name} must be one xsd:dateTime in UTC, written Z"
    if item.get("motivation") not in _MOTIVATIONS:
        yield "3.3.5: a motivation must be one that the model knows"
    for body in item.get("body", []):
        yield from _body(body)
    yield from _specific(item["target"])


def _body(body: Any) -> Iterator[str]:
    if body.get("type") == "TextualBody":
        if not isinstance(body.get("value"), str):
            yield "3.2.4: a textual body must have exactly one value"
        if body.get("purpose") not in _MOTIVATIONS:
            yield "3.3.5: a purpose must be one that the model knows"
    else:
        yield from _specific(body)


def _specific(resource: Any) -> Iterator[str]:
    if not isinstance(resource.get("source"), str) or not _IRI.fullmatch(resource["source"]):
        yield "4: a specific resource must have exactly one source"
    state = resource.get("state")
    if state is not None:
        if {"sourceDate", "sourceDateStart"} <= set(state):
            yield "4.3.1: a time state must not have both a date and a start"
        if not _DATE_TIME.fullmatch(state.get("sourceDate", "")):
            yield "4.3.1: a date must be an xsd:dateTime in UTC, written Z"
    if "selector" in resource:
        yield from _selector(resource["selector"])


def _selector(selector: Any) -> Iterator[str]:
    kind = selector.get("type")
    texts = {"FragmentSelector": ("value",), "TextQuoteSelector": ("exact",), "TextPositionSelector": ()}
    if kind not in texts:
        yield f"4.2: no selector of the model: {kind}"
        return
    for name in texts[kind]:
        if not isinstance(selector.get(name), str):
            yield f"4.2: {kind} must have exactly one {name}"
    for name in ("prefix", "suffix"):
        if not isinstance(selector.get(name, ""), str):
            yield f"4.2.4: {name} must be one text"
    if kind == "TextPositionSelector":
        start, end = selector.get("start"), selector.get("end")
        if not _is_count(start) or not _is_count(end) or start > end:
            yield "4.2.5: a position must have exactly one start and end, whole numbers in that order"
    for finer in selector.get("refinedBy", []):
        yield from _selector(finer)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
