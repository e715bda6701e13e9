"""A path becomes a briefing, or a list of everything that is wrong with the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

import tomli

from reader.core.format.briefing import BRIEFING, REGISTRY, Briefing, Registry
from reader.core.format.consistency import note_duplicates
from reader.core.format.fault import Fault, Faults
from reader.core.format.fault import Path as KeyPath
from reader.core.format.problem import Problem, Severity
from reader.core.format.raw import RawTable
from reader.core.format.table import Table
from reader.core.late import late_pattern
from reader.core.safe_text import safe_line
from reader.core.value import Value, replace
from reader.storage import toml
from reader.storage.files import SIZE_LIMIT, ReadError, read_limited, read_or_error, show_path

DEPTH_LIMIT = 100
"""The most levels of tables and lists inside one another."""

Parsed = TypeVar("Parsed")


class Reading(Value, Generic[Parsed]):
    """What reading one file gave: the value, or None with at least one error among the problems."""

    value: Parsed | None
    problems: tuple[Problem, ...] = ()
    text: str = ""
    """The text of the file, where it is valid TOML."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that kept the file from being read."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


class TomlFile(Value):
    """A file that is valid TOML: its name as shown, its text, and the values in it, which may be anything."""

    name: str
    text: str
    raw: RawTable


def read_briefing(path: Path) -> Reading[Briefing]:
    """The briefing in a file. A file that is wrong anywhere gives none of it."""
    return _briefing(load(path), path)


def parse_briefing(data: bytes, path: Path) -> Reading[Briefing]:
    """The briefing in the bytes of a file; `path` names it in problems, and gives the id where the file has none."""
    return _briefing(parse(data, path), path)


def holds(path: Path, text: str) -> bool:
    """Whether a file's text is this one; far quicker than to read what the text says."""
    try:
        return read_limited(path, SIZE_LIMIT).decode("utf-8-sig", "replace") == text
    except ReadError:
        return False


def read_registry(path: Path) -> Reading[Registry]:
    """The shared entities of a library folder."""
    return _reading(load(path), REGISTRY)


def load(path: Path, note: Callable[[bytes | ReadError], object] | None = None) -> TomlFile | Problem:
    """A file as TOML, or why it is none; `note` is told what was read of it."""
    data = read_or_error(path)
    if note is not None:
        note(data)
    if isinstance(data, ReadError):
        return Problem(show_path(path), str(data), "unreadable", line=1, column=1)
    return parse(data, path)


def parse(data: bytes, path: Path) -> TomlFile | Problem:
    """The bytes of a file as TOML, or why they are none."""
    name = show_path(path)
    if len(data) > SIZE_LIMIT:
        return Problem(name, f"is larger than {SIZE_LIMIT:,} bytes", "unreadable", line=1, column=1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _encoding_problem(name, data, error)
    try:
        raw = toml.loads(text)
    except (tomli.TOMLDecodeError, RecursionError, ValueError) as error:
        return _syntax_problem(name, text, error)
    source = TomlFile(name, text, raw)
    deepest = _too_deep(raw)
    return placed(source, Faults([Fault(deepest, _TOO_DEEP, "too-deep")]))[0] if deepest else source


def _briefing(source: TomlFile | Problem, path: Path) -> Reading[Briefing]:
    reading: Reading[Briefing] = _reading(source, BRIEFING)
    if reading.value is not None and not reading.value.id:
        return replace(reading, value=replace(reading.value, id=id_from_name(path.stem)))
    return reading


def _reading(source: TomlFile | Problem, table: Table) -> Reading[Any]:
    if isinstance(source, Problem):
        return Reading(None, (source,))
    value, faults = read_table(source.raw, table)
    return Reading(None if faults.fatal else value, placed(source, faults), source.text)


def read_table(raw: RawTable, table: Table) -> tuple[Any, Faults]:
    """What a file's values make, and all that keeps them from making it."""
    faults = Faults()
    value = table.read(raw, (), faults)
    note_duplicates(raw, faults)
    return value, faults


def id_from_name(stem: str) -> str:
    """A briefing id made from a file's name: its letters and digits, or a hash where it has none of a-z and 0-9."""
    plain = unicodedata.normalize("NFKD", stem).lower()
    slug = re.sub("[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")[:64]
    if slug:
        return slug
    import hashlib

    return "b-" + hashlib.sha256(stem.encode(errors="surrogateescape")).hexdigest()[:12]


def _encoding_problem(name: str, data: bytes, error: UnicodeDecodeError) -> Problem:
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode(errors="replace")) + 1
    message = f"expected UTF-8 text, found the byte 0x{data[error.start]:02X}"
    return Problem(name, message, "encoding", line=line, column=column)


