"""The keys of a file as rows to read: what manual pages and documents say of a format, made from its shapes."""

from __future__ import annotations

from collections.abc import Iterator

from reader.core.format.briefing import ALIAS, BRIEFING, AliasShape
from reader.core.format.shape import Shape
from reader.core.format.table import ListOf, Mapping, Table
from reader.core.value import Value


class KeyRow(Value):
    """One key: its name, what it may be, what it is for."""

    name: str
    expected: str
    does: str
    is_required: bool


class TableRows(Value):
    """One table of a file: how it is written (`[[sections]]`, or nothing for the top), what it is, its keys."""

    written: str
    does: str
    rows: tuple[KeyRow, ...]


def _tables_of(table: Table, path: tuple[str, ...] = ()) -> Iterator[TableRows]:
    """A table and those inside it, in the order of their keys."""
    rows = tuple(
        KeyRow(name, _expected(shape), does, required)
        for name, (shape, does, required) in table.keys.items()
        if not _inner(shape)
    )
    written = f"[[{'.'.join(path)}]]" if path else ""
    yield TableRows(written, (table.record.__doc__ or "").split("\n")[0], rows)
    for name, (shape, _, _) in table.keys.items():
        if inner := _inner(shape):
            yield from _tables_of(inner, (*path, name))


def briefing_tables() -> tuple[TableRows, ...]:
    """The tables of a briefing."""
    return tuple(_tables_of(BRIEFING))


def _inner(shape: Shape) -> Table | None:
    """The table that a list of tables holds."""
    return shape.item if isinstance(shape, ListOf) and isinstance(shape.item, Table) else None


def _expected(shape: Shape) -> str:
    if isinstance(shape, ListOf) and isinstance(shape.item, AliasShape):
        return f"a list of names, each text or a table with {', '.join(ALIAS.keys)}"
    if isinstance(shape, Mapping):
        return f"a table; each value is {shape.item.expected}"
    return shape.expected
