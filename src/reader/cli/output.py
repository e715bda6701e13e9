"""How commands print: one JSON document, plain lines in a pipe, a table on a terminal. Data to stdout, talk to stderr.

What is printed has been made safe where it was loaded. A reader that goes away early is dealt with in `cli.main`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.cli.arguments import Options
from reader.core.safe_text import escaped, safe

if TYPE_CHECKING:
    from rich.console import Console

VERSION = 1
"""Version of every JSON document, raised when a key changes its meaning."""


def print_json(document: Mapping[str, object]) -> None:
    """Print one JSON document, its version first. Where stdout cannot carry every character, they are escaped.

    A list that is given as an iterator is made and printed one item after another: it may be of a whole library.
    """
    from json import JSONEncoder

    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    encode = JSONEncoder(ensure_ascii=not is_unicode, indent=1).encode

    def told(value: object, margin: str) -> str:
        return escaped(encode(value)).replace("\n", margin)

    before = "{"
    for key, value in {"version": VERSION, **document}.items():
        print(before, f"{told(key, '')}: ", sep="\n ", end="")
        before = ","
        if isinstance(value, Iterator):
            _print_items(told(item, "\n  ") for item in value)
        else:
            print(told(value, "\n "), end="")
    print("\n}")


def _print_items(items: Iterable[str]) -> None:
    """Print what has been encoded as a list of the document, each item as it comes."""
    before = "["
    for item in items:
        print(before, item, sep="\n  ", end="")
        before = ","
    print("[]" if before == "[" else "\n ]", end="")


def print_lines(lines: Iterable[str]) -> None:
    """Print lines as they come."""
    for line in lines:
        print(line)


def print_file(text: str) -> None:
    """Print what is a file of UTF-8 by its format: that it stays in a pipe, whatever the locale says."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)  # a stream that a test put there has none
    if reconfigure is not None and not sys.stdout.isatty():
        reconfigure(encoding="utf-8", errors="replace")
    print(text, end="")


def print_table(options: Options, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows: under their headings on a terminal; elsewhere one line each, cells parted by tabs, for `cut`.

    The first cell of a row is its name, which is never broken over lines, and neither is any single word. Where that
    leaves cells of several words too little room, they stand below the others.
    """
    if not is_terminal():
        print_lines("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
        return
    rows = list(rows)
    if not rows:
        return
    from rich.cells import cell_len  # only a terminal pays for it
    from rich.console import Console

    # Never markup: a title may hold square brackets.
    console = Console(color_system="auto" if has_color(options) else None, highlight=False, markup=False, emoji=False)
    columns = [(heading, *cells) for heading, *cells in zip(headings, *rows, strict=True)]
    loose = [place for place, cells in enumerate(columns) if any(" " in cell for cell in cells)]
    widths = (_LEAST if place in loose else max(map(cell_len, cells)) for place, cells in enumerate(columns))
    if sum(widths) + _GAP * (len(columns) - 1) > console.width:
        _print_below(console, headings, rows, loose)
    else:
        _print_columns(console, headings, rows, loose)


_LEAST, _GAP = 24, 3
"""Cells that a column of words has at least, and that stand between two columns."""


def _print_columns(console: Console, headings: Sequence[str], rows: Iterable[Sequence[str]], loose: list[int]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for place, heading in enumerate(headings):
        table.add_column(heading, no_wrap=place not in loose, overflow="fold", style="" if place else "cyan")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def _print_below(console: Console, headings: Sequence[str], rows: Iterable[Sequence[str]], loose: list[int]) -> None:
    """Each row as a line of its single words, numbers with their headings, and a paragraph for each of the others."""
    from rich.text import Text

    indent = "  "
    for name, *row in rows:
        line = Text().append(name, "cyan")
        for place, cell in enumerate(row, 1):
            if cell and place not in loose:
                line.append(f"  {headings[place]} {cell}" if cell.isdecimal() else f"  {cell}")
        console.print(line, soft_wrap=True)
        for cell in (cell for place, cell in enumerate(row, 1) if cell and place in loose):
            for piece in Text(cell).wrap(console, max(8, console.width - len(indent))):
                piece.rstrip()  # no blanks at the ends of lines for who copies them
                console.print(Text(indent) + piece)


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
