"""Text as strings of TOML (1.0), for every file that the program writes."""

from __future__ import annotations

import re

from reader.core.late import late_pattern

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED = late_pattern('["\\\\\x00-\x1f\x7f]')
_CONTROLS = late_pattern("[\x00-\x08\x0b-\x1f\x7f]")
_QUOTES = late_pattern(r'(?<="")"|"(?=\Z)')


def toml_string(text: str) -> str:
    """A text as a string on one line."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def toml_text(text: str) -> str:
    """A text of lines as a string of many lines; as it stands, where that keeps its back-slashes single."""
    if "\\" in text and "'''" not in text and not text.endswith("'") and not _CONTROLS.search(text):
        return f"'''\n{text}'''"
    escaped = _CONTROLS.sub(_escape, text.replace("\\", "\\\\"))
    return '"""\n' + _QUOTES.sub(r"\"", escaped) + '"""'


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04x}"
