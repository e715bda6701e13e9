"""What `check` said, kept in the cache and said again while all that it read is, to the letter, as it was.

Files are read again and compared by digests of their bytes: no edit is missed, however quick, and most of the work is
saved even so. What is wrong with a kept file, or keeps one from being written, is of no account: all is checked anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from reader import __version__
from reader.core.blake import blake2b
from reader.core.format.problem import Problem, Severity
from reader.storage.files import ReadError, make_folder, read_limited, read_or_error, write_atomically
from reader.storage.folders import briefing_files

MOST = 200
"""So many questions have their answers kept."""
LIMIT = 1 << 26
"""Bytes of the largest answer that is kept."""
_JUDGES = ("core/checking", "core/format", "core/text", "library", "storage")
"""Where the code is that judges a briefing, for who changes it without changing its version."""


def digest(data: bytes | ReadError) -> str:
    """What tells the bytes of a file from others, or why there are none."""
    return str(data) if isinstance(data, ReadError) else blake2b(data, digest_size=16).hexdigest()


class Reads:
    """What a check read: the digest of each file by its path, and where it went through the libraries, their files.

    `is_sure` unless a file was read twice and was not the same.
    """

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self.library: list[str] | None = None
        self.is_sure = True

    def note(self, path: Path, read: str) -> None:
        """Note the digest of a file as it was read."""
        self.is_sure = self.files.setdefault(str(path), read) == read and self.is_sure


class KeptChecks:
    """The answers in a folder, each to one question: a text that says what is to be checked, and on which day."""

    def __init__(self, folder: Path, libraries: Sequence[Path]) -> None:
        self._folder, self._libraries = folder, libraries

    def find(self, question: str) -> tuple[Problem, ...] | None:
        """The problems found last, if the answer would be the same today; None where it must be looked for."""
        try:
            kept = json.loads(read_limited(self._path(question), LIMIT))
            if kept["program"] != _program():
                return None
            if kept["library"] is not None and kept["library"] != listed(self._libraries):
                return None
            if any(digest(read_or_error(Path(path))) != read for path, read in kept["files"].items()):
                return None
            return tuple(
                Problem(file, message, code, Severity(severity), *place)
                for file, message, code, severity, *place in kept["problems"]
            )
        except (OSError, ReadError):
            return None
        except (LookupError, TypeError, ValueError, AttributeError, RecursionError):  # it is not as it was written
            return None

    def keep(self, question: str, reads: Reads, problems: Iterable[Problem]) -> None:
        """Keep what was found, if it is sure, and forget what was kept the longest."""
        rows = [(one.file, one.message, one.code, one.severity, one.line, one.column, one.key) for one in problems]
        if not reads.is_sure:
            return
        try:
            kept = {"program": _program(), "library": reads.library, "files": reads.files, "problems": rows}
            data = json.dumps(kept).encode()
            if len(data) > LIMIT:
                return
            make_folder(self._folder)
            write_atomically(self._path(question), data)
            kept_files = sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
            for path in kept_files[:-MOST]:
                path.unlink()
        except OSError:
            return

    def _path(self, question: str) -> Path:
        return self._folder / f"{digest(question.encode(errors='surrogateescape'))}.json"


def listed(libraries: Iterable[Path]) -> list[str]:
    """The files of the libraries by name."""
    return [str(file) for file in briefing_files(libraries)]


def _program() -> str:
    """What tells this program from another: its version, and the stamps of the modules that judge."""
    package = Path(__file__).parent.parent
    stamps = []
    for folder in _JUDGES:
        with os.scandir(package / folder) as entries:
            modules = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py")]
        stamps += sorted((name, about.st_size, about.st_mtime_ns) for name, about in modules)
    return digest(repr((__version__, stamps)).encode())
