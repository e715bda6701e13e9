"""A path becomes a briefing, or a list of everything that is wrong with the file."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

import tomli

from reader.core.briefing import BRIEFING, REGISTRY, Briefing, Registry
from reader.core.consistency import note_duplicates
from reader.core.problem import Problem, Severity
from reader.core.safe_text import safe_line
from reader.core.shape import Faults, Table
from reader.storage.files import ReadError, read_limited

SIZE_LIMIT = 16 * 1024 * 1024
"""The largest file that is read, in bytes."""
DEPTH_LIMIT = 100
"""The most levels of tables and lists inside one another."""
REGISTRY_NAME = "entities.toml"
"""The file name that a library keeps for shared entities."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Reading(Generic[Value]):
    """What reading one file gave: the value, or None with at least one error among the problems."""

    value: Value | None
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that kept the file from being read."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


def read_briefing(path: Path) -> Reading[Briefing]:
    """The briefing in a file. A file that is wrong anywhere gives none of it."""
    try:
        data = read_limited(path, SIZE_LIMIT)
    except ReadError as error:
        return Reading(None, (Problem(show_path(path), str(error), "unreadable"),))
    return parse_briefing(data, path)


def parse_briefing(data: bytes, path: Path) -> Reading[Briefing]:
    """The briefing in the bytes of a file; `path` names it in problems, and gives the id where the file has none."""
    reading: Reading[Briefing] = _parse(data, path, BRIEFING)
    if reading.value is not None and not reading.value.id:
        return Reading(replace(reading.value, id=id_from_name(path.stem)), reading.problems)
    return reading


def read_registry(path: Path) -> Reading[Registry]:
    """The shared entities of a library folder."""
    try:
        data = read_limited(path, SIZE_LIMIT)
    except ReadError as error:
        return Reading(None, (Problem(show_path(path), str(error), "unreadable"),))
    return _parse(data, path, REGISTRY)


def show_path(path: Path) -> str:
    """A path as text that is safe to show."""
    return safe_line(str(path)) or "-"


def id_from_name(stem: str) -> str:
    """A briefing id made from a file's name: its letters and digits, or a hash where it has none of a-z and 0-9."""
    plain = unicodedata.normalize("NFKD", stem).lower()
    slug = re.sub("[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")[:64]
    return slug or "b-" + hashlib.sha256(stem.encode(errors="surrogateescape")).hexdigest()[:12]


def _parse(data: bytes, path: Path, table: Table) -> Reading[Any]:
    name = show_path(path)
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Reading(None, (_encoding_problem(name, data, error),))
    try:
        raw = tomli.loads(source)
    except (tomli.TOMLDecodeError, RecursionError, ValueError) as error:
        return Reading(None, (_syntax_problem(name, error),))
    if _depth(raw) > DEPTH_LIMIT:
        message = f"tables and lists stand more than {DEPTH_LIMIT} levels inside one another"
        return Reading(None, (Problem(name, message, "too-deep", line=1, column=1),))
    faults = Faults()
    value = table.read(raw, (), faults)
    if isinstance(value, Briefing):
        note_duplicates(value, faults)
    return Reading(None if faults.fatal else value, tuple(_placed(name, source, faults)))


def _encoding_problem(name: str, data: bytes, error: UnicodeDecodeError) -> Problem:
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode(errors="replace")) + 1
    message = f"expected UTF-8 text, found the byte 0x{data[error.start]:02X}"
    return Problem(name, message, "encoding", line=line, column=column)


def _syntax_problem(name: str, error: Exception) -> Problem:
    if isinstance(error, tomli.TOMLDecodeError):
        return Problem(name, _sentence(error.msg), "syntax", line=error.lineno, column=error.colno)
    if isinstance(error, RecursionError):
        message = f"tables and lists stand more than {DEPTH_LIMIT} levels inside one another"
        return Problem(name, message, "too-deep", line=1, column=1)
    return Problem(name, f"a number is too long to be read: {safe_line(str(error))}", "syntax", line=1, column=1)


def _sentence(message: str) -> str:
    return safe_line(message[:1].lower() + message[1:])


def _depth(value: object) -> int:
    """How many tables and lists stand inside one another."""
    deepest, todo = 0, [(value, 0)]
    while todo:
        item, level = todo.pop()
        deepest = max(deepest, level)
        if isinstance(item, dict):
            todo += [(child, level + 1) for child in item.values() if isinstance(child, (dict, list))]
        elif isinstance(item, list):
            todo += [(child, level + 1) for child in item if isinstance(child, (dict, list))]
    return deepest


def _placed(name: str, source: str, faults: Faults) -> Iterator[Problem]:
    """The faults as problems, each with its line and column."""
    if not faults:
        return
    from reader.storage.positions import Positions

    positions = Positions(source)
    for fault in faults:
        line, column = positions.of(fault.path)
        yield Problem(name, fault.message, fault.code, fault.severity, line, column, show_key(fault.path))


def show_key(path: tuple[str | int, ...]) -> str:
    """A path of keys and positions as authors write it: `sections[2].id`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{safe_line(step)}" for step in path)
    return "".join(steps).removeprefix(".")
