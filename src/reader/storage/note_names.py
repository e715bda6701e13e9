"""Where the notes lie (`notes/<briefing-id>/<note-id>.md`), and what changes when one does; none is opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from reader.storage.files import Stamp, file_names, stamp


def note_stamps(folder: Path) -> dict[str, tuple[Path, Stamp]]:
    """For each note below the folder of all notes, by id: its file and that file's stamp."""
    return {name[:-3]: (Path(path, name), stamp(f"{path}/{name}")) for path, name in _files(folder)}


def note_files(folder: Path) -> list[str]:
    """The names of the notes in the folder of a briefing, in their order; none where it cannot be read."""
    try:
        return file_names(folder, ".md")
    except OSError:
        return []


def note_counts(folder: Path) -> dict[str, int]:
    """How many notes each briefing has, by its id."""
    found: dict[str, int] = {}
    for path, _ in _files(folder):
        briefing = path.rpartition("/")[2]
        found[briefing] = found.get(briefing, 0) + 1
    return found


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    """Folder and name of each note; whoever asks for notes themselves is told what cannot be read."""
    try:
        with os.scandir(folder) as entries:
            folders = sorted(entry.path for entry in entries if entry.is_dir() and not entry.name.startswith("."))
    except OSError:
        return
    for path in folders:
        yield from ((path, name) for name in note_files(Path(path)))
