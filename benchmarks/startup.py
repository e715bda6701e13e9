"""How long commands take, as a multiple of the time in which Python starts and does nothing.

    python benchmarks/startup.py [--runs N]

Asked of a small library of two briefings, and of the briefings that come with the program, full of Markdown, with three
notes on them: what a person really has. The least of N runs counts: what is more is the noise of the machine. The time
on the clock is told, and that of the processor, to which the promise is held: on a busy machine the clock goes on while
others work. What is kept of files read before is there; the last two lines are what it takes without.
"""

from __future__ import annotations

import argparse
import os
import resource
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
Seconds = tuple[float, float]
"""Of the clock, and of the processor."""
FOR_EVER = (float("inf"), float("inf"))
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
    for name, most in (("", None), *COMMANDS):
        promise = f" of at most {most}" if most else ""
        print(f"{name or 'python -c pass':<56}{_told(least[name], least[''])}{promise}")
    for name in ANEW:
        print(f"{name + ', anew':<56}{_told(anew[name], least[''])}")
    return int(any(most and _times(least[name], least[""])[1] > most for name, most in COMMANDS))


def _times(seconds: Seconds, nothing: Seconds) -> Seconds:
    """How many times as long as nothing something took."""
    return seconds[0] / nothing[0], seconds[1] / nothing[1]


def _told(seconds: Seconds, nothing: Seconds) -> str:
    clock, processor = _times(seconds, nothing)
    return f"{seconds[0] * 1000:6.1f} ms {clock:5.2f} {seconds[1] * 1000:6.1f} ms {processor:5.2f}"


def _run(words: list[str], environment: dict[str, str]) -> Seconds:
    """Run a command; gives the seconds it took."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(words, check=False, capture_output=True, cwd=ROOT, env=environment)
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _less(one: Seconds, other: Seconds) -> Seconds:
    return min(one[0], other[0]), min(one[1], other[1])


def _least(commands: dict[str, list[str]], runs: int, environment: dict[str, str]) -> dict[str, Seconds]:
    """The least seconds of each command over runs in turn, so that a busy moment is not one command's alone."""
    least = dict.fromkeys(commands, FOR_EVER)
    for _ in range(runs + 1):  # one more: the first makes what is kept
        for name, words in commands.items():
            least[name] = _less(least[name], _run(words, environment))
    return least


def _least_anew(words: list[str], runs: int, environment: dict[str, str]) -> Seconds:
    """The same of one command that finds nothing kept."""
    least = FOR_EVER
    for _ in range(runs):
        shutil.rmtree(Path(environment["HOME"], ".cache"), ignore_errors=True)
        least = _less(least, _run(words, environment))
    return least


if __name__ == "__main__":
    sys.exit(main())
