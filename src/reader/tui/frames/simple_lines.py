"""Lines and blocks drawn with ASCII, for a terminal that draws their own characters two cells wide."""

from __future__ import annotations

import unicodedata


def _stand_in(char: str) -> str:
    name = unicodedata.name(char, "")
    if name.startswith("BOX DRAWINGS"):
        is_flat, is_upright = "HORIZONTAL" in name, "VERTICAL" in name
        return "-" if is_flat and not is_upright else "|" if is_upright and not is_flat else "+"
    if char == "\u258c":  # the left half, which marks a line
        return "|"
    if "SHADE" in name:
        return ":"
    return " " if name.endswith(("QUARTER BLOCK", "ONE EIGHTH BLOCK", "THREE EIGHTHS BLOCK")) else "#"


SIMPLE_LINES = {code: _stand_in(chr(code)) for code in range(0x2500, 0x25A0)}
"""For `str.translate`: box drawing and block elements, one cell each."""
