"""The rules of the house that the import contracts cannot see."""

from __future__ import annotations

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "reader"
FILES = sorted(SOURCE.rglob("*.py"))
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines of a function without its docstring."""
    first = function.body[0]
    has_words = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    words = (first.end_lineno or 0) - first.lineno + 1 if has_words else 0
    return (function.end_lineno or 0) - function.lineno + 1 - words


def test_no_file_has_outgrown_its_room() -> None:
    too_long = {
        str(path.relative_to(SOURCE)): count for path in FILES if (count := len(path.read_text().split("\n"))) > 401
    }
    assert too_long == {}


def test_functions_are_short() -> None:
    lengths = [length(function) for path in FILES for function in functions(path)]
    assert statistics.median(lengths) <= 12
    assert max(lengths) <= 60


def test_the_core_opens_nothing_prints_nothing_and_reads_no_clock() -> None:
    forbidden = {"open", "print", "input", "now", "today", "utcnow"}
    called = {
        (path.name, name)
        for path in (SOURCE / "core").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and (name := getattr(node.func, "id", getattr(node.func, "attr", ""))) in forbidden
    }
    assert called == set()


def test_only_what_draws_defines_dataclasses() -> None:
    """They cost a command half of its time; the package that draws is one to take out and use elsewhere."""
    using = {path.relative_to(SOURCE).parts[:2] for path in FILES if "@dataclass(" in path.read_text()}
    assert using == {("tui", "frames")}


def test_work_behind_the_screen_is_done_in_one_way() -> None:
    threads = {"Thread", "Timer", "ThreadPoolExecutor", "run_in_executor", "run_worker", "to_thread", "work"}
    apart = {"behind.py": "it is the way", "departure.py": "ends the program where nothing else can"}
    used = {
        path.name
        for path in (SOURCE / "tui").rglob("*.py")
        if path.name not in apart and path.parent.name != "frames"  # the writer, which knows nothing of the reader
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in threads
    }
    assert used == set()


@pytest.mark.parametrize(
    "code",
    [
        "import runpy, sys; sys.argv = ['x', '--version']; runpy.run_module('reader', run_name='__main__')",
        "import reader.library",
        "from reader.cli.main import main; main(['list'])",
        "from reader.cli.main import main; main(['show', 'china-russia-summit-2017'])",
        "from reader.cli.main import main; main(['show', 'g20-hamburg-2017', '--notes', '--format', 'html'])",
        "from reader.cli.main import main; main(['import', 'docs/notes.md'])",
        "from reader.cli.main import main; main(['check', 'briefings'])",
        "from reader.cli.main import main; main(['diff', 'brics-finance', 'power-of-siberia'])",
        "from reader.cli.main import main; main(['notes', 'list', '--json'])",
        "from reader.cli.main import main; main(['notes', 'export', '--format', 'jsonld'])",
    ],
)
def test_only_the_reader_itself_imports_textual(code: str) -> None:
    loaded = "print([m for m in ('textual', 'rich') if m in sys.modules], file=sys.stderr)"
    script = f"import sys\ntry:\n exec({code!r})\nexcept SystemExit:\n pass\n{loaded}"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=SOURCE.parent.parent)
    assert done.stderr.strip().split("\n")[-1] == "[]", done.stderr
