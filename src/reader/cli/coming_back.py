"""What `read` does so that coming back is quick: it takes up the screen that stands there, and keeps the last one."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from reader import __version__
from reader.cli.arguments import COMMAND_NAMES, Options
from reader.cli.first_screen import FirstScreen
from reader.cli.secure import is_secure
from reader.library.library import Library
from reader.library.opening import OpenBriefing
from reader.storage import kept_screens
from reader.storage.folders import REGISTRY_NAME
from reader.storage.note_names import note_files
from reader.storage.places import Places

if TYPE_CHECKING:
    from reader.tui.app import KeepScreen
    from reader.tui.frames.driver import Seed


def seed_of(options: Options) -> Seed | None:
    """What the first screen shows already, if it shows anything."""
    first: FirstScreen | None = getattr(options, "first_screen", None)
    if first is None or not first.snapshot:
        return None
    from reader.tui.frames.driver import Seed

    return Seed(first.snapshot, first.size, first.attributes, first.hand_over)


def screen_keeper(options: Options, library: Library, places: Places) -> KeepScreen | None:
    """What keeps the last screen; None in secure mode, and where screens are sent whole."""
    return None if options.no_diff or is_secure(options) else partial(_keep, library, places)


def _keep(
    library: Library, places: Places, opened: OpenBriefing, look: str, snapshot: str, size: tuple[int, int]
) -> None:
    """Keep what the next start can show at once, with the names of all files that it is made from."""
    if library.state.settle():  # the next start would be at another place
        return
    notes = places.notes / opened.briefing.id
    folders = (*library.folders, opened.path.parent, places.data / "briefings", notes)
    files = (opened.path, opened.path.parent / REGISTRY_NAME, places.config, places.decisions, *folders)
    kept_screens.keep(
        str(places.state / kept_screens.FOLDER),
        kept_screens.circumstances(os.environ, __version__, (size[0], size[1])),
        str(opened.path),
        opened.briefing.id if opened.briefing.id not in COMMAND_NAMES else "",
        [*map(str, files), *(f"{notes}/{name}" for name in note_files(notes))],
        str(places.state_file),
        look,
        snapshot,
    )
