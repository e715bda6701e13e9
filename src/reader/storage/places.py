"""The folders of the program: settings, notes, state, cache, libraries. Found once, and passed in."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from reader.core.value import Value, replace
from reader.storage.files import ORDINARY_FILE, PRIVATE_FILE

APP = "briefing-reader"


class Places(Value):
    """Where everything is. Nothing is made until something is first written to it.

    `notes` and `drafts` lie in `data` and `state`; `libraries` are the folders of briefings, in order, and `is_sample`
    says that they are the briefings which come with the program.
    """

    config: Path
    data: Path
    state: Path
    cache: Path
    libraries: tuple[Path, ...]
    is_sample: bool = False

    @property
    def notes(self) -> Path:
        """The folder of notes: precious."""
        return self.data / "notes"

    @property
    def decisions(self) -> Path:
        """What names are taken for that fit several entities: precious."""
        return self.data / "names.toml"

    @property
    def drafts(self) -> Path:
        """The folder of notes that are being written."""
        return self.state / "drafts"

    @property
    def state_file(self) -> Path:
        """Positions, what was read, history."""
        return self.state / "state.db"

    def mode_of(self, file: Path) -> int:
        """The rights to make a file with that a person names: what their umask leaves, outside of these folders."""
        real = os.path.realpath(file)
        own = (os.path.realpath(folder) for folder in (self.data, self.state, self.cache))
        return PRIVATE_FILE if any(real.startswith(f"{folder}/") for folder in own) else ORDINARY_FILE


def find_places(
    environment: Mapping[str, str],
    *,
    config: str | None = None,
    data: str | None = None,
    libraries: Sequence[str] = (),
    is_secure: bool = False,
) -> Places:
    """The places that options and environment say: an option before a variable before the platform's custom.

    In secure mode all that is written lies in the data folder.
    """
    data_folder = Path(data or environment.get("BRIEFING_READER_DATA_DIR") or _base(environment, "data"))
    named = libraries or [one for one in environment.get("BRIEFING_READER_LIBRARY", "").split(os.pathsep) if one]
    places = Places(
        config=config_file(environment, config)[0],
        data=data_folder,
        state=data_folder / "state" if is_secure else _base(environment, "state"),
        cache=data_folder / "cache" if is_secure else _base(environment, "cache"),
        libraries=tuple(map(_expanded, named)),
    )
    return places if places.libraries else _with_default_library(places)


def config_file(environment: Mapping[str, str], named: str | None = None) -> tuple[Path, bool]:
    """The settings file, and whether an option (`named`) or a variable names it, so that it must be there."""
    found = named or environment.get("BRIEFING_READER_CONFIG")
    return (Path(found), True) if found else (_base(environment, "config") / "config.toml", False)


def _with_default_library(places: Places) -> Places:
    """The same places with the person's own library, or, where there is none, the briefings that come along."""
    own = places.data / "briefings"
    if os.path.isdir(own):  # noqa: PTH112 # `Path.is_dir` raises where one may not look
        return replace(places, libraries=(own,))
    return replace(places, libraries=(sample_library(),), is_sample=True)


def sample_library() -> Path:
    """The briefings that come with the program: in the installed package, or beside `src` in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "briefings"
    return installed if installed.is_dir() else package.parent.parent / "briefings"


_VARIABLES = {
    "config": ("XDG_CONFIG_HOME", ".config"),
    "data": ("XDG_DATA_HOME", ".local/share"),
    "state": ("XDG_STATE_HOME", ".local/state"),
    "cache": ("XDG_CACHE_HOME", ".cache"),
}


def _base(environment: Mapping[str, str], kind: str) -> Path:
    """The program's folder of one kind. An XDG variable wins on every platform; one that is relative is ignored."""
    variable, custom = _VARIABLES[kind]
    value, home = environment.get(variable, ""), environment.get("HOME", "")
    if Path(value).is_absolute():
        return Path(value) / APP
    if not Path(home).is_absolute():
        return _home_of_account() / custom / APP
    if value or sys.platform == "linux":  # platformdirs says so too, and its import takes longer than a small command
        return Path(home) / custom / APP
    return _platform_base(kind)


def _home_of_account() -> Path:
    """The home folder that the system knows, or one that is not there, so that nothing is written to a chance place."""
    import pwd

    try:
        return Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:
        return Path("/nonexistent")


def _expanded(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError:  # "~" of somebody who is not known here
        return Path(name)


def _platform_base(kind: str) -> Path:
    from platformdirs import PlatformDirs  # costs more than a whole small command: only where nothing else says

    folders = PlatformDirs(APP, appauthor=False)
    return Path(getattr(folders, f"user_{kind}_dir"))
