"""The briefing files in the folders of a library."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.storage.files import is_folder, is_folder_at

REGISTRY_NAME = "entities.toml"
"""The file name that a library keeps for shared entities."""


def briefing_files(folders: Iterable[Path], *, with_closed: bool = False) -> Iterator[Path]:
    """Every `*.toml` below the folders but the registries, folder by folder, by name; hidden ones are left out.

    Asked for them `with_closed`, folders into which one may not look stand among the files.
    """
    seen: set[tuple[int, int]] = set()
    for folder in folders:
        yield from _below(folder, seen, with_closed)


def _below(folder: Path, seen: set[tuple[int, int]], with_closed: bool) -> Iterator[Path]:
    try:
        about = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        if with_closed:
            yield folder
        return
    if (about.st_dev, about.st_ino) in seen:  # a link that leads back up, or a folder named twice
        return
    seen.add((about.st_dev, about.st_ino))
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if is_folder(entry):
            yield from _below(Path(entry.path), seen, with_closed)
        elif entry.name.endswith(".toml") and entry.name != REGISTRY_NAME:
            yield Path(entry.path)


def registry_of(folder: Path) -> Path | None:
    """The file of the entities that a folder's briefings share, readable or not; None where it has none."""
    file = folder / REGISTRY_NAME
    return file if os.path.lexists(file) and not is_folder_at(file) else None


def last_changed(files: Iterable[Path]) -> Iterator[Path]:
    """The files, the one that changed last first; nothing of them is read."""
    moments = ((_changed(file), file) for file in files)
    yield from (file for moment, file in sorted(moments, reverse=True))


def _changed(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
