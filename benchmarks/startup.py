"""How long commands take, as a multiple of the time in which Python starts and does nothing.

    python benchmarks/startup.py [--runs N]

Asked of a small library of two briefings, and of the briefings that come with the program, full of Markdown, with three
notes on them: what a person really has. The least of N runs counts: what is more is the noise of the machine. The files
have been read once before, so what is kept of them is there; the last two lines are what it takes without that.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SMALL = "tests/cli/transcripts/library"
SUMMIT = "china-russia-summit-2017"
MOST = 5.0
COMMANDS = (
    ("--version", 3.0),
    (f"list --library {SMALL}", MOST),
    (f"notes list --library {SMALL}", MOST),
    (f"check {SMALL}", MOST),
    (f"search gas --library {SMALL}", MOST),
    ("list", MOST),
    ("list --json", MOST),
    ("notes list", MOST),
    ("notes list --json", MOST),
    (f"notes list {SUMMIT}", MOST),
    ("check briefings", MOST),
    (f"check briefings/{SUMMIT}.toml", MOST),
    ("check tests/cli/transcripts/library/gas-deal.toml", MOST),
    ("check tests/cli/transcripts/wrong.toml", MOST),
    ("search gas", MOST),
    ("entities", None),
    (f"show {SUMMIT}#energy", None),
)
"""Each with how many times as long as nothing it may take, where that is promised."""
ANEW = ("check briefings", f"check briefings/{SUMMIT}.toml")
"""Measured once more where nothing is kept."""
NOTES = (
    (f"{SUMMIT}#energy", "--quote", "the headline sum", "--text", "Who says so?", "--kind", "question"),
    (f"{SUMMIT}#finance", "--text", "To be read again."),
    ("g20-hamburg-2017", "--text", "On all of it.", "--tag", "g20"),
)


def main() -> int:
    """Print a line a command; 1 where one takes too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    program = str(Path(sys.executable).with_name("briefing-reader"))
    with tempfile.TemporaryDirectory() as home:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        environment["HOME"] = home
        for note in NOTES:
            _run([program, "notes", "add", *note], environment)
        words = {name: [program, *name.split()] for name, _ in COMMANDS}
        least = _least({"": [sys.executable, "-c", "pass"], **words}, runs, environment)
        anew = {name: _least_anew([program, *name.split()], runs, environment) for name in ANEW}
    print(f"{'python -c pass':<56}{least[''] * 1000:6.1f} ms")
    for name, most in COMMANDS:
        promise = f" of at most {most}" if most else ""
        print(f"{name:<56}{least[name] * 1000:6.1f} ms {least[name] / least['']:5.2f}{promise}")
    for name in ANEW:
        print(f"{name + ', anew':<56}{anew[name] * 1000:6.1f} ms {anew[name] / least['']:5.2f}")
    return int(any(most and least[name] > most * least[""] for name, most in COMMANDS))


def _run(words: list[str], environment: dict[str, str]) -> float:
    """Run a command; gives the seconds it took."""
    start = time.perf_counter()
    subprocess.run(words, check=False, capture_output=True, cwd=ROOT, env=environment)
    return time.perf_counter() - start


def _least(commands: dict[str, list[str]], runs: int, environment: dict[str, str]) -> dict[str, float]:
    """The least seconds of each command over runs in turn, so that a busy moment is not one command's alone."""
    least = dict.fromkeys(commands, float("inf"))
    for _ in range(runs + 1):  # one more: the first makes what is kept
        for name, words in commands.items():
            least[name] = min(least[name], _run(words, environment))
    return least


def _least_anew(words: list[str], runs: int, environment: dict[str, str]) -> float:
    """The same of one command that finds nothing kept."""
    least = float("inf")
    for _ in range(runs):
        shutil.rmtree(Path(environment["HOME"], ".cache"), ignore_errors=True)
        least = min(least, _run(words, environment))
    return least


if __name__ == "__main__":
    sys.exit(main())
