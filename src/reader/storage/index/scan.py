"""The files of a library as they are on the disk now: names and stamps, without opening any.

A stamp is size, time of change (ns), inode, and time of change of the inode (ns): the last also tells a file whose
permissions changed, or that was replaced by one of the same size and time.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Iterator

from reader.core.value import Value
from reader.storage.files import describe, is_folder
from reader.storage.folders import REGISTRY_NAME

Stamp = tuple[int, int, int, int]
GONE: Stamp = (-1, 0, 0, 0)
"""The stamp of a file that cannot be looked at."""
STALE: Stamp = (-2, 0, 0, 0)
"""A stamp that no file has: kept for one that must be read again."""


class Folder(Value):
    """A folder of a library: its `*.toml` files by name, each with its stamp.

    `library` is the folder of the library that it lies in, whose registry serves it. `problem` says why it cannot be
    read, if so.
    """

    path: str
    stamp: Stamp
    library: str
    files: dict[str, Stamp]
    problem: str = ""

    @property
    def fingerprint(self) -> int:
        """A number that is another one when any file came, went or changed."""
        return fingerprint(self.files)


def fingerprint(files: dict[str, Stamp]) -> int:
    """A number made from names and stamps: equal for equal files, whatever their order."""
    names = sorted(files)
    spelt = zlib.crc32(os.fsencode("\0".join(names)))
    return hash((spelt, *(files[name] for name in names)))


def scan(libraries: Iterable[str]) -> Iterator[Folder]:
    """Every folder of the libraries, parents before what is in them. Each is met once, whatever links lead to it."""
    seen: set[tuple[int, int]] = set()
    for library in libraries:
        todo = [library]
        while todo:
            path = todo.pop()
            folder, below = _look(path, library, seen)
            if folder:
                yield folder
                todo += sorted(below, reverse=True)


def folder_stamp(path: str) -> Stamp:
    """The stamp of a folder or file; `GONE` where it cannot be looked at."""
    try:
        return _stamp(os.stat(path))
    except (OSError, ValueError):
        return GONE


def _look(path: str, library: str, seen: set[tuple[int, int]]) -> tuple[Folder | None, list[str]]:
    """A folder and the paths of the folders in it; None where it was met before."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        return Folder(path, GONE, library, {}, f"cannot be read: {describe(error)}"), []
    try:
        about = os.stat(handle)
        if (about.st_dev, about.st_ino) in seen:
            return None, []
        seen.add((about.st_dev, about.st_ino))
        names, below = _names(handle)
        files = _stamps(handle, [name for name in names if name != REGISTRY_NAME or path == library])
        return Folder(path, _stamp(about), library, files), [os.path.join(path, name) for name in below]
    except OSError as error:
        return Folder(path, GONE, library, {}, f"cannot be read: {describe(error)}"), []
    finally:
        os.close(handle)


def _names(handle: int) -> tuple[list[str], list[str]]:
    """Names of the TOML files and of the folders in an open folder; hidden ones are left out."""
    files, folders = [], []
    with os.scandir(handle) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            if is_folder(entry):
                folders.append(name)
            elif name.endswith(".toml"):
                files.append(name)
    return files, folders


def _stamps(handle: int, names: list[str]) -> dict[str, Stamp]:
    """The stamps of files in an open folder: a name looked up from there is found sooner than a path."""
    found: dict[str, Stamp] = {}
    for name in names:
        try:
            about = os.stat(name, dir_fd=handle)
        except OSError:
            found[name] = GONE
        else:  # written out: a call for each of a hundred thousand files is felt
            found[name] = (about.st_size, about.st_mtime_ns, about.st_ino, about.st_ctime_ns)
    return found


def _stamp(about: os.stat_result) -> Stamp:
    return (about.st_size, about.st_mtime_ns, about.st_ino, about.st_ctime_ns)
