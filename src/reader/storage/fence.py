"""The fence of secure mode: once it stands, this process opens nothing outside the places named, and starts nothing.

There are two, and each is enough by itself. The kernel's (Landlock, on Linux) cannot be got over by anything that runs
in the process. Python's own (an audit hook) stands everywhere, and is the one that says why. Neither can be taken down.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from reader.core.value import Value

REFUSAL = "not allowed in secure mode"

# What starts programs, reaches the network or other processes, or calls the C library.
_NEVER = (
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.killpg",
    "pty.spawn",
    "webbrowser.open",
    "socket.connect",
    "socket.bind",
    "socket.send",
    "socket.getaddrinfo",
    "socket.gethostby",
    "urllib.Request",
    "ctypes.",
    "sqlite3.enable_load_extension",
    "sqlite3.load_extension",
    "os.chdir",
    "os.symlink",
)
# Events whose first arguments are paths that are changed, and how many of them.
_CHANGES = {
    "os.chmod": 1,
    "os.chown": 1,
    "os.link": 2,
    "os.mkdir": 1,
    "os.remove": 1,
    "os.rename": 2,
    "os.rmdir": 1,
    "os.setxattr": 1,
    "os.truncate": 1,
    "os.utime": 1,
    "sqlite3.connect": 1,
}
_LOOKS = ("os.listdir", "os.scandir")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_ALWAYS_READ = ("/usr/share/terminfo", "/lib/terminfo", "/etc/terminfo", "/etc/localtime", "/usr/share/zoneinfo")
_LOADER_READS = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/usr/share/locale")
_ALWAYS_WRITTEN = ("/dev/null", "/dev/tty")


class Fence(Value):
    """The places that may be read, those that may also be written, and whether the kernel keeps to them, too."""

    readable: tuple[str, ...]
    writable: tuple[str, ...]
    in_kernel: bool = False

    def may_read(self, path: str | bytes) -> bool:
        """Whether what a path leads to, links followed, may be read."""
        real = _real(path)
        return _is_below(real, self.readable) or _is_below(real, self.writable)

    def may_write(self, path: str | bytes) -> bool:
        """Whether what a path leads to, links followed, may be made, changed or removed."""
        return _is_below(_real(path), self.writable)

    def check(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Raise `PermissionError` where an event of Python's audit is not allowed."""
        if event == "open":
            self._check_paths(arguments[:1], is_change=bool(arguments[2] & _WRITING))
        elif event in _CHANGES:
            self._check_paths(arguments[: _CHANGES[event]], is_change=True)
        elif event in _LOOKS:
            self._check_paths(["." if one is None else one for one in arguments[:1]])
        elif event.startswith(_NEVER) or (event == "os.kill" and arguments[0] != os.getpid()):
            raise _refused(event)

    def _check_paths(self, paths: Sequence[Any], *, is_change: bool = False) -> None:
        for path in paths:
            if isinstance(path, int) or path == ":memory:":  # what is open already was allowed
                continue
            allowed = self.may_write(os.fspath(path)) if is_change else self.may_read(os.fspath(path))
            if not allowed:
                raise _refused(os.fspath(path))


_standing: list[Fence] = []


def fence_in(readable: Iterable[Path], writable: Iterable[Path]) -> Fence:
    """Raise the fence. What the program itself is made of, terminfo and the time zones can be read all the same."""
    from reader.storage.landlock import confine  # ctypes is imported here, for the last time

    read = _real_paths([*readable, *_program(), *map(Path, _ALWAYS_READ)])
    written = _real_paths([*writable, *map(Path, _ALWAYS_WRITTEN)])
    loader = _real_paths(map(Path, (*_LOADER_READS, f"{sys.base_prefix}/lib")))
    fence = Fence(read, written, confine(map(Path, (*read, *loader)), map(Path, written)))
    sys.addaudithook(fence.check)
    _standing.append(fence)
    return fence


def standing_fence() -> Fence | None:
    """The fence, where it stands: in secure mode."""
    return _standing[-1] if _standing else None


def _program() -> Iterator[Path]:
    """What the program is made of: its own package, Python's library, and the packages installed for it."""
    import site
    import sysconfig

    yield Path(__file__).resolve().parent.parent
    yield from (Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib"))
    yield from map(Path, (*site.getsitepackages(), site.getusersitepackages()))


def _real_paths(paths: Iterable[Path]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_real(str(path)) for path in paths))


def _real(path: str | bytes) -> str:
    return os.path.realpath(os.fsdecode(path))


def _is_below(path: str, places: Iterable[str]) -> bool:
    return any(path == place or path.startswith(place.rstrip("/") + "/") for place in places)


def _refused(what: str | bytes) -> PermissionError:
    return PermissionError(errno.EACCES, REFUSAL, os.fsdecode(what))
