"""Values of a file before they are read: looked into without trusting that anything is what it should be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reader.core.format.fault import Path

RawTable = dict[str, Any]


def tables(table: RawTable, key: str, path: Path = ()) -> Iterator[tuple[Path, RawTable]]:
    """The tables in the list under `key`, each with its path; whatever else stands there is passed over."""
    found = table.get(key)
    for place, item in enumerate(found if isinstance(found, list) else ()):
        if isinstance(item, dict):
            yield (*path, key, place), item


def text(table: RawTable, key: str) -> str:
    """The text under `key`, or nothing."""
    found = table.get(key)
    return found if isinstance(found, str) else ""


def texts(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in a value, however deep, with its path, in the order of the file."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from texts(item, (*path, name))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from texts(item, (*path, place))


def strings(value: object) -> Iterator[str]:
    """Every text in a value, in any order: where only few values matter, the paths of all need not be made."""
    todo = [value]
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, (dict, list)):
            todo += item.values() if isinstance(item, dict) else item
