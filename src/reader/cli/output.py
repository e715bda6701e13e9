"""How commands print: one JSON document, plain lines in a pipe, a table on a terminal. Data to stdout, talk to stderr.

What is printed has been made safe where it was loaded. A reader that goes away early is dealt with in `cli.main`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from reader.cli.arguments import Options
from reader.core.safe_text import escaped, safe

VERSION = 1
"""Version of every JSON document, raised when a key changes its meaning."""


def print_json(document: Mapping[str, object]) -> None:
    """Print one JSON document, its version first. Where stdout cannot carry every character, they are escaped."""
    import json

    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(escaped(json.dumps({"version": VERSION, **document}, ensure_ascii=not is_unicode, indent=1)))


def print_lines(lines: Iterable[str]) -> None:
    """Print lines as they come."""
    for line in lines:
        print(line)


def print_table(options: Options, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows: under their headings on a terminal; elsewhere one line each, cells parted by tabs, for `cut`.

    The first cell of a row is its name, which is never broken over lines.
    """
    if not is_terminal():
        print_lines("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
        return
    rows = list(rows)
    if not rows:
        return
    from rich import box  # only a terminal pays for it
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for place, heading in enumerate(headings):
        table.add_column(heading, no_wrap=place == 0, overflow="fold", style="" if place else "cyan")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))  # never markup: a title may hold square brackets
    Console(color_system="auto" if has_color(options) else None, highlight=False, markup=False, emoji=False).print(
        table
    )


def say(message: str) -> None:
    """Tell the person something that is no data. Where nobody can be told, the data come all the same."""
    with suppress(OSError):
        print(safe(message), file=sys.stderr)


def is_terminal() -> bool:
    """Whether stdout is a terminal that can do more than print lines."""
    return sys.stdout.isatty() and os.environ.get("TERM", "dumb") not in ("", "dumb", "unknown")


def has_color(options: Options) -> bool:
    """Whether to print in colour: on a terminal, unless `--no-color` or NO_COLOR (https://no-color.org) say not."""
    return is_terminal() and not options.no_color and not os.environ.get("NO_COLOR")
