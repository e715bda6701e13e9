"""`check`: every problem of every file, with its place."""

from __future__ import annotations

from pathlib import Path

from reader.cli.arguments import Options
from reader.cli.output import print_json, print_lines
from reader.core.problem import Problem, Severity
from reader.storage.briefings import REGISTRY_NAME, read_briefing, read_registry
from reader.storage.folders import briefing_files


def check(options: Options) -> int:
    """Print the problems; the exit code is 1 where one is an error."""
    files = [file for path in map(Path, options.paths) for file in _files(path)]
    problems = [problem for file in files for problem in _problems(file)]
    if options.format == "json":
        print_json({"problems": list(map(_document, problems)), "files": len(files)})
    else:
        print_lines(map(str, problems))
    return 1 if any(problem.severity is Severity.ERROR for problem in problems) else 0


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    registry = path / REGISTRY_NAME
    return [*([registry] if registry.exists() else []), *briefing_files([path])]


def _problems(path: Path) -> tuple[Problem, ...]:
    return (read_registry(path) if path.name == REGISTRY_NAME else read_briefing(path)).problems


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
