"""What a person can set in `config.toml`: each setting once, with its shape, its meaning and its default.

The file is read, its schema made and `docs/settings.md` written from these fields, so that all three are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from reader.core.format.fault import Faults, Path
from reader.core.format.shape import Choice, Line, Schema, Shape, Whole
from reader.core.format.table import ListOf, Mapping, Table, key
from reader.core.safe_text import safe_line
from reader.core.value import Value


class Theme(StrEnum):
    """The colours of the screen."""

    DARK = "dark"
    LIGHT = "light"
    CONTRAST = "contrast"
    TERMINAL = "terminal"


class Panel(StrEnum):
    """A panel beside the text."""

    CONTENTS = "contents"
    ENTITIES = "entities"
    NOTES = "notes"


class Animation(StrEnum):
    """How much moves."""

    NONE = "none"
    BASIC = "basic"
    FULL = "full"


class ExportCeiling(StrEnum):
    """The highest marking of what is exported without asking twice."""

    NONE = "none"
    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"


class OneOrMore(Shape):
    """A list of values, or one of them alone."""

    def __init__(self, item: Shape, expected: str) -> None:
        self.list, self.item, self.expected = ListOf(item, 0, expected), item, expected

    def read(self, value: object, path: Path, faults: Faults) -> Any:
        """A tuple in both cases."""
        if isinstance(value, list):
            return self.list.read(value, path, faults)
        return (self.item.read(value, path, faults),)

    def schema(self) -> Schema:
        """Either of the two."""
        return {"anyOf": [self.item.schema(), self.list.schema()]}


LINE = Line()


class Settings(Value, kw_only=True):
    """The settings of the program. `keys` are pairs of an action's name and its keys."""

    library: tuple[str, ...] = key(
        OneOrMore(LINE, "a folder, or a list of folders"),
        "Folders of briefings; ~ is your home, others are seen from the settings file.",
        (),
    )
    theme: Theme = key(Choice(Theme), "The colours of the screen.", Theme.DARK)
    text_width: int = key(Whole(20, 200), "Columns of the text at most, for reading in comfort.", 76)
    panels: tuple[Panel, ...] = key(
        ListOf(Choice(Panel), 0, "a list of contents, entities and notes"),
        "Panels that are open at the start, where there is room.",
        (Panel.CONTENTS, Panel.ENTITIES),
    )
    animation: Animation = key(Choice(Animation), "How much moves; none is best over a slow line.", Animation.NONE)
    editor: str = key(LINE, "Command that edits notes, before $VISUAL and $EDITOR.", "")
    ambiguous_width: int = key(
        Whole(1, 2), "Cells of characters whose width is ambiguous: 2 on terminals set up for East Asian text.", 1
    )
    export_ceiling: ExportCeiling = key(
        Choice(ExportCeiling),
        "The highest marking that is exported without --above-ceiling; none exports all.",
        ExportCeiling.NONE,
    )
    keys: tuple[tuple[str, tuple[str, ...]], ...] = key(
        Mapping(OneOrMore(LINE, "a key, or a list of keys")), "Other keys for an action, by its name.", ()
    )


SETTINGS = Table(Settings)
NAMES = tuple(SETTINGS.keys)
PREFIX = "BRIEFING_READER_"
"""Begins the name of the environment variable of a setting: `BRIEFING_READER_THEME`."""
_NOT_IN_ENVIRONMENT = ("keys",)


def variable(name: str) -> str:
    """The environment variable that sets a setting, or nothing for one that only a file can hold."""
    return "" if name in _NOT_IN_ENVIRONMENT else PREFIX + name.upper()


def from_words(name: str, words: str, separator: str) -> tuple[Any, str]:
    """What a setting is by the words of an option or variable, and what is wrong with them (nothing where all is well).

    `separator` parts the folders of a list, as the system parts them.
    """
    shape, faults = SETTINGS.keys[name][0], Faults()
    read = _READ.get(type(shape))
    value = shape.read(read(words, separator) if read else words, (), faults)
    return value, faults[0].message if faults else ""


def _whole(words: str, _: str) -> object:
    return int(words) if words.strip().isascii() and words.strip().isdigit() and len(words) < 20 else words


_READ: dict[type[Shape], Callable[[str, str], object]] = {
    Whole: _whole,
    ListOf: lambda words, _: [word.strip() for word in words.split(",") if word.strip()],
    OneOrMore: lambda words, separator: [word for word in words.split(separator) if word],
}


def shown(value: object) -> str:
    """A setting's value as it is written in the file."""
    if isinstance(value, tuple):
        return "[" + ", ".join(shown(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else f'"{safe_line(str(value))}"'
