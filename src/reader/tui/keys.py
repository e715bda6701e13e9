"""Which keys are in force for each action, and how keys are written for people."""

from __future__ import annotations

from collections.abc import Mapping

from reader.tui.actions import BY_NAME

_SHOWN = {
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "enter": "Enter",
    "backspace": "Backspace",
    "escape": "Esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
}


class Keys:
    """The keys of every action: the defaults of the table of actions, but where settings say otherwise."""

    def __init__(self, changed: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._changed = dict(changed or {})

    def of(self, name: str) -> tuple[str, ...]:
        """The keys of an action, as Textual names them."""
        return self._changed.get(name, tuple(BY_NAME[name].keys.split(",")))

    def shown(self, name: str) -> str:
        """All keys of an action, as people write them."""
        return " ".join(show_key(key) for key in self.of(name))

    def first(self, name: str) -> str:
        """The first key of an action, as people write it."""
        keys = self.of(name)
        return show_key(keys[0]) if keys else ""


def show_key(key: str) -> str:
    """A key as people write it: `PgDn`, `F1`, `ctrl+o`."""
    return _SHOWN.get(key) or (key.upper() if key[0] == "f" and key[1:].isdigit() else key)
