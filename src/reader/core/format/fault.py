"""What is wrong with one value, before its line and column are known."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from reader.core.format.problem import Severity
from reader.core.safe_text import safe_line
from reader.core.value import Value

Path = tuple[str | int, ...]
"""Keys and list positions (from 0) that lead to a value."""


def show_path_of_keys(path: Path) -> str:
    """A path as authors write it: `sections[2].id`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{safe_line(step)}" for step in path)
    return "".join(steps).removeprefix(".")


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
MOST_COMPARED = 1_000_000
"""Words that are looked at for the slips of one file: past two seconds of it nobody reads on."""


class Guesses:
    """Known words, one of which may be meant by a word that is not known.

    Nothing is guessed where there are so many of either that to look would take longer than to find the slip.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._left = MOST_COMPARED
        self._found: dict[str, str] = {}

    def near(self, word: str) -> str:
        """The known word that is most like `word`, as the end of a message; nothing where none is like it."""
        if word not in self._found:
            self._left -= len(self._known)
            is_worth_it = len(self._known) <= MANY and self._left >= 0
            self._found[word] = _near(word, self._known) if is_worth_it else ""
        near = self._found[word]
        return f' (did you mean "{near}"?)' if near else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """What `Guesses` says of a word; for very many words make one of those."""
    return Guesses(known).near(word)


@lru_cache(1000)  # the same slip is made again and again, and a library may know thousands of words
def _near(word: str, known: frozenset[str]) -> str:
    from difflib import get_close_matches  # only files with something wrong pay for it

    return next(iter(get_close_matches(word, known, 1)), "")
