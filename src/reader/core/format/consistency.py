"""Ids that must differ within one file. A schema cannot say this, so the loader and `check` both ask here."""

from __future__ import annotations

from reader.core.format.fault import Faults
from reader.core.format.raw import RawTable, tables, text


def note_duplicates(raw: RawTable, faults: Faults) -> None:
    """Note every id that two sections, entities or sources of a file share."""
    for name in ("sections", "entities", "sources"):
        ids = [text(table, "id") for _, table in tables(raw, name)]
        if len(set(ids)) == len(ids):
            continue
        first: dict[str, int] = {}
        for place, (path, table) in enumerate(tables(raw, name)):
            found = text(table, "id")
            if found in first:
                faults.add((*path, "id"), f'the id "{found}" is taken by {name}[{first[found]}]', "duplicate-id")
            elif found:
                first[found] = place
