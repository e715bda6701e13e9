"""The settings in force: an option before a variable of the environment before the settings file before the default."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli.arguments import Options
from reader.cli.output import say
from reader.core.format.problem import Severity
from reader.core.settings import NAMES, Settings, from_words, variable
from reader.core.value import Value, replace
from reader.errors import UsageError
from reader.storage.places import config_file
from reader.storage.settings import SettingsFile, folder_in, read_settings, wrong_settings

if TYPE_CHECKING:
    from reader.tui.keys import Keys


class Configuration(Value):
    """The settings, and for each that is not the default, where it comes from."""

    settings: Settings
    origins: dict[str, str]
    file: SettingsFile

    def origin(self, name: str) -> str:
        """Where a setting comes from, for people: `option --theme`, `config.toml:3`."""
        if self.origins.get(name) == _FILE:
            return f"{self.file.path}:{self.file.line_of(name)}"
        return self.origins.get(name, DEFAULT)

    @property
    def libraries(self) -> tuple[Path, ...]:
        """The folders of briefings that were named."""
        if self.origins.get("library") == _FILE:
            return tuple(folder_in(self.file.path, name) for name in self.settings.library)
        return tuple(map(Path, self.settings.library))


_FILE = "file"
DEFAULT = "default"
"""Where a setting comes from that nobody has made."""


_BY_OPTION = ("library", "theme", "text_width")


def configuration_of(options: Options) -> Configuration:
    """The settings in force. Raises `UsageError` for what is wrong with any of them."""
    known: Configuration | None = getattr(options, "configuration", None)
    if known is None:
        known = options.configuration = _read(options)
        for warning in known.file.warnings:
            say(str(warning))
        if known.settings.editor:  # whatever runs an editor looks here first
            os.environ["VISUAL"] = known.settings.editor
    return known


def _read(options: Options) -> Configuration:
    path, is_named = config_file(os.environ, getattr(options, "config", None))
    file = read_settings(path, must_exist=is_named)
    values: dict[str, Any] = {}
    origins = dict.fromkeys(file.names, _FILE)
    for name in NAMES:
        given = getattr(options, name, None) if name in _BY_OPTION else None
        words = os.environ.get(variable(name), "") if variable(name) else ""
        if given:
            origins[name] = f"option --{name.replace('_', '-')}"
            values[name] = tuple(given) if isinstance(given, list) else _value(name, given, origins[name])
        elif words:
            origins[name] = f"environment {variable(name)}"
            values[name] = _value(name, words, origins[name])
    return Configuration(replace(file.settings, **values), origins, file)


def _value(name: str, words: str, origin: str) -> Any:
    value, wrong = from_words(name, words, os.pathsep)
    if wrong:
        raise UsageError(f"{origin}: {wrong}")
    return value


def keys_of(configuration: Configuration) -> Keys:
    """The keys in force. Raises `UsageError` where those of the settings cannot be; warnings are told."""
    from reader.tui.keys import keys_in  # only the reader and `info` ask for keys

    keys, faults = keys_in(configuration.settings.keys)
    problems = configuration.file.placed(faults)
    if faults.fatal:
        raise wrong_settings(tuple(one for one in problems if one.severity is Severity.ERROR))
    for problem in problems:
        say(str(problem))
    return keys
