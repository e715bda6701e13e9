"""Files read with a limit, and written so that a crash leaves the old or the new, never half."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


class ReadError(Exception):
    """A file cannot be read; `str(error)` says why, as the rest of a sentence."""


def read_limited(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes; never waits on a pipe or device. Raises `ReadError`."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise ReadError(f"cannot be read: {describe(error)}") from error
    with os.fdopen(descriptor, "rb") as file:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise ReadError("is no regular file")
        if about.st_size > limit:
            raise ReadError(f"is larger than {limit:,} bytes")
        try:
            data = file.read(limit + 1)
        except OSError as error:
            raise ReadError(f"cannot be read: {describe(error)}") from error
    if len(data) > limit:  # it grew while it was read
        raise ReadError(f"is larger than {limit:,} bytes")
    return data


def describe(error: Exception) -> str:
    """What the system says is wrong, in its own words."""
    return (getattr(error, "strerror", None) or str(error)).lower()


def make_folder(path: Path) -> None:
    """Make a folder and those above it, for their owner only. Raises `OSError`."""
    path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file, or make it: after a crash at any moment the old or the new is there, whole. Raises `OSError`."""
    temporary = _write_beside(path, data)
    try:
        os.replace(temporary, path)
    except OSError:
        _remove(temporary)
        raise
    sync_folder(path.parent)


def create(path: Path, data: bytes) -> None:
    """Make a file that must not be there yet, whole or not at all. Raises `FileExistsError` and other `OSError`."""
    temporary = _write_beside(path, data)
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: the name is random enough
        if path.exists():
            raise FileExistsError(path) from None
        os.replace(temporary, path)
    finally:
        _remove(temporary)
    sync_folder(path.parent)


def move(old: Path, new: Path) -> None:
    """Move a file to a name that must not be taken. Raises `FileExistsError` and other `OSError`."""
    if os.path.lexists(new):
        raise FileExistsError(new)
    os.rename(old, new)
    sync_folder(new.parent)
    sync_folder(old.parent)


def _write_beside(path: Path, data: bytes) -> Path:
    """A temporary file in the same folder that holds `data`, safely on the disk."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE_FILE)
    try:
        try:
            _write_all(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError:
        _remove(temporary)
        raise
    return temporary


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        os.unlink(path)


def sync_folder(path: Path) -> None:
    """Have the names in a folder on the disk; a file system that cannot do this is left alone."""
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
