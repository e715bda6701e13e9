"""What a value of a file may be: one description that reads it, names what is wrong, and writes the JSON Schema.

A table of the file is a frozen dataclass whose fields are made with `key(shape, "what it is")`. From the same fields
come the values (`Table.read`), every message about a wrong value (`Shape.expected`) and the schema (`Shape.schema`),
so the three cannot disagree.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from math import isfinite
from typing import Any

from reader.core.problem import Severity
from reader.core.safe_text import safe, safe_line

type_name = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text",
    list: "a list",
    dict: "a table",
}

Path = tuple[str | int, ...]
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a value, at a path of keys and list positions (from 0)."""

    path: Path
    message: str
    code: str
    severity: Severity = Severity.ERROR


class Faults(list[Fault]):
    """The faults found so far while a file is read."""

    def add(self, path: Path, message: str, code: str, severity: Severity = Severity.ERROR) -> None:
        """Note one fault."""
        self.append(Fault(path, message, code, severity))

    @property
    def fatal(self) -> bool:
        """Whether any fault keeps the file from being read."""
        return any(fault.severity is Severity.ERROR for fault in self)


class Shape:
    """What one value may be. `read` gives the value in its final form, or notes faults and gives None."""

    expected = "a value"

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """The value, safe and in its final form; where it does not fit, None, with the faults noted."""
        raise NotImplementedError

    def schema(self) -> Schema:
        """The JSON Schema of what `read` accepts."""
        raise NotImplementedError

    def refuse(self, value: object, path: Path, faults: Faults) -> None:
        """Note that `value` is not what was expected."""
        faults.add(path, f"expected {self.expected}, found {describe(value)}", "value")


def describe(value: object) -> str:
    """A short name for a wrong value, for messages."""
    if isinstance(value, str):
        line = safe_line(value)
        return f'"{line[:40]}…"' if len(line) > 40 else f'"{line}"'
    if isinstance(value, (bool, list, dict)):
        return type_name[type(value)]
    return safe_line(str(value))[:60]


class Text(Shape):
    """Text of any length, lines and tabs kept."""

    expected = "text"

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """The text, made safe."""
        return safe(value) if isinstance(value, str) else self.refuse(value, path, faults)

    def schema(self) -> Schema:
        """A string."""
        return {"type": "string"}


class Line(Shape):
    """Text that is shown on one line and is not empty."""

    expected = "text that is not empty"

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """The text, made safe and folded to one line."""
        if isinstance(value, str) and not value.isspace() and value:
            return safe_line(value)
        return self.refuse(value, path, faults)

    def schema(self) -> Schema:
        """A string with at least one character that is not white space."""
        return {"type": "string", "pattern": r"\S"}


class Matching(Shape):
    """Text of a given form."""

    def __init__(self, pattern: str, expected: str) -> None:
        self.pattern, self.expected = pattern, expected
        self.fits = re.compile(pattern.removeprefix("^").removesuffix("$")).fullmatch

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """The text as it stands."""
        if isinstance(value, str) and self.fits(value):
            return safe(value)
        return self.refuse(value, path, faults)

    def schema(self) -> Schema:
        """A string that matches the pattern."""
        return {"type": "string", "pattern": self.pattern}


class Choice(Shape):
    """One word of a fixed list."""

    def __init__(self, words: type[StrEnum]) -> None:
        self.words = words
        self.known = {word.value: word for word in words}
        self.expected = "one of " + ", ".join(self.known)

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """The member of the enumeration."""
        found = self.known.get(value) if isinstance(value, str) else None
        return found if found is not None else self.refuse(value, path, faults)

    def schema(self) -> Schema:
        """An enumeration of the words."""
        return {"enum": list(self.known)}


