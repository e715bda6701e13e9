"""Files read with a limit, and written so that a crash leaves the old or the new, never half."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

from reader.core.safe_text import safe_line
from reader.storage.exchange import exchange

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
ORDINARY_FILE = 0o666
"""What a file is made with that is to have the rights which the person's umask leaves."""
SIZE_LIMIT = 16 * 1024 * 1024
"""The largest file of briefings or entities that is read, in bytes."""


class ReadError(Exception):
    """A file cannot be read; `str(error)` says why, as the rest of a sentence."""


def read_limited(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes; never waits on a pipe or device. Raises `ReadError`."""
    try:
        data = _read_regular(path, limit)
    except (OSError, ValueError) as error:
        is_dead = isinstance(error, FileNotFoundError) and os.path.lexists(path)
        why = "is a link that leads nowhere" if is_dead else f"cannot be read: {describe(error)}"
        raise ReadError(why) from error
    if len(data) > limit:
        raise ReadError(f"is larger than {limit:,} bytes")
    return data


def read_or_error(path: Path) -> bytes | ReadError:
    """The bytes of a file of briefings or entities, or why there are none."""
    try:
        return read_limited(path, SIZE_LIMIT)
    except ReadError as error:
        return error


def _read_regular(path: Path, limit: int) -> bytes:
    """The bytes of a regular file, of a larger one the first `limit` and one more."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise ReadError("is no regular file")
        return _read(descriptor, min(about.st_size, limit), limit)
    finally:
        os.close(descriptor)


def _read(descriptor: int, size: int, limit: int) -> bytes:
    """All bytes of an open file that is about `size` long, as far as one past `limit`."""
    data = os.read(descriptor, size + 1)
    while len(data) <= limit and (more := os.read(descriptor, min(limit + 1 - len(data), 1 << 20))):
        data += more
    return data


Stamp = tuple[int, ...]
"""Device, inode, size in bytes and time of change in nanoseconds of a file or folder; empty where there is none."""


def stamp(path: str | Path) -> Stamp:
    """What changes when a file is replaced or rewritten, or a name in a folder comes or goes. Costs one system call."""
    try:
        about = os.stat(path)
    except (OSError, ValueError):
        return ()
    return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns


def file_names(folder: Path, suffix: str) -> list[str]:
    """The names in a folder that end so, in order, but hidden ones. Raises `OSError`; no folder, no names."""
    try:
        names = os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(name for name in names if name.endswith(suffix) and not name.startswith("."))


def describe(error: Exception) -> str:
    """What the system says is wrong, in its own words."""
    return (getattr(error, "strerror", None) or str(error)).lower()


def show_path(path: Path) -> str:
    """A path as text that is safe to show."""
    return safe_line(str(path)) or "-"


def is_there(path: Path) -> bool:
    """Whether something is at a path; not where one may not look, where `Path.exists` would raise."""
    return os.path.exists(path)


def is_taken(path: Path) -> bool:
    """Whether a name is taken, be it by a link that leads nowhere."""
    return os.path.lexists(path)


def is_file_at(path: str | Path) -> bool:
    """Whether a file is at a path; not where one may not look."""
    return os.path.isfile(path)


def is_folder_at(path: str | Path) -> bool:
    """Whether a folder is at a path; not where one may not look."""
    return os.path.isdir(path)


def may_list(folder: Path) -> bool:
    """Whether one may see what is in a folder, and go into it."""
    try:
        os.scandir(folder).close()
    except OSError:
        return False
    return os.access(folder, os.X_OK)


def may_be_there(path: Path) -> bool:
    """Whether something is at a path, also where one may not look: who reads it is told why that is not possible."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG
    return True


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry of a folder leads to a folder; not where it leads in a circle, or cannot be looked at."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def make_folder(path: Path) -> None:
    """Make a folder and those above it that are missing, for their owner only, safely on the disk. Raises `OSError`."""
    missing = []
    while not path.is_dir():
        missing.append(path)
        path = path.parent
    for folder in reversed(missing):
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        sync_folder(folder.parent)


def write_atomically(path: Path, data: bytes, mode: int = PRIVATE_FILE) -> None:
    """Replace a file, or make it: after a crash at any moment the old or the new is there, whole. Raises `OSError`."""
    temporary = _write_beside(path, data, mode)
    try:
        os.replace(temporary, path)
    finally:
        _remove(temporary)
    sync_folder(path.parent)


def replace_if(path: Path, data: bytes, is_expected: Callable[[Path], bool]) -> bool:
    """Replace a file as `write_atomically` does, where it holds what `is_expected`; else it stays, and this is False.

    That is asked when the data is on the disk already, and again of what was replaced: what another program wrote
    between the last look and the replacing gets its name back. Raises `OSError`.
    """
    temporary = _write_beside(path, data, PRIVATE_FILE)
    is_ours = True  # what stands under the temporary name
    try:
        if not is_expected(path):
            return False
        if exchange(temporary, path):
            is_replaced = is_ours = False
            try:
                is_replaced = is_ours = is_expected(temporary)
            finally:
                if not is_replaced:
                    exchange(temporary, path)
                    is_ours = _holds(temporary, data)
            if not is_replaced:
                return False
        else:  # this file system cannot do better
            os.replace(temporary, path)
    except FileNotFoundError:  # deleted in the last moment
        return False
    finally:
        if is_ours:
            _remove(temporary)
        else:
            _show_beside(temporary, path)
    sync_folder(path.parent)
    return True


def _holds(path: Path, data: bytes) -> bool:
    with contextlib.suppress(ReadError):
        return read_limited(path, len(data)) == data
    return False


def _show_beside(hidden: Path, path: Path) -> None:
    """Give what another program wrote the name that it had, or one beside it, under which it is seen."""
    for name in (path, path.with_stem(f"{path.stem}-{os.urandom(3).hex()}")):
        with contextlib.suppress(FileExistsError):
            _give_name(hidden, name)
            _remove(hidden)
            return


def create(path: Path, data: bytes, mode: int = PRIVATE_FILE) -> None:
    """Make a file that must not be there yet, whole or not at all. Raises `FileExistsError` and other `OSError`."""
    temporary = _write_beside(path, data, mode)
    try:
        _give_name(temporary, path)
    finally:
        _remove(temporary)
    try:
        sync_folder(path.parent)
    except OSError:  # it may not last, and whoever is told so will write it again
        _remove(path)
        raise


def move(old: Path, new: Path) -> None:
    """Move a file to a name that must not be taken; a crash leaves it under one name or both.

    Raises `FileExistsError` and other `OSError`.
    """
    _give_name(old, new)
    sync_folder(new.parent)
    aside = _hidden(old)
    try:
        os.rename(old, aside)
    except FileNotFoundError:
        pass
    except OSError:
        if os.path.lexists(old):  # it may not be taken away: nothing was moved
            _remove(new)
        raise
    else:
        if os.path.samefile(aside, new):
            _remove(aside)
        else:  # another program has put something in its place since it got the new name
            _show_beside(aside, old)
    sync_folder(old.parent)


def _give_name(old: Path, new: Path) -> None:
    """Give a file a second name that must not be taken; where the file system has no links, a new name."""
    try:
        os.link(old, new)
    except (FileExistsError, FileNotFoundError):
        raise
    except OSError:
        if os.path.lexists(new):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(new)) from None
        os.rename(old, new)


class HeldError(OSError):
    """Another program holds a folder, and does not let go of it."""


LONGEST_HOLD = 5.0
"""Seconds that another program may take for a save. One that was stopped in the middle of it would take for ever."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold an advisory lock on a folder, where it is there and its file system has locks. Raises `HeldError`."""
    descriptor = -1
    try:
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        if descriptor >= 0:
            _lock(descriptor)
        yield
    finally:
        if descriptor >= 0:
            with contextlib.suppress(OSError):
                os.close(descriptor)


def _lock(descriptor: int) -> None:
    """Lock an open folder, and wait for whoever holds it: the system itself would wait for ever. Raises `HeldError`."""
    import fcntl

    end = monotonic() + LONGEST_HOLD
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if monotonic() >= end:
                raise HeldError(errno.EBUSY, "another program holds it") from error
            sleep(0.01)
        except OSError:  # this file system has no locks
            return
        else:
            return


def _hidden(path: Path) -> Path:
    """A name beside a file that no other program and no list of notes knows."""
    return path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp")


def _write_beside(path: Path, data: bytes, mode: int) -> Path:
    """A temporary file in the same folder that holds `data`, safely on the disk."""
    if not path.name:  # "." or "/"
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    temporary = _hidden(path)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        try:
            _write_all(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:  # an interruption must not leave half a file either
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


_CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF}


def sync_folder(path: Path) -> None:
    """Have the names in a folder on the disk. Raises `OSError`; a file system that cannot do this is left alone."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except PermissionError:  # a folder that may be written and not read
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise
    finally:
        os.close(descriptor)
