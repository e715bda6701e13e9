"""The evaluation of anchoring holds: nothing silently wrong, and most of all cases right."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = Path(__file__).parents[2] / "benchmarks" / "anchoring" / "evaluate.py"


@pytest.mark.parametrize(("part", "least_right"), [("tuned", 0.97), ("heldout", 0.97), ("mechanical", 0.94)])
def test_nothing_is_silently_wrong_and_most_is_right(part: str, least_right: float) -> None:
    ran = subprocess.run([sys.executable, COMMAND, "--only", part], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    total = re.search(r"\| \*\*all\*\* \| \*\*(\d+)\*\* \| \*\*(\d+)\*\* \| \*\*(\d+)\*\* \| \*\*0\*\* \|", ran.stdout)
    assert total, ran.stdout
    right, flagged, wrong_place = map(int, total.groups())
    assert right >= least_right * (right + flagged + wrong_place)
