"""Every problem of files and of the library they make: what `check` says.

A file is looked at by itself first, many at once where that pays; then what only all of them together can tell is
added: ids that two files share, links to briefings that are not there, shared entities that nothing names.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from reader.core.checking.inspection import Inspection, Shared, inspect, inspect_registry
from reader.core.checking.naming import entities_in, note_unnamed
from reader.core.checking.references import Known
from reader.core.format.briefing import BRIEFING, REGISTRY
from reader.core.format.fault import Faults, Guesses, did_you_mean
from reader.core.format.problem import Problem
from reader.core.format.raw import text
from reader.core.safe_text import safe_line
from reader.core.value import Value, field
from reader.library.address import split_target
from reader.storage.briefings import (
    Source,
    id_from_name,
    load,
    parse,
    placed,
    read_registry,
    read_table,
)
from reader.storage.fence import standing_fence
from reader.storage.files import is_folder_at, show_path
from reader.storage.folders import REGISTRY_NAME, briefing_files, registry_of


class Given(Value):
    """A file to look at. `registry` holds the entities it shares with others; `data` its bytes, where it is no file."""

    path: Path
    registry: Path | None
    is_registry: bool = False
    is_whole: bool = False
    """For a registry: whether all files that share its entities are looked at too."""
    data: bytes | None = None


class Looked(Value):
    """What one file gave: its problems so far, what is in it, and the faults that the library adds."""

    given: Given
    problems: tuple[Problem, ...]
    inspection: Inspection | None = None
    id: str = ""
    added: Faults = field(default_factory=Faults)


def check_files(given: Sequence[Given], libraries: Sequence[Path], today: date) -> tuple[Problem, ...]:
    """Every problem of the files, file by file, in the order of each file.

    `libraries` are the folders in which links to briefings outside of the files may end.
    """
    _shared.cache_clear()  # the files may have changed since this was last asked
    looked = _look_at_all(given, today)
    _note_taken_ids(looked)
    _note_dead_leadings(looked, libraries)
    _note_unnamed_entities(looked)
    return tuple(problem for one in looked for problem in _all_problems(one))


def given_files(path: Path, libraries: Sequence[Path]) -> Iterator[Given]:
    """The files that a path means, each with the entities of the library it lies in."""
    home = next((one for one in libraries if path.absolute().is_relative_to(one.absolute())), None)
    if not is_folder_at(path):
        folders = (home,) if home else (path.parent, *libraries)  # as the reader does: those beside it come first
        registry = next(filter(None, map(registry_of, folders)), None)
        yield Given(path, registry, is_registry=path.name == REGISTRY_NAME)
        return
    if not os.access(path, os.R_OK | os.X_OK):
        yield Given(path, None)  # which says why
        return
    own, shared = registry_of(path), registry_of(path if home is None or home.samefile(path) else home)
    if own:
        yield Given(own, None, is_registry=True, is_whole=shared == own)
    for file in briefing_files([path]):
        yield Given(file, shared)


# File by file


_FILES_FOR_A_PROCESS = 150
"""Under so many files for each, starting a process costs more than it saves."""


def _look_at_all(given: Sequence[Given], today: date) -> list[Looked]:
    processes = min(_cores(), len(given) // _FILES_FOR_A_PROCESS)
    if processes < 2 or standing_fence() is not None:  # secure mode starts no process
        return [look_at(one, today) for one in given]
    from concurrent.futures import ProcessPoolExecutor  # only many files pay for it

    size = -(-len(given) // (processes * 4))
    with ProcessPoolExecutor(processes) as pool:
        return list(pool.map(look_at, given, [today] * len(given), chunksize=size))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def look_at(given: Given, today: date) -> Looked:
    """One file by itself."""
    source = load(given.path) if given.data is None else parse(given.data, given.path)
    if isinstance(source, Problem):
        return Looked(given, (source,))
    _, faults = read_table(source.raw, REGISTRY if given.is_registry else BRIEFING)
    shared = _shared(given.registry)
    found = inspect_registry(source.raw, today) if given.is_registry else inspect(source.raw, shared, today)
    faults.extend(found.faults)
    name = "" if given.is_registry else found.id or id_from_name(given.path.stem)
    return Looked(given, placed(source, faults), found, name)


@cache
def _shared(path: Path | None) -> Shared:
    registry = read_registry(path).value if path else None
    return Shared(registry.entities if registry else ())


# Over all files


def _note_taken_ids(looked: Iterable[Looked]) -> None:
    first: dict[tuple[str, int], Looked] = {}
    for one in looked:
        if one.inspection is None or not one.id:
            continue
        before = first.setdefault((one.id, one.inspection.edition), one)
        if before is not one:
            message = f'the id "{safe_line(one.id)}" is that of {show_path(before.given.path)} too, of the same edition'
            one.added.warn(("id",), message, "duplicate-briefing")


def _note_dead_leadings(looked: Sequence[Looked], libraries: Sequence[Path]) -> None:
    sections = {one.id: one.inspection.sections for one in looked if one.inspection}
    has_read_all, guesses = False, Guesses(sections)
    for one in looked:
        for led in one.inspection.leadings if one.inspection else ():
            name, section, _ = split_target(led.target)
            if name not in sections and not has_read_all:  # not among the files: in the library, read only now?
                sections, has_read_all = {**_elsewhere(libraries), **sections}, True
                guesses = Guesses(sections)
            message, code = _dead(name, section, sections, guesses)
            if message:
                one.added.warn(led.path, message, code, led.offset)


def _dead(name: str, section: str, sections: dict[str, frozenset[str]], briefings: Guesses) -> tuple[str, str]:
    if name not in sections:
        return f'no briefing has the id "{safe_line(name)}"{briefings.near(name)}', "unknown-briefing"
    if section and section not in sections[name]:
        hint = did_you_mean(section, sections[name])
        return f'the briefing "{name}" has no section "{safe_line(section)}"{hint}', "unknown-section"
    return "", ""


def _elsewhere(libraries: Sequence[Path]) -> dict[str, frozenset[str]]:
    """The sections of every briefing of the libraries, by the briefing's id."""
    found: dict[str, frozenset[str]] = {}
    for file in briefing_files(libraries):
        source = load(file)
        if isinstance(source, Source):
            name = text(source.raw, "id") or id_from_name(file.stem)
            found.setdefault(name, Known.of(source.raw, {}).sections)
    return found


def _note_unnamed_entities(looked: Sequence[Looked]) -> None:
    for registry in looked:
        if not registry.given.is_whole or registry.inspection is None:
            continue
        sharing = (one for one in looked if one.given.registry == registry.given.path and one.inspection)
        named = frozenset().union(*(one.inspection.named for one in sharing if one.inspection))
        source = load(registry.given.path)
        if isinstance(source, Source):
            note_unnamed(source.raw, entities_in(source.raw), named, registry.added)


def _all_problems(one: Looked) -> tuple[Problem, ...]:
    """The problems of a file with those that the library added, in the order of the file."""
    if not one.added:
        return one.problems
    source = load(one.given.path) if one.given.data is None else parse(one.given.data, one.given.path)
    added = placed(source, one.added) if isinstance(source, Source) else ()
    return tuple(sorted((*one.problems, *added), key=lambda problem: (problem.line, problem.column)))
