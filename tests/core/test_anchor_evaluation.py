"""The evaluation of anchoring holds: nothing silently wrong, and most of all cases right."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

COMMAND = Path(__file__).parents[2] / "benchmarks" / "anchoring" / "evaluate.py"


@cache
def evaluate(part: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, COMMAND, "--only", part], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("part", "least_right"),
    [("tuned", 0.97), ("heldout", 0.97), ("fresh", 0.93), ("adverse", 0.93), ("mechanical", 0.96)],
)
def test_nothing_is_silently_wrong_and_most_is_right(part: str, least_right: float) -> None:
    ran = evaluate(part)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    total = re.search(r"\| \*\*all\*\* \| \*\*(\d+)\*\* \| \*\*(\d+)\*\* \| \*\*(\d+)\*\* \| \*\*0\*\* \|", ran.stdout)
    assert total, ran.stdout
    right, flagged, wrong_place = map(int, total.groups())
    assert right >= least_right * (right + flagged + wrong_place)


@pytest.mark.parametrize("part", ["tuned", "heldout", "fresh", "adverse", "mechanical"])
def test_the_tables_in_the_documentation_are_those_of_the_command(part: str) -> None:
    assert evaluate(part).stdout.strip() in (COMMAND.parents[2] / "docs" / "anchoring.md").read_text("utf-8")
