"""Debian's chromium without a window: what a page looks like to it, and what it says of the page."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--enable-logging=stderr",
    "--virtual-time-budget=3000",
    "--dump-dom",
)


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of opening a page: its elements once it had settled, and what the console said."""

    dom: str
    console: tuple[str, ...]


def visit(address: str, folder: Path) -> Visit:
    """Open an address in a profile of its own below `folder`, and wait until the page has nothing left to do."""
    assert CHROMIUM
    done = subprocess.run(
        [CHROMIUM, *_OPTIONS, f"--user-data-dir={folder / 'profile'}", address],
        capture_output=True,
        text=True,
        timeout=120,
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
    )
    return Visit(done.stdout, tuple(line for line in done.stderr.split("\n") if "CONSOLE" in line))
