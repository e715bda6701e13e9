"""How a person wants the screen: what settings say of it."""

from __future__ import annotations

from typing import Literal

from reader.core.value import Value, field
from reader.tui.keys import Keys


class Look(Value):
    """`text_width` is in columns; `panels` are those that are open at the start; `animation` is Textual's level."""

    theme: str = "dark"
    text_width: int = 76
    panels: tuple[str, ...] = ("contents", "entities")
    animation: Literal["none", "basic", "full"] = "none"
    keys: Keys = field(default_factory=Keys)
