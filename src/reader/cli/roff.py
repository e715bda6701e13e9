"""Pieces of a manual page in the language of man(7)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader import __version__


def page(parts: Iterable[str]) -> str:
    """A page of its parts. Text right below a heading begins a paragraph by itself, and needs no request for one."""
    return re.sub(r"^(\.S[HS] .*)\n\.PP$", r"\1", "\n".join(parts), flags=re.MULTILINE) + "\n"


def title(name: str, section: int, about: str) -> str:
    """The first line of a page."""
    return f'.TH {name.upper()} {section} "" "{name} {__version__}" "{about}"'


def heading(text: str) -> str:
    """A heading of the page."""
    return f".SH {text.upper()}"


def part(text: str) -> str:
    """A heading within one."""
    return f".SS {_argument(text)}"


def paragraph(text: str) -> str:
    """A paragraph."""
    return f".PP\n{plain(text)}"


def entry(term: str, text: str) -> str:
    """A term, in bold, and under it what it means."""
    return f".TP\n.B {_argument(term)}\n{plain(text)}"


def verbatim(lines: Iterable[str]) -> str:
    """Lines as they stand."""
    return "\n".join([".PP", ".nf", ".RS", *map(plain, lines), ".RE", ".fi"])


_FOREIGN = re.compile("[^\x00-\x7f]")
_ESCAPES = str.maketrans({"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti"})


def plain(text: str) -> str:
    """Text in which nothing is a request, an escape, or anything but the characters it holds."""
    escaped = _FOREIGN.sub(lambda char: f"\\[u{ord(char[0]):04X}]", text.translate(_ESCAPES))
    return "\n".join(f"\\&{line}" if line.startswith((".", "\\(aq")) else line for line in escaped.split("\n"))


def _argument(text: str) -> str:
    escaped = plain(text).replace('"', "\\(dq")
    return f'"{escaped}"'
