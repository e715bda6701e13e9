"""The settings file: what it sets, each with its line, and everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.core.format.fault import Faults
from reader.core.format.problem import Problem, Severity
from reader.core.settings import SETTINGS, Settings
from reader.core.value import Value, field
from reader.errors import UsageError
from reader.storage.files import is_taken

if TYPE_CHECKING:
    from reader.storage.briefings import TomlFile


class SettingsFile(Value):
    """What a settings file says. `names` are the settings that it holds; `source` is None where there is no file."""

    path: Path
    settings: Settings = field(default_factory=Settings)
    names: frozenset[str] = frozenset()
    warnings: tuple[Problem, ...] = ()
    source: TomlFile | None = None

    def line_of(self, *path: str) -> int:
        """The line in which a setting stands."""
        if self.source is None:
            return 0
        from reader.storage.toml_positions import TomlPositions  # only `info` and messages ask

        return TomlPositions(self.source.text).of(path)[0]

    def placed(self, faults: Faults) -> tuple[Problem, ...]:
        """Faults of its values as problems with their lines."""
        from reader.storage.briefings import placed

        return placed(self.source, faults) if self.source is not None else ()


def read_settings(path: Path, *, must_exist: bool) -> SettingsFile:
    """What the file sets. Raises `UsageError` with every error in it, each with its line."""
    if not must_exist and not is_taken(path):
        return SettingsFile(path)
    from reader.storage.briefings import load, placed, read_table  # without a file nothing is read

    source = load(path)
    if isinstance(source, Problem):
        raise UsageError(f"the settings cannot be read\n{source}")
    settings, faults = read_table(source.raw, SETTINGS)
    problems = placed(source, faults)
    if faults.fatal:
        raise wrong_settings(tuple(one for one in problems if one.severity is Severity.ERROR))
    return SettingsFile(path, settings, frozenset(source.raw) & SETTINGS.keys.keys(), problems, source)


def wrong_settings(problems: tuple[Problem, ...]) -> UsageError:
    """The error that tells of problems in the settings."""
    return UsageError("the settings are wrong\n" + "\n".join(map(str, problems)))


def folder_in(file: Path, name: str) -> Path:
    """A folder that a settings file names: from the person's home, or else from the folder of the file."""
    path = Path(name)
    if name.startswith("~"):
        try:
            path = path.expanduser()
        except RuntimeError:  # nobody of that name
            return path
    return file.parent / path
