"""`check`: every problem of every file, with its place."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from reader.cli.arguments import Options
from reader.cli.output import has_color, print_json, print_lines, say
from reader.cli.session import places_of
from reader.core.format.problem import Problem, Severity
from reader.library.checked import check as find_problems
from reader.library.given import Given, each_once, given_files
from reader.storage.files import SIZE_LIMIT
from reader.storage.folders import registry_of


def check(options: Options) -> int:
    """Print the problems; the exit code is 1 where one is an error, or with `--strict` a warning."""
    places = places_of(options)
    given = each_once(one for path in dict.fromkeys(options.paths) for one in _given(path, places.libraries))
    problems = find_problems(given, places.libraries, datetime.now(UTC).date(), places.cache)
    if options.format == "json":
        print_json({"problems": list(map(_document, problems)), "files": len(given)})
    elif options.format == "github":
        print_lines(map(_annotation, problems))
    else:
        print_lines(_colored(problems) if has_color(options) else map(str, problems))
        if sys.stderr.isatty():
            say(_summary(problems, len(given)))
    failing = Severity if options.strict else (Severity.ERROR,)
    return 1 if any(problem.severity in failing for problem in problems) or not given else 0


def _given(path: str, libraries: tuple[Path, ...]) -> Iterator[Given]:
    if path != "-":
        found = list(given_files(Path(path), libraries))
        if not found:
            say(f"briefing-reader: there is no *.toml file in {path}")
        yield from found
        return
    data = sys.stdin.buffer.read(SIZE_LIMIT + 1)
    registry = next(filter(None, map(registry_of, libraries)), None)
    yield Given(Path("-"), registry, data=data)


def _document(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "severity": str(problem.severity),
        "code": problem.code,
        "key": problem.key,
        "message": problem.message,
    }


_COLORS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m"}


def _colored(problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        severity = f" {problem.severity}: "
        yield str(problem).replace(severity, f"{_COLORS[problem.severity]}{severity}\x1b[0m", 1)


def _annotation(problem: Problem) -> str:
    """The problem as a workflow command of GitHub Actions, which shows it beside the line."""
    message = f"{problem.key}: {problem.message}" if problem.key else problem.message
    place = f"file={_escaped(os.path.relpath(problem.file))},line={problem.line},col={problem.column}"
    return f"::{problem.severity} {place},title={problem.code}::{message.replace('%', '%25')}"


def _escaped(value: str) -> str:
    """A value of a workflow command, in which these characters have a meaning."""
    return value.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")


def _summary(problems: Iterable[Problem], files: int) -> str:
    counts = Counter(problem.severity for problem in problems)
    told = " and ".join(_counted(counts[one], str(one)) for one in Severity if counts[one]) or "no problem"
    return f"{told} in {_counted(files, 'file')}"


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
