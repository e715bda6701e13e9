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

_CONTROLS = bytes((*range(0x09), *range(0x0B, 0x20), 0x7F))
_LONG = 1000  # code points from which on many quick looks take less time than a slow one
_STRETCH = 1 << 16  # code points, few enough to stay in the processor's cache from one look to the next


def has_controls(text: str) -> bool:
    """Whether text without surrogates holds a control character of ASCII other than tab and newline.

    A look for each of them takes a tenth of the time of a pattern that looks for all.
    """
    stretches = (text[start : start + _STRETCH].encode() for start in range(0, len(text), _STRETCH))
    return any(code in stretch for stretch in stretches for code in _CONTROLS)


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)  # the block of control pictures mirrors C0
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else STAND_IN


def safe(text: str) -> str:
    """`text` with every control character and bidi override replaced by a visible stand-in, of the same length."""
    if text.isascii() and (text.isprintable() or (len(text) > _LONG and not has_controls(text))):
        return text
    return _DANGEROUS.sub(_visible, text) if _DANGEROUS.search(text) else text


def safe_line(text: str) -> str:
    """`text` made safe and folded to one line: runs of white space become one space."""
    if text.isascii() and text.isprintable() and "  " not in text:  # nearly every name and title
        return text.strip()
    return _FOLDED.sub(" ", safe(text)).strip()


def escaped(json: str) -> str:
    """A JSON document with what `safe` would replace written as escapes: the same data, which drives no terminal."""
    return _DANGEROUS.sub(lambda match: f"\\u{ord(match[0]):04x}", json)


def is_dangerous(text: str) -> bool:
    """Whether `safe` would replace anything in a text."""
    return not (text.isascii() and text.isprintable()) and _DANGEROUS.search(text) is not None


def dangers(text: str) -> tuple[tuple[int, str], ...]:
    """Offset (code points) and name, such as `U+202E`, of each character that `safe` replaces."""
    return tuple((found.start(), f"U+{ord(found[0]):04X}") for found in _DANGEROUS.finditer(text))
