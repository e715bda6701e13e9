"""What is wrong with one value, before its line and column are known."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from reader.core.format.problem import Severity
from reader.core.value import Value

Path = tuple[str | int, ...]
"""Keys and list positions (from 0) that lead to a value."""


class Fault(Value):
    """One thing wrong with the value at a path; `offset` is the code point in it that is wrong, where it is text."""

    path: Path
    message: str
    code: str
    severity: Severity = Severity.ERROR
    offset: int | None = None


class Faults(list[Fault]):
    """The faults found so far while a file is read."""

    def add(self, path: Path, message: str, code: str, severity: Severity = Severity.ERROR) -> None:
        """Note one fault."""
        self.append(Fault(path, message, code, severity))

    def warn(self, path: Path, message: str, code: str, offset: int | None = None) -> None:
        """Note one fault that does not keep the file from being read."""
        self.append(Fault(path, message, code, Severity.WARNING, offset))

    @property
    def fatal(self) -> bool:
        """Whether any fault keeps the file from being read."""
        return self.fatal_from(0)

    def fatal_from(self, first: int) -> bool:
        """Whether any fault that was noted after the first so many does; each is looked at by its own table alone."""
        return any(self[at].severity is Severity.ERROR for at in range(first, len(self)))


MANY = 20_000
"""Words past which none is looked for that is like another."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The known word that is most like `word`, as the end of a message; nothing where none is like it.

    Nothing either where there are so many that to look through them would take longer than to find the slip.
    """
    words = frozenset(known)
    near = _near(word, words) if len(words) <= MANY else ""
    return f' (did you mean "{near}"?)' if near else ""


@lru_cache(1000)  # the same slip is made again and again, and a library may know thousands of words
def _near(word: str, known: frozenset[str]) -> str:
    from difflib import get_close_matches  # only files with something wrong pay for it

    return next(iter(get_close_matches(word, known, 1)), "")
