"""What notes stand on, briefing by briefing: out of the index where that is true to the file, else out of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.core.anchoring.ground import Ground
    from reader.library.catalogue import Catalogue
    from reader.library.opening import OpenBriefing

Named = Callable[[str], Iterable[Path]]
"""Gives the files of a library that have a name without the ending."""

FEW = 200
"""Changed files that are read into the index for a list of notes; to wait for more is for who searches them."""


class Grounds:
    """The grounds of a library's notes, for one list of them.

    `files` are those of the library; `read` gives the briefing of an id, None where it is not there or cannot be read.
    With `catches_up` the index is brought up to the files, so that the next list is quick, where few have changed.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        files: Callable[[], Iterable[Path]],
        read: Callable[[str, Named], OpenBriefing | None],
        catches_up: bool,
    ) -> None:
        self._catalogue, self._files, self._read = catalogue, files, read
        self._catches_up = catches_up

    def of(self, briefing_id: str) -> Ground | None:
        """The ground of a briefing; None where it is not there, or cannot be read."""
        if known := self.indexed(briefing_id):
            return known
        opened = self._read(briefing_id, lambda stem: self._stems.get(stem, ()))
        return opened.ground if opened else None

    def indexed(self, briefing_id: str) -> Ground | None:
        """The ground of a briefing of the library, without reading its file; None where only that can tell."""
        index = self._catalogue.index
        known = index.ground(briefing_id)
        if known or not self._catches_up:
            return known
        self._catches_up = False  # once is enough
        if not self._is_soon_caught_up():
            return None
        self._catalogue.catch_up_with_few(FEW)
        return index.ground(briefing_id)

    def _is_soon_caught_up(self) -> bool:
        """Whether the index is kept, and knows the library already or has few files to learn."""
        index = self._catalogue.index
        has_few = next(islice(self._files(), FEW, None), None) is None
        return not index.is_in_memory and (has_few or bool(index.newest()))

    @cached_property
    def _stems(self) -> dict[str, list[Path]]:
        """The files of the library by their names without the ending: gone through once, however many are asked for."""
        found: dict[str, list[Path]] = {}
        for file in self._files():
            found.setdefault(file.stem, []).append(file)
        return found
