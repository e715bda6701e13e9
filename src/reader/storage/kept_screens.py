"""The last screen of a briefing, kept so that the next start can show it before anything else has been loaded.

Reading one imports nothing that Python has not loaded by itself: it is the first thing the program does. What is kept
counts only for the same circumstances (terminal, size, program) and while every file it was made from is as it was.
"""

from __future__ import annotations

import os
import sys
from binascii import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:  # `typing` and `collections` cost more to import than this module takes to do its work
    from collections.abc import Iterable, Mapping, Sequence

FOLDER = "screens"
MOST = 8
"""So many briefings have their last screen kept."""
LIMIT = 400_000
"""Bytes of the largest screen that is kept."""
HEAD = 200_000
"""Bytes of the longest head: that of a briefing with a thousand notes."""
_MAGIC = "briefing-reader screen 1"
_VARIABLES = ("HOME", "LANG", "LC_ALL", "LC_CTYPE", "TERM", "COLORTERM", "NO_COLOR", "TERM_PROGRAM", "TMUX")
_PREFIXES = ("BRIEFING_READER_", "XDG_")


def state_folder(environment: Mapping[str, str]) -> str | None:
    """The state folder, as `places` finds it, where that takes no thought."""
    base = environment.get("XDG_STATE_HOME", "")
    if not base.startswith("/"):
        home = environment.get("HOME", "")
        custom = {"linux": ".local/state", "darwin": "Library/Application Support"}.get(sys.platform)
        if custom is None or not home.startswith("/"):
            return None
        base = f"{home}/{custom if not environment.get('XDG_STATE_HOME') else '.local/state'}"
    return f"{base}/briefing-reader"


def circumstances(environment: Mapping[str, str], version: str, size: tuple[int, int]) -> str:
    """All but the files that a screen depends on, in one line."""
    named = [f"{name}={environment.get(name)}" for name in _VARIABLES]
    named += sorted(f"{name}={value}" for name, value in environment.items() if name.startswith(_PREFIXES))
    return repr((version, size, named))


def find(folder: str, target: str, around: str) -> str | None:
    """The screen kept for a target: a file, an id, or nothing for the briefing read last. None where there is none."""
    if not target:
        names = sorted(_names(folder), key=lambda name: _changed(f"{folder}/{name}"))
        return _read(f"{folder}/{names[-1]}", around, is_last=True) if names else None
    if ("/" in target or "." in target) and os.path.isfile(target):  # noqa: PTH113 # pathlib costs more than all of this
        return _read(_place(folder, target), around)
    return next((found for name in _names(folder) if (found := _read(f"{folder}/{name}", around, target))), None)


def keep(
    folder: str, around: str, path: str, briefing_id: str, files: Sequence[str], state: str, look: str, screen: str
) -> None:
    """Keep the screen of the briefing at `path`, made from `files`. `state` is the file that says what was read last;
    screens of another `look` (theme and such) are forgotten. What goes wrong is of no account.
    """
    from pathlib import Path

    from reader.storage.files import make_folder, write_atomically

    stamps = [_stamp(os.path.abspath(file)) for file in (state, *files)]  # noqa: PTH100
    lines = [_MAGIC, around, briefing_id, look, *stamps, ""]
    head = "\n".join(lines).encode(errors="replace")
    if any("\n" in line for line in lines) or len(screen) > LIMIT or len(head) > HEAD:
        return
    try:
        make_folder(Path(folder))
        for name in _names(folder):
            if _look(f"{folder}/{name}") != look:
                os.unlink(f"{folder}/{name}")  # noqa: PTH108
        write_atomically(Path(_place(folder, path)), head + b"\n" + screen.encode(errors="replace"))
        for name in sorted(_names(folder), key=lambda name: _changed(f"{folder}/{name}"))[:-MOST]:
            os.unlink(f"{folder}/{name}")  # noqa: PTH108
    except OSError:
        return


def forget(folder: str, path: str) -> None:
    """Forget the screen of a briefing: it no longer shows the place where the reader was last."""
    try:
        os.unlink(_place(folder, path))  # noqa: PTH108
    except (OSError, ValueError):  # a path that no file can have
        return


def _place(folder: str, path: str) -> str:
    return f"{folder}/{crc32(os.path.realpath(path).encode(errors='surrogateescape')):08x}"


def _names(folder: str) -> Iterable[str]:
    try:
        return [name for name in os.listdir(folder) if len(name) == 8]  # noqa: PTH208
    except OSError:
        return []


def _changed(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116
    except OSError:
        return 0


def _stamp(path: str) -> str:
    """A line that is another one when a file has changed in any way, with the file's name."""
    try:
        about = os.stat(path)  # noqa: PTH116
    except OSError:
        return f"- - - - {path}"
    return f"{about.st_mtime_ns} {about.st_ctime_ns} {about.st_size} {about.st_ino} {path}"


def _lines(path: str) -> list[str]:
    """The lines of a kept file; the screen is the last, and has none of its own."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return []
    try:
        data = os.read(descriptor, LIMIT + HEAD) if os.fstat(descriptor).st_uid == os.getuid() else b""
    except OSError:
        data = b""
    finally:
        os.close(descriptor)
    return data.decode(errors="replace").split("\n")


def _look(path: str) -> str:
    lines = _lines(path)
    return lines[3] if len(lines) > 3 else ""


def _read(path: str, around: str, briefing_id: str = "", *, is_last: bool = False) -> str | None:
    lines = _lines(path)
    if len(lines) < 8 or lines[:2] != [_MAGIC, around] or "" not in lines[5:]:
        return None
    end = lines.index("", 5)
    stamps = lines[5:end] if not is_last else lines[4:end]
    if briefing_id and briefing_id != lines[2]:
        return None
    if any(line != _stamp(line.split(" ", 4)[4]) for line in stamps):
        return None
    return "\n".join(lines[end + 1 :])
