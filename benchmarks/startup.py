"""How long commands take, as a multiple of the time in which Python starts and does nothing.

    python benchmarks/startup.py [--runs N]

Commands with a promise run on a small library, of two briefings; those without one are printed to be compared. The
least of N runs counts: what is more is the noise of the machine.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SMALL = "tests/cli/transcripts/library"
COMMANDS = (
    ("--version", 3.0),
    (f"list --library {SMALL}", 5.0),
    (f"notes list --library {SMALL}", 5.0),
    (f"check {SMALL}", 5.0),
    (f"search gas --library {SMALL}", None),
    ("list", None),
    ("check briefings", None),
)
"""Each with how many times as long as nothing it may take, where that is promised."""


def main() -> int:
    """Print a line a command; 1 where one takes too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home}
        program = str(Path(sys.executable).with_name("briefing-reader"))
        words = {name: [program, *name.split()] for name, _ in COMMANDS}
        least = _least({"": [sys.executable, "-c", "pass"], **words}, runs, environment)
    print(f"{'python -c pass':<56}{least[''] * 1000:6.1f} ms")
    for name, most in COMMANDS:
        promise = f" of at most {most}" if most else ""
        print(f"{name:<56}{least[name] * 1000:6.1f} ms {least[name] / least['']:5.2f}{promise}")
    return int(any(most and least[name] > most * least[""] for name, most in COMMANDS))


def _least(commands: dict[str, list[str]], runs: int, environment: dict[str, str]) -> dict[str, float]:
    """The least seconds of each command over runs in turn, so that a busy moment is not one command's alone."""
    least = dict.fromkeys(commands, float("inf"))
    for _ in range(runs):
        for name, words in commands.items():
            start = time.perf_counter()
            subprocess.run(words, check=False, capture_output=True, cwd=ROOT, env=environment)
            least[name] = min(least[name], time.perf_counter() - start)
    return least


if __name__ == "__main__":
    sys.exit(main())
