"""A path becomes a briefing, or a list of everything that is wrong with the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

from reader.core.format.briefing import BRIEFING, REGISTRY, Briefing, Registry
from reader.core.format.consistency import note_duplicates
from reader.core.format.fault import Fault, Faults, show_path_of_keys
from reader.core.format.fault import Path as KeyPath
from reader.core.format.problem import Problem, Severity
from reader.core.format.raw import RawTable
from reader.core.format.table import Table
from reader.core.value import Value, replace
from reader.storage import toml
from reader.storage.files import SIZE_LIMIT, ReadError, read_limited, read_or_error, show_path
from reader.storage.toml import DEPTH_LIMIT, TOO_DEEP

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
    except (RecursionError, ValueError) as error:
        from reader.storage.toml_faults import syntax_problem  # only files with something wrong pay for it

        return syntax_problem(name, text, error)
    source = TomlFile(name, text, raw)
    deepest = _too_deep(raw)
    return placed(source, Faults([Fault(deepest, TOO_DEEP, "too-deep")]))[0] if deepest else source


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
        Problem(source.name, fault.message, fault.code, fault.severity, line, column, show_path_of_keys(fault.path))
        for (line, column), fault in sorted(found, key=lambda one: one[0])
    )
