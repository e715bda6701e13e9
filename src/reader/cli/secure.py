"""Secure mode: asked for by option or environment, and entered before anything else is done."""

from __future__ import annotations

import os

from reader.cli.arguments import Options
from reader.errors import NotesError
from reader.storage.places import Places

VARIABLE = "BRIEFING_READER_SECURE"
ASKED_OF_TEXTUAL = "TEXTUAL"
"""What the names of the variables begin with that make Textual write logs and pictures, and load other drivers."""


def is_secure(options: Options) -> bool:
    """Whether secure mode was asked for. What asks for it cannot be answered with a no from somewhere else."""
    return bool(getattr(options, "secure", False)) or os.environ.get(VARIABLE, "") not in ("", "0")


def enter(places: Places) -> None:
    """Let this process open nothing but the library and the settings, write nothing but the data folder, start nothing.

    Raises `NotesError` where the data folder cannot be made.
    """
    from reader.core.safe_text import safe_line
    from reader.storage.fence import fence_in
    from reader.storage.files import describe, make_folder

    for name in [name for name in os.environ if name.startswith(ASKED_OF_TEXTUAL)]:
        del os.environ[name]
    try:
        make_folder(places.data)
    except OSError as error:
        folder = safe_line(str(places.data))
        raise NotesError(f"The data folder {folder} cannot be made: {describe(error)}.") from error
    fence_in([*places.libraries, places.config], [places.data])
