"""The versions of the program and of what it runs on, found without importing any of it."""

from __future__ import annotations

import os
import sys

from reader import __version__


def version_line() -> str:
    """The program's version, Python's and Textual's, as one line."""
    python = ".".join(map(str, sys.version_info[:3]))
    return f"briefing-reader {__version__} (Python {python}, Textual {installed_version('textual')})\n"


def installed_version(package: str) -> str:
    """The version of an installed package, read off the name of the folder that its installer left.

    `importlib.metadata` gives the same and takes longer to import than the whole of `--version` may take.
    """
    start, end = f"{package.replace('-', '_')}-", ".dist-info"
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 # importing pathlib takes longer than all of this
        except OSError:
            continue
        for name in names:
            if name.startswith(start) and name.endswith(end):
                return name[len(start) : -len(end)]
    return "unknown"
