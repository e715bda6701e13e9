"""Lists that open over the text: help, the palette, the briefings of the library."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from reader.tui.features.desk import Desk, Feature
from reader.tui.features.going import Going
from reader.tui.features.indexing import Indexing

if TYPE_CHECKING:
    from reader.tui.lists.shelf import ShelfScreen


class Choosing(Feature):
    """What is chosen from a list. `run` does an action by its name."""

    def __init__(self, desk: Desk, going: Going, indexing: Indexing, run: Callable[[str], None]) -> None:
        super().__init__(desk)
        self._going, self._indexing, self._run = going, indexing, run
        self._shelf: ShelfScreen | None = None

    def help(self) -> None:
        """List every action with its keys."""
        from reader.tui.lists.help import help_screen

        self.desk.open_over(help_screen(self.desk.keys), self._do)

    def _do(self, name: object) -> None:
        if isinstance(name, str):
            self.desk.screen.call_later(self._run, name)

    def open(self) -> None:
        """List the briefings of the library."""
        from reader.tui.lists.shelf import ShelfScreen

        self._indexing.look()
        library = self.desk.library
        here, recent = str(self.desk.opened.path), library.state.last_read()
        self._shelf = ShelfScreen(library.catalogue.shelf, here, recent, library.folders)
        self.desk.open_over(self._shelf, self._open_chosen)

    def library_changed(self) -> None:
        """Show the list of briefings as it is now."""
        if self._shelf is not None:
            self._shelf.reread()

    def _open_chosen(self, path: object) -> None:
        self._shelf = None
        if isinstance(path, str):
            self._going.open_file(Path(path))

    def palette(self) -> None:
        """List every action, section, entity and briefing by name."""
        from reader.tui.lists.palette import palette_screen

        desk = self.desk

        def briefings() -> Iterable[tuple[str, Path]]:
            return ((entry.title, Path(entry.file)) for entry in desk.library.catalogue.index.entries())

        screen = palette_screen(desk.keys, desk.document, desk.opened, briefings)
        self.desk.open_over(screen, self._do_chosen)

    def _do_chosen(self, chosen: object) -> None:
        match chosen:
            case ("action", str(name)):
                self._do(name)
            case ("part", int(place)):
                self.desk.go_to_part(place)
            case ("entity", str(entity_id)):
                self._going.open_dossier(entity_id)
            case ("briefing", Path() as path):
                self._going.open_file(path)
