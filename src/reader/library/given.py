"""What `check` is given: the files that paths mean, each with the entities of the library it lies in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reader.core.value import Value
from reader.storage.files import is_folder_at, may_list
from reader.storage.folders import REGISTRY_NAME, briefing_files, registry_of


class Given(Value):
    """A file to look at. `registry` holds the entities it shares with others; `data` its bytes, where it is no file."""

    path: Path
    registry: Path | None
    is_registry: bool = False
    is_whole: bool = False
    """For a registry: whether all files that share its entities are looked at too."""
    data: bytes | None = None


def given_files(path: Path, libraries: Sequence[Path]) -> Iterator[Given]:
    """The files that a path means, each with the entities of the library it lies in."""
    home = next((one for one in libraries if path.absolute().is_relative_to(one.absolute())), None)
    if not is_folder_at(path):
        folders = (home,) if home else (path.parent, *libraries)  # as the reader does: those beside it come first
        registry = next(filter(None, map(registry_of, folders)), None)
        yield Given(path, registry, is_registry=path.name == REGISTRY_NAME)
        return
    if not may_list(path):
        yield Given(path, None)  # which says why
        return
    own, shared = registry_of(path), registry_of(path if home is None or home.samefile(path) else home)
    if own:
        yield Given(own, None, is_registry=True, is_whole=shared == own)
    for file in briefing_files([path], with_closed=True):
        yield Given(file, shared)  # of a closed folder it is said that it is one


def each_once(given: Iterable[Given]) -> list[Given]:
    """The same files, none of them twice: a person may name a folder and a file in it."""
    found: dict[str, Given] = {}
    for one in given:
        name = os.path.abspath(one.path)  # noqa: PTH100 # pathlib does not take ".." out
        before = found.setdefault(name, one)
        if one.is_whole and not before.is_whole:
            found[name] = one
    return list(found.values())
