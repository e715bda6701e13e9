"""Every problem of files and of the library they make: what `check` says.

A file is looked at by itself first, many at once where that pays; then what only all of them together can tell is
added: ids that two files share, links to briefings that are not there, shared entities that nothing names.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, cached_property
from itertools import chain
from pathlib import Path

from reader.core.checking.inspection import Inspection, SharedNames, inspect, inspect_registry
from reader.core.checking.naming import Described, described, entities_in, note_unnamed
from reader.core.checking.references import Known
from reader.core.format.briefing import BRIEFING, REGISTRY
from reader.core.format.fault import Faults, Guesses, did_you_mean
from reader.core.format.problem import Problem
from reader.core.format.raw import text
from reader.core.safe_text import safe_line
from reader.core.value import Value, field
from reader.library.address import split_target
from reader.library.given import Given
from reader.storage.briefings import (
    TomlFile,
    id_from_name,
    load,
    parse,
    placed,
    read_table,
)
from reader.storage.fence import standing_fence
from reader.storage.files import show_path
from reader.storage.kept_checks import Reads, digest, listed


class Looked(Value):
    """What one file gave: its problems so far, what is in it, and the faults that the library adds.

    `reads` are the files that were read for it, each with its digest.
    """

    given: Given
    problems: tuple[Problem, ...]
    inspection: Inspection | None = None
    id: str = ""
    reads: tuple[tuple[Path, str], ...] = ()
    added: Faults = field(default_factory=Faults)


def check_files(
    given: Sequence[Given], libraries: Sequence[Path], today: date, reads: Reads | None = None
) -> tuple[Problem, ...]:
    """Every problem of the files, file by file, in the order of each file.

    `libraries` are the folders in which links to briefings outside of the files may end. What is read for it is noted
    in `reads`.
    """
    reads = reads or Reads()
    _registry.cache_clear()  # the files may have changed since this was last asked
    looked = _look_at_all(given, today)
    _note_taken_ids(looked)
    _note_dead_leadings(looked, libraries, reads)
    _note_unnamed_entities(looked)
    problems = tuple(problem for one in looked for problem in _all_problems(one, reads))
    for path, read in chain.from_iterable(one.reads for one in looked):
        reads.note(path, read)
    return problems


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
    if given.is_registry:
        return _look_at_registry(given, today)
    source, read = _load(given)
    if isinstance(source, Problem):
        return Looked(given, (source,), reads=((given.path, read),))
    value, faults = read_table(source.raw, BRIEFING)
    registry = _registry(given.registry)
    found = inspect(source.raw, registry.shared, today, None if faults.fatal else value)
    faults.extend(found.faults)
    name = found.id or id_from_name(given.path.stem)
    return Looked(given, placed(source, faults), found, name, ((given.path, read), *registry.reads))


def _load(given: Given) -> tuple[TomlFile | Problem, str]:
    """A file as TOML, or why it is none, and the digest of what was read."""
    if given.data is not None:
        return parse(given.data, given.path), ""
    read: list[str] = []
    source = load(given.path, lambda data: read.append(digest(data)))
    return source, read[0]


class _Registry:
    """A file of shared entities, read once for all who ask: to look at it, to find its names, to miss them."""

    def __init__(self, path: Path | None) -> None:
        self.source: TomlFile | Problem | None = None
        self.faults = Faults()
        self.reads: tuple[tuple[Path, str], ...] = ()
        self.entities: Described = {}
        if path:
            self.source, read = _load(Given(path, None))
            self.reads = ((path, read),)
        if isinstance(self.source, TomlFile):
            found, self.faults = read_table(self.source.raw, REGISTRY)
            self.entities = entities_in(self.source.raw) if self.faults.fatal else described(found.entities)

    @cached_property
    def shared(self) -> SharedNames:
        """Its entities, made ready for the briefings that share them: none, where it cannot be read whole."""
        return SharedNames(() if self.faults.fatal else (entity for _, entity in self.entities.values()))


_registry = cache(_Registry)


def _look_at_registry(given: Given, today: date) -> Looked:
    known = _registry(given.path)
    if not isinstance(known.source, TomlFile):
        return Looked(given, (known.source,) if known.source else (), reads=known.reads)
    found = inspect_registry(known.source.raw, known.entities, today)
    return Looked(given, placed(known.source, Faults((*known.faults, *found.faults))), found, "", known.reads)


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


def _note_dead_leadings(looked: Sequence[Looked], libraries: Sequence[Path], reads: Reads) -> None:
    sections = {one.id: one.inspection.sections for one in looked if one.inspection}
    has_read_all, guesses = False, Guesses(sections)
    for one in looked:
        for led in one.inspection.leadings if one.inspection else ():
            name, section, _ = split_target(led.target)
            if name not in sections and not has_read_all:  # not among the files: in the library, read only now?
                sections, has_read_all = {**_elsewhere(libraries, reads), **sections}, True
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


def _elsewhere(libraries: Sequence[Path], reads: Reads) -> dict[str, frozenset[str]]:
    """The sections of every briefing of the libraries, by the briefing's id."""
    found: dict[str, frozenset[str]] = {}
    reads.library = listed(libraries)
    for file in map(Path, reads.library):
        source, read = _load(Given(file, None))
        reads.note(file, read)
        if isinstance(source, TomlFile):
            name = text(source.raw, "id") or id_from_name(file.stem)
            found.setdefault(name, Known.of(source.raw, {}).sections)
    return found


def _note_unnamed_entities(looked: Sequence[Looked]) -> None:
    real = cache(os.path.realpath)  # the same file may have been named in several ways
    for registry in looked:
        if not registry.given.is_whole or registry.inspection is None:
            continue
        own = real(registry.given.path)
        sharing = (one for one in looked if one.given.registry and real(one.given.registry) == own)
        named = frozenset().union(*(one.inspection.named for one in sharing if one.inspection))
        known = _registry(registry.given.path)
        if isinstance(known.source, TomlFile):
            note_unnamed(known.source.raw, known.entities, named, registry.added)


def _all_problems(one: Looked, reads: Reads) -> tuple[Problem, ...]:
    """The problems of a file with those that the library added, in the order of the file."""
    if not one.added:
        return one.problems
    source, read = _load(one.given)
    reads.note(one.given.path, read)
    added = placed(source, one.added) if isinstance(source, TomlFile) else ()
    return tuple(sorted((*one.problems, *added), key=lambda problem: (problem.line, problem.column)))
