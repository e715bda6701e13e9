"""SECURITY.md names a test for every line of its table, and each of them is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_every_fault_of_the_page_is_a_test_that_runs() -> None:
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", (ROOT / "SECURITY.md").read_text())
    assert len(named) > 30
    missing = [(file, name) for file, name in named if name not in names_in(ROOT / "tests" / file)]
    assert missing == []


def names_in(path: Path) -> set[str]:
    return {
        node.name
        for node in ast.parse(path.read_text()).body
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }


def test_the_page_on_secure_mode_counts_the_ways_out_that_are_tried() -> None:
    from tests.faults.test_secure_mode import WAYS_OUT

    for page in ("SECURITY.md", "docs/secure-mode.md"):
        assert f"{len(WAYS_OUT)} ways out" in (ROOT / page).read_text()
