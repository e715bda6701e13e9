"""`check`: every problem of every file, with its place."""

from __future__ import annotations

from pathlib import Path

from reader.cli.arguments import Options
from reader.core.problem import Problem, Severity
from reader.storage.briefings import REGISTRY_NAME, read_briefing, read_registry
from reader.storage.folders import briefing_files


def check(options: Options) -> int:
    """Print the problems; the exit code is 1 where one is an error."""
    files = [file for path in map(Path, options.paths) for file in _files(path)]
    problems = [problem for file in files for problem in _problems(file)]
    if options.format == "json":
        _print_json(problems, len(files))
    else:
        for problem in problems:
            print(problem)
    return 1 if any(problem.severity is Severity.ERROR for problem in problems) else 0


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    registry = path / REGISTRY_NAME
    return [*([registry] if registry.exists() else []), *briefing_files([path])]


def _problems(path: Path) -> tuple[Problem, ...]:
    return (read_registry(path) if path.name == REGISTRY_NAME else read_briefing(path)).problems


def _print_json(problems: list[Problem], files: int) -> None:
    import json

    found = [
        {
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "severity": str(problem.severity),
            "code": problem.code,
            "key": problem.key,
            "message": problem.message,
        }
        for problem in problems
    ]
    print(json.dumps({"version": 1, "problems": found, "files": files}, ensure_ascii=False, indent=1))
