"""Lists and tables of values: one description that reads them, names what is wrong, and writes the JSON Schema.

A table of the file is a class of values whose fields are made with `key(shape, "what it is")`. From the same fields
come the values (`Table.read`), every message about a wrong value (`Shape.expected`) and the schema (`Shape.schema`),
so the three cannot disagree.
"""

from __future__ import annotations

from typing import Any

from reader.core.format.fault import Faults, Path, did_you_mean
from reader.core.format.shape import Schema, Shape, as_text
from reader.core.safe_text import safe_line
from reader.core.value import MISSING, field, fields


class Either(Shape):
    """Text of one shape, a number, or a table: told apart by the type of the value."""

    def __init__(self, *choices: tuple[type | tuple[type, ...], Shape]) -> None:
        self.choices = choices
        self.expected = " or ".join(shape.expected for _, shape in choices)

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """What the shape for the value's type gives."""
        value = as_text(value, path, faults)
        for kind, shape in self.choices:
            if isinstance(value, kind) and not isinstance(value, bool):
                return shape.read(value, path, faults)
        return self.refuse(value, path, faults)

    def schema(self) -> Schema:
        """Any of the shapes."""
        return {"anyOf": [shape.schema() for _, shape in self.choices]}


class ListOf(Shape):
    """A list of values of one shape."""

    def __init__(self, item: Shape, least: int = 0, expected: str = "a list") -> None:
        self.item, self.least, self.expected = item, least, expected

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """A tuple of what the item's shape gives."""
        if not isinstance(value, list) or len(value) < self.least:
            return self.refuse(value, path, faults)
        read = self.item.read
        return tuple([read(item, (*path, place), faults) for place, item in enumerate(value)])

    def schema(self) -> Schema:
        """An array of the item's schema."""
        array: Schema = {"type": "array", "items": self.item.schema()}
        return {**array, "minItems": self.least} if self.least else array


class Pair(Shape):
    """A list of exactly two values, each of its own shape."""

    def __init__(self, first: Shape, second: Shape, expected: str) -> None:
        self.first, self.second, self.expected = first, second, expected

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """A tuple of two."""
        if not isinstance(value, list) or len(value) != 2:
            return self.refuse(value, path, faults)
        return (self.first.read(value[0], (*path, 0), faults), self.second.read(value[1], (*path, 1), faults))

    def schema(self) -> Schema:
        """An array of two."""
        return {
            "type": "array",
            "items": [self.first.schema(), self.second.schema()],
            "additionalItems": False,
            "minItems": 2,
            "maxItems": 2,
        }


class Mapping(Shape):
    """A table with any keys and values of one shape."""

    expected = "a table"

    def __init__(self, item: Shape) -> None:
        self.item = item

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """Pairs of key and value, in the order of the file."""
        if not isinstance(value, dict):
            return self.refuse(value, path, faults)
        return tuple((safe_line(key), self.item.read(item, (*path, key), faults)) for key, item in value.items())

    def schema(self) -> Schema:
        """An object with values of the item's schema."""
        return {"type": "object", "additionalProperties": self.item.schema()}


class Table(Shape):
    """A table read into a value whose fields were made with `key`."""

    expected = "a table"

    def __init__(self, record: type[Any]) -> None:
        self.record = record
        self.keys = {
            entry.name: (entry.metadata["shape"], entry.metadata["doc"], entry.default is MISSING)
            for entry in fields(record)
            if "shape" in entry.metadata
        }
        self._required = tuple(name for name, (_, _, is_required) in self.keys.items() if is_required)

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """The record, or None where a key is missing or wrong."""
        if not isinstance(value, dict):
            return self.refuse(value, path, faults)
        before = len(faults)
        values = {}
        for name, item in value.items():
            if name in self.keys:
                values[name] = self.keys[name][0].read(item, (*path, name), faults)
            else:
                self._note_unknown(name, path, faults)
        self._note_missing(values, path, faults)
        return None if faults.fatal_from(before) else self.record(**values)

    def _note_missing(self, values: dict[str, Any], path: Path, faults: Faults) -> None:
        for name in self._required:
            if name not in values:
                expected = self.keys[name][0].expected
                faults.add((*path, name), f'the key "{name}" is missing: expected {expected}', "missing")

    def _note_unknown(self, name: str, path: Path, faults: Faults) -> None:
        hint = did_you_mean(name, self.keys)
        faults.warn((*path, name), f'unknown key "{safe_line(name)}"{hint}', "unknown-key")

    def schema(self) -> Schema:
        """An object with a property a key; keys it does not name are allowed, as the loader allows them."""
        return {
            "type": "object",
            "description": (self.record.__doc__ or "").split("\n")[0],
            "properties": {name: {"description": doc, **shape.schema()} for name, (shape, doc, _) in self.keys.items()},
            **({"required": list(self._required)} if self._required else {}),
        }


def key(shape: Shape, doc: str, default: Any = MISSING) -> Any:
    """A field of a record: its shape, what it is for an author, and its default (none: the key is required)."""
    return field(default=default, metadata={"shape": shape, "doc": doc})
