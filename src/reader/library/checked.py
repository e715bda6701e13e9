"""`check`, which is over at once where nothing has changed since: what it read, what it is asked, what day it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reader.storage.kept_checks import KeptChecks, Reads

if TYPE_CHECKING:
    from reader.core.format.problem import Problem
    from reader.library.given import Given


def check(given: Sequence[Given], libraries: Sequence[Path], today: date, cache: Path) -> tuple[Problem, ...]:
    """Every problem of the files, as `check_files` finds them; what was found is kept in the folder `cache`."""
    kept, question = KeptChecks(cache / "checks", libraries), repr((list(given), list(libraries), today))
    is_file = all(one.data is None for one in given)
    if is_file and (known := kept.find(question)) is not None:
        return known
    from reader.library.checking import check_files  # most of the program

    reads = Reads()
    problems = check_files(given, libraries, today, reads)
    if is_file:
        kept.keep(question, reads, problems)
    return problems