class Whole(Shape):
    """A whole number within bounds."""

    def __init__(self, lowest: int, highest: int | None = None) -> None:
        self.lowest, self.highest = lowest, highest
        if highest == lowest:
            self.expected = f"the number {lowest}"
        else:
            self.expected = f"a whole number from {lowest}" + ("" if highest is None else f" to {highest}")

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """The number."""
        if isinstance(value, int) and not isinstance(value, bool) and self._within(value):
            return value
        return self.refuse(value, path, faults)

    def _within(self, value: int) -> bool:
        return self.lowest <= value and (self.highest is None or value <= self.highest)

    def schema(self) -> Schema:
        """An integer with its bounds."""
        bounds: Schema = {"type": "integer", "minimum": self.lowest}
        return bounds if self.highest is None else {**bounds, "maximum": self.highest}


class Number(Shape):
    """A number, whole or not."""

    expected = "a number"

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """The number as it stands."""
        if isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value):
            return value
        return self.refuse(value, path, faults)

    def schema(self) -> Schema:
        """A JSON number."""
        return {"type": "number"}


class Flag(Shape):
    """True or false."""

    expected = "true or false"

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """The truth value."""
        return value if isinstance(value, bool) else self.refuse(value, path, faults)

    def schema(self) -> Schema:
        """A boolean."""
        return {"type": "boolean"}


class Day(Shape):
    """A TOML date or date-time."""

    expected = "a date such as 2017-07-03"

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """The `date` or `datetime` as it stands."""
        return value if isinstance(value, (date, datetime)) else self.refuse(value, path, faults)

    def schema(self) -> Schema:
        """What TOML tools hand to a schema for a date: a string in one of the two formats."""
        return {"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]}


class Scalar(Shape):
    """Any single value: text, number, date, true or false."""

    expected = "text, a number, a date, true or false"

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """The value; text is made safe and folded to one line."""
        if isinstance(value, str):
            return safe_line(value)
        if isinstance(value, (bool, int, date)) or (isinstance(value, float) and isfinite(value)):
            return value
        return self.refuse(value, path, faults)

    def schema(self) -> Schema:
        """A string, number or boolean."""
        return {"type": ["string", "number", "boolean"]}


class Either(Shape):
    """Text of one shape, a number, or a table: told apart by the type of the value."""

    def __init__(self, *choices: tuple[type | tuple[type, ...], Shape]) -> None:
        self.choices = choices
        self.expected = " or ".join(shape.expected for _, shape in choices)

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """What the shape for the value's type gives."""
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
            "prefixItems": [self.first.schema(), self.second.schema()],
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
    """A table read into a frozen dataclass whose fields were made with `key`."""

    expected = "a table"

    def __init__(self, record: type[Any]) -> None:
        self.record = record
        self.keys = {
            entry.name: (entry.metadata["shape"], entry.metadata["doc"], entry.default is MISSING)
            for entry in fields(record)
            if "shape" in entry.metadata
        }

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
        return self.record(**values) if len(faults) == before or not faults.fatal else None

    def _note_missing(self, values: dict[str, Any], path: Path, faults: Faults) -> None:
        for name, (shape, _, required) in self.keys.items():
            if required and name not in values:
                faults.add((*path, name), f'the key "{name}" is missing: expected {shape.expected}', "missing")

    def _note_unknown(self, name: str, path: Path, faults: Faults) -> None:
        from difflib import get_close_matches  # only files with an unknown key pay for it

        near = get_close_matches(name, self.keys, 1)
        hint = f' (did you mean "{near[0]}"?)' if near else ""
        message = f'unknown key "{safe_line(name)}"{hint}'
        faults.add((*path, name), message, "unknown-key", Severity.WARNING)

    def schema(self) -> Schema:
        """An object with a property a key; keys it does not name are allowed, as the loader allows them."""
        return {
            "type": "object",
            "description": (self.record.__doc__ or "").split("\n")[0],
            "properties": {name: {"description": doc, **shape.schema()} for name, (shape, doc, _) in self.keys.items()},
            "required": [name for name, (_, _, required) in self.keys.items() if required],
        }


def key(shape: Shape, doc: str, default: Any = MISSING) -> Any:
    """A field of a record: its shape, what it is for an author, and its default (none: the key is required)."""
    return field(default=default, metadata={"shape": shape, "doc": doc})
