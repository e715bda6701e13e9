"""Which keys are in force for each action, how keys are written for people, and what is wrong with keys in settings.

Needs Textual only to make bindings, so that `info` can tell the keys without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from reader.core.format.fault import Faults, did_you_mean
from reader.core.safe_text import safe_line
from reader.tui.actions import ACTIONS, BY_NAME

if TYPE_CHECKING:
    from textual.binding import BindingType

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
    "comma": ",",
}
_NAMED = {*_SHOWN, "delete", "insert", *(f"f{number}" for number in range(1, 13))}
_MEANT = {name.lower(): key for key, name in _SHOWN.items()} | {"esc": "escape", "return": "enter", " ": "space"}
_HELD = ("ctrl", "alt", "shift")
NEVER_LOST = ("quit", "help", "cancel")
"""Actions that always have a key: without them nobody finds out of the program, or back into it."""


class Keys:
    """The keys of every action: the defaults of the table of actions, but where settings say otherwise."""

    def __init__(self, changed: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.changed = dict(changed or {})

    def of(self, name: str) -> tuple[str, ...]:
        """The keys of an action, as Textual names them."""
        return self.changed.get(name, default_keys(name))

    def shown(self, name: str) -> str:
        """All keys of an action, as people write them."""
        return " ".join(show_key(key) for key in self.of(name))

    def first(self, name: str) -> str:
        """The first key of an action, as people write it."""
        keys = self.of(name)
        return show_key(keys[0]) if keys else ""

    def bindings(self) -> list[BindingType]:
        """The bindings of the reading screen: one an action, under its name; those of a mode come first."""
        from textual.binding import Binding

        in_order = sorted((action for action in ACTIONS if self.of(action.name)), key=lambda action: not action.mode)
        return [
            Binding(",".join(self.of(action.name)), f"do('{action.name}')", action.does, id=action.name)
            for action in in_order
        ]


def default_keys(name: str) -> tuple[str, ...]:
    """The keys of an action that nobody has changed."""
    return tuple(BY_NAME[name].keys.split(","))


def show_key(key: str) -> str:
    """A key as people write it: `PgDn`, `F1`, `ctrl+o`."""
    return _SHOWN.get(key) or (key.upper() if key[0] == "f" and key[1:].isdigit() else key)


def key_named(written: str) -> str:
    """The key, as Textual names it, that is meant by `j`, `PgDn`, `ctrl+O` or `Space`; nothing where it is none."""
    if len(written) == 1:
        return {",": "comma", " ": "space"}.get(written, written)
    *held, last = written.lower().split("+")
    last = _MEANT.get(last, last)
    if not set(held) <= set(_HELD) or len(set(held)) < len(held) or not (last in _NAMED or (held and len(last) == 1)):
        return ""
    return "+".join((*sorted(held), last))


def keys_in(settings: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[Keys, Faults]:
    """The keys that `[keys]` of the settings asks for, and what is wrong with them.

    A key that is given to an action is taken from the one that had it by default. That is a warning, since the other
    may be missed; that two actions of the file ask for the same key, or that an action of `NEVER_LOST` is left without
    one, is an error.
    """
    faults = Faults()
    asked = {name: _keys_of(name, written, faults) for name, written in settings if _is_action(name, faults)}
    _note_taken_twice(asked, faults)
    changed = {**asked, **_given_up(asked, faults)}
    for name in NEVER_LOST:
        if name in changed and not changed[name]:
            taker = name if name in asked else _taker(default_keys(name)[0], asked)
            faults.add(("keys", taker), f'"{name}" cannot be left without a key', "lost-key")
    return Keys(changed), faults


def _taker(key: str, asked: Mapping[str, tuple[str, ...]]) -> str:
    return next(name for _, taken, name in _owners(asked) if taken == key)


def _is_action(name: str, faults: Faults) -> bool:
    if name not in BY_NAME:
        hint = did_you_mean(name, BY_NAME)
        faults.warn(("keys", name), f'no action has the name "{safe_line(name)}"{hint}', "unknown-action")
    return name in BY_NAME


def _keys_of(name: str, written: tuple[str, ...], faults: Faults) -> tuple[str, ...]:
    found = [(place, one, key_named(one)) for place, one in enumerate(written)]
    for place, one, key in found:
        if not key:
            hint = did_you_mean(one.lower(), [*_NAMED, *_MEANT])
            path = ("keys", name, place) if len(written) > 1 else ("keys", name)
            faults.add(path, f'"{safe_line(one)}" is no key{hint}', "unknown-key-name")
    return tuple(dict.fromkeys(key for _, _, key in found if key))


def _owners(keys: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """Mode, key and action of every key; a key may mean something else in each mode."""
    for name, those in keys.items():
        yield from ((BY_NAME[name].mode, key, name) for key in those)


def _note_taken_twice(asked: Mapping[str, tuple[str, ...]], faults: Faults) -> None:
    first: dict[tuple[str, str], str] = {}
    for mode, key, name in _owners(asked):
        owner = first.setdefault((mode, key), name)
        if owner != name:
            faults.add(("keys", name), f'"{show_key(key)}" is given to "{owner}" already', "key-clash")


def _given_up(asked: Mapping[str, tuple[str, ...]], faults: Faults) -> dict[str, tuple[str, ...]]:
    """What is left to the other actions of their default keys, where any was taken from them."""
    taken = {(mode, key): name for mode, key, name in _owners(asked)}
    left: dict[str, tuple[str, ...]] = {}
    for action in ACTIONS:
        if action.name in asked:
            continue
        before = default_keys(action.name)
        lost = [key for key in before if (action.mode, key) in taken]
        if lost:
            left[action.name] = tuple(key for key in before if key not in lost)
        for key in lost:
            rest = (
                f"has {' '.join(map(show_key, left[action.name]))} left" if left[action.name] else "has no key any more"
            )
            path = ("keys", taken[action.mode, key])
            faults.warn(path, f'"{show_key(key)}" is taken from "{action.name}", which {rest}', "key-clash")
    return left
