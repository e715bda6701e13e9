"""What every command starts from: the places, and the library with its notes and state."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.arguments import Options
from reader.cli.configuration import configuration_of
from reader.cli.secure import is_secure
from reader.storage.files import is_folder_at
from reader.storage.places import Places, find_places

if TYPE_CHECKING:
    from reader.library.address import Address
    from reader.library.catalogue import Catalogue
    from reader.library.library import Library

WELCOME = "china-russia-summit-2017"
"""The briefing that a first start opens, of those that come with the program."""


def places_of(options: Options) -> Places:
    """Where everything is, from the options, the environment and the settings."""
    return find_places(
        os.environ,
        config=getattr(options, "config", None),
        data=getattr(options, "data_dir", None),
        libraries=[str(folder) for folder in configuration_of(options).libraries],
        is_secure=is_secure(options),
    )


def library_of(places: Places) -> Library:
    """The library with the real clock and real chance."""
    from reader.library.library import Library  # most of the program: only for commands that ask the library
    from reader.library.notebook import Means, Notebook
    from reader.storage.decisions import DecisionStore
    from reader.storage.drafts import DraftStore
    from reader.storage.notes import NoteStore
    from reader.storage.state import State

    means = Means(lambda: datetime.now(UTC), lambda n: os.urandom(n // 2).hex())
    notebook = Notebook(NoteStore(places.notes), means, DraftStore(places.drafts))
    return Library(
        _folders(places),
        notebook,
        State(places.state_file),
        DecisionStore(places.decisions),
        cache=places.cache,
        welcome=WELCOME if places.is_sample else "",
    )


def _folders(places: Places) -> list[Path]:
    """The folders of the library, spelt as the index spells them: `../briefings` from wherever it is asked."""
    return [Path(os.path.abspath(folder)) for folder in places.libraries]  # noqa: PTH100 # `resolve` would follow links


def catalogue_of(places: Places) -> Catalogue:
    """The catalogue of the library alone, for who only asks it."""
    from reader.library.catalogue import Catalogue
    from reader.storage.decisions import DecisionStore

    return Catalogue(
        places.cache, _folders(places), places.notes, DecisionStore(places.decisions), lambda: _seen(places)
    )


def _seen(places: Places) -> dict[str, set[int]]:
    from reader.storage.state import State

    return State(places.state_file).all_seen()


def with_folder(places: Places, folder: Path) -> Places:
    """The same places with one folder as the library."""
    from reader.core.value import replace

    return replace(places, libraries=(folder,), is_sample=False)


def look_up(options: Options, target: str) -> tuple[Places, Library, Address]:
    """What a target means: a file, an id, a folder as the library, or without one where to begin.

    Raises `NotFoundError` where nothing has that name.
    """
    from reader.library.address import Address

    places, folder = places_of(options), folder_named(target)
    if folder is None:
        library = library_of(places)
        return places, library, library.find(target) if target else library.start()
    places = with_folder(places, folder.path)
    library = library_of(places)
    return places, library, Address(library.start().path, folder.section, folder.paragraph)


def folder_named(target: str) -> Address | None:
    """The folder that a target names, with the section; None where it names none."""
    from reader.library.address import Address, split_typed

    name, section, paragraph = split_typed(target)
    return Address(Path(name), section, paragraph) if name and is_folder_at(name) else None
