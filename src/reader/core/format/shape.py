"""What a single value of a file may be: a shape reads it, names what is wrong with it, and writes its JSON Schema.

The three come from one description, so they cannot disagree. Tables and lists of values are in `core.format.table`.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from reader.core.format.fault import Faults, Path, did_you_mean
from reader.core.late import late_pattern
from reader.core.safe_text import safe, safe_line

_TYPE_NAMES = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text",
    list: "a list",
    dict: "a table",
}

Schema = dict[str, Any]

LARGEST = 2**63 - 1
"""The largest whole number that TOML promises to carry."""
_GREATEST = 1.7976931348623157e308  # the largest number of a double


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
        return _TYPE_NAMES[type(value)]
    if isinstance(value, int) and abs(value) > LARGEST:
        return "a number that is too large"  # Python refuses to write out one of thousands of digits
    return safe_line(str(value))[:60]


def as_text(value: object, path: Path, faults: Faults) -> object:
    """The value; a date or time as text, with a warning, for to schema tools a date without quotes is text."""
    if not isinstance(value, (date, time)):
        return value
    faults.warn(path, f'text is written in quotes: "{value.isoformat()}"', "unquoted-text")
    return value.isoformat()


class Text(Shape):
    """Text of any length, lines and tabs kept."""

    expected = "text"

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """The text, made safe."""
        value = as_text(value, path, faults)
        return safe(value) if isinstance(value, str) else self.refuse(value, path, faults)

    def schema(self) -> Schema:
        """A string."""
        return {"type": "string"}


class Line(Shape):
    """Text that is shown on one line and is not empty."""

    expected = "text that is not empty"

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """The text, made safe and folded to one line."""
        value = as_text(value, path, faults)
        if isinstance(value, str) and _INK.search(value):
            return safe_line(value)
        return self.refuse(value, path, faults)

    def schema(self) -> Schema:
        """A string with at least one character that is not white space."""
        return {"type": "string", "pattern": _INK.pattern}


# One character that is neither a control character nor white space, spelt out: what `\S` holds differs from one
# schema tool to the next.
_INK = late_pattern(r"[^\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]")


class Matching(Shape):
    """Text of a given form."""

    def __init__(self, pattern: str, expected: str) -> None:
        self.pattern, self.expected = pattern, expected
        self.fits = late_pattern(pattern.removeprefix("^").removesuffix("$") + r"\Z").match

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """The text as it stands."""
        value = as_text(value, path, faults)
        if isinstance(value, str) and self.fits(value):
            return safe(value)
        return self.refuse(value, path, faults)

    def schema(self) -> Schema:
        """A string that matches the pattern."""
        return {"type": "string", "pattern": _to_the_very_end(self.pattern)}


def _to_the_very_end(pattern: str) -> str:
    """The pattern with an end that some schema tools do not also find before a line feed."""
    return pattern.removesuffix("$") + r"(?!\n)$"


class Choice(Shape):
    """One word of a fixed list."""

    def __init__(self, words: type[StrEnum]) -> None:
        self.words = words
        self.known = {word.value: word for word in words}
        self.expected = "one of " + ", ".join(self.known)

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """The member of the enumeration."""
        found = self.known.get(value) if isinstance(value, str) else None
        if found is None:
            hint = did_you_mean(value, self.known) if isinstance(value, str) else ""
            faults.add(path, f"expected {self.expected}, found {describe(value)}{hint}", "value")
        return found

    def schema(self) -> Schema:
        """An enumeration of the words."""
        return {"enum": list(self.known)}


class Whole(Shape):
    """A whole number within bounds."""

    def __init__(self, lowest: int, highest: int | None = None) -> None:
        self.lowest, self.highest = lowest, LARGEST if highest is None else highest
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
        return self.lowest <= value <= self.highest

    def schema(self) -> Schema:
        """An integer with its bounds."""
        return {"type": "integer", "minimum": self.lowest, "maximum": self.highest}


class Number(Shape):
    """A number, whole or not."""

    expected = "a number"

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """The number as it stands."""
        return value if _is_number(value) else self.refuse(value, path, faults)

    def schema(self) -> Schema:
        """A JSON number."""
        return {"type": "number", **_FINITE}


_FINITE: Schema = {"minimum": -_GREATEST, "maximum": _GREATEST}


def _is_number(value: object) -> bool:
    """Whether it is a number that is finite, and small enough to be reckoned with."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and -_GREATEST <= value <= _GREATEST


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
    """A TOML date or date-time. One that was put in quotes is taken, with a warning: schema tools see no difference."""

    expected = "a date such as 2017-07-03"

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """The `date` or `datetime`."""
        if isinstance(value, str) and (found := _WRITTEN_DAY.fullmatch(value)):
            faults.warn(path, f"a date is written without quotes: {value}", "quoted-date")
            return datetime.fromisoformat(_exactly(found)) if found["time"] else date.fromisoformat(found["day"])
        return value if isinstance(value, (date, datetime)) else self.refuse(value, path, faults)

    def schema(self) -> Schema:
        """What TOML tools hand to a schema for a date: a string, as it is written in the file."""
        return {"type": "string", "pattern": _to_the_very_end(f"^{_DAY}(?:{_TIME})?$")}


# Every day that there is, of the years 1 to 9999; so that a schema, which knows only patterns, refuses 30 February too.
_DAY = (
    r"(?!0000)(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)"
    r"|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)"
).replace(r"\d", "[0-9]")
_TIME = r"[Tt ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)?".replace(
    r"\d", "[0-9]"
)
_WRITTEN_DAY = late_pattern(f"(?P<day>{_DAY})(?P<time>{_TIME})?")


def _exactly(found: re.Match[str]) -> str:
    """A moment as Python reads it: with at most six digits after the second."""
    return re.sub(r"(\.\d{6})\d+", r"\1", found[0].upper())


class Scalar(Shape):
    """Any single value: text, number, date, true or false."""

    expected = "text, a number, a date, true or false"

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """The value; text is made safe and folded to one line."""
        if isinstance(value, str):
            return safe_line(value)
        if isinstance(value, (bool, date)) or _is_number(value):
            return value
        if isinstance(value, time):
            return value.isoformat()
        return self.refuse(value, path, faults)

    def schema(self) -> Schema:
        """A string, number or boolean."""
        return {"type": ["string", "number", "boolean"], **_FINITE}