def _syntax_problem(name: str, text: str, error: Exception) -> Problem:
    if isinstance(error, tomli.TOMLDecodeError):
        message, (line, column) = _told_by_tomli(text, error)
        return Problem(name, message, "syntax", line=line, column=column)
    if isinstance(error, RecursionError):
        line, column = _place_of_depth(text)
        return Problem(name, _TOO_DEEP, "too-deep", line=line, column=column)
    line, column = _place_of_long_number(text)
    return Problem(
        name, f"a number is too long to be read: {safe_line(str(error))}", "syntax", line=line, column=column
    )


def _told_by_tomli(text: str, error: tomli.TOMLDecodeError) -> tuple[str, tuple[int, int]]:
    """What tomli says and where; a key said twice and a long string never closed are placed where they begin.

    Tomli notices them at their end, which may be many lines further down.
    """
    from reader.storage.toml_positions import key_before

    if _TWICE.match(error.msg) and (found := key_before(text, error.pos)):
        return f'"{safe_line(found[0])}" has been given further up', found[1]
    if _UNCLOSED.match(error.msg) and (opened := next((one for one in _BRACKET.finditer(text) if one[1]), None)):
        return f"the text that begins here has no {opened[1]} at its end", line_and_column(text, opened.start())
    return _sentence(error.msg), (error.lineno, error.colno)


_TWICE = late_pattern("Cannot overwrite|Cannot declare|Cannot mutate|Duplicate inline")
_UNCLOSED = late_pattern("Unterminated string|Expected \"'''\"")


def _place_of_long_number(text: str) -> tuple[int, int]:
    """Where the first number stands that is longer than Python reads: the one fault that TOML parsers do not place."""
    found = _LONG_NUMBER.search(text)
    return line_and_column(text, found.start() if found else 0)


_LONG_NUMBER = late_pattern(r"[+-]?\d[\d_]{4000,}")


_TOO_DEEP = f"tables and lists stand more than {DEPTH_LIMIT} levels inside one another"


def _place_of_depth(text: str) -> tuple[int, int]:
    """Where the first bracket stands that opens a level too many, or the first key of too many names."""
    level = 0
    for found in _BRACKET.finditer(text):
        level += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        if level > DEPTH_LIMIT:
            return line_and_column(text, found.start())
    key = _DEEP_KEY.search(text)
    return line_and_column(text, key.start(1) if key else 0)


# Brackets, and what may hold brackets that mean nothing: strings of all four kinds, and comments. In a group:
# the quotes of a long string that is never closed.
_BRACKET = late_pattern(
    r'"""(?:\\.|[^\\])*?"""'
    r"|'''.*?'''"
    r'|("""'
    r"|''')"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*|[\[\]{}]",
    re.DOTALL,
)


# From the start of a line only, so that a long word is not looked at from each of its letters.
_DEEP_KEY = late_pattern(
    r"""^[ \t\[]*((?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){%d})""" % DEPTH_LIMIT,  # noqa: UP031 # braces
    re.MULTILINE,
)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line and the column, from 1, of a code point of a text."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _sentence(message: str) -> str:
    return safe_line(message[:1].lower() + message[1:])


def _too_deep(raw: RawTable) -> KeyPath | None:
    """The path of a value that stands too many levels deep, or None."""
    level: list[dict[str, Any] | list[Any]] = [raw]
    for _ in range(DEPTH_LIMIT):  # level by level: no file of an author has more than a few, whatever its length
        within: Iterator[Iterable[object]] = (one.values() if isinstance(one, dict) else one for one in level)
        level = [one for values in within for one in values if isinstance(one, (dict, list))]
        if not level:
            return None
    todo: list[tuple[object, KeyPath]] = [(raw, ())]
    while todo:
        value, path = todo.pop()
        if len(path) > DEPTH_LIMIT:
            return path
        if isinstance(value, dict):
            todo += [(child, (*path, name)) for name, child in value.items() if isinstance(child, (dict, list))]
        elif isinstance(value, list):
            todo += [(child, (*path, place)) for place, child in enumerate(value) if isinstance(child, (dict, list))]
    return None


def placed(source: TomlFile, faults: Faults) -> tuple[Problem, ...]:
    """The faults as problems, each with its line and column, in the order of the file."""
    if not faults:
        return ()
    from reader.storage.toml_positions import TomlPositions  # only files with something wrong pay for it

    positions = TomlPositions(source.text)
    found = [(positions.of(fault.path, fault.offset), fault) for fault in faults]
    return tuple(
        Problem(source.name, fault.message, fault.code, fault.severity, line, column, show_key(fault.path))
        for (line, column), fault in sorted(found, key=lambda one: one[0])
    )


def show_key(path: tuple[str | int, ...]) -> str:
    """A path of keys and positions as authors write it: `sections[2].id`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{safe_line(step)}" for step in path)
    return "".join(steps).removeprefix(".")
