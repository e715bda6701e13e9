"""Untrusted text made into text that cannot drive a terminal.

Every string of every file goes through here once, where it is loaded; after that it is safe everywhere: on the
screen, in what commands print, in exports. One code point becomes one code point, so offsets stay true.
"""

from __future__ import annotations

import re

STAND_IN = "\N{REPLACEMENT CHARACTER}"
"""Shown for a character that has no picture of its own."""

# C0 but tab and newline, DEL, C1, line and paragraph separators, bidi embeddings, overrides and isolates, and lone
# surrogates (they come in file names and cannot be written out at all).
_DANGEROUS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_FOLDED = re.compile(r"\s+")


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)  # the block of control pictures mirrors C0
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else STAND_IN


def safe(text: str) -> str:
    """`text` with every control character and bidi override replaced by a visible stand-in, of the same length."""
    return _DANGEROUS.sub(_visible, text) if _DANGEROUS.search(text) else text


def safe_line(text: str) -> str:
    """`text` made safe and folded to one line: runs of white space become one space."""
    return _FOLDED.sub(" ", safe(text)).strip()


def escaped(json: str) -> str:
    """A JSON document with what `safe` would replace written as escapes: the same data, which drives no terminal."""
    return _DANGEROUS.sub(lambda match: f"\\u{ord(match[0]):04x}", json)


def dangers(text: str) -> tuple[tuple[int, str], ...]:
    """Offset (code points) and name, such as `U+202E`, of each character that `safe` replaces."""
    return tuple((found.start(), f"U+{ord(found[0]):04X}") for found in _DANGEROUS.finditer(text))
