"""Taking along: the selection, the link in focus or the marked paragraph, copied as it is or with where it is from."""

from __future__ import annotations

import os

from reader.core.reading.citation import cite
from reader.core.reading.document import LinkKind
from reader.errors import ReaderError
from reader.tui.clipboard import doubt, osc52
from reader.tui.features.desk import Desk, Feature
from reader.tui.features.selecting import Selecting
from reader.tui.frames.driver import driver_of


class Copying(Feature):
    """What was copied last, for a terminal that did not take it."""

    def __init__(self, desk: Desk, selecting: Selecting) -> None:
        super().__init__(desk)
        self._selecting = selecting
        self._copied = ""

    def copy(self) -> None:
        """Copy the selection, the address of the web link in focus, or the marked paragraph."""
        self._copy(self._words())

    def copy_cited(self) -> None:
        """Copy the selection or the marked paragraph with title, edition, date, place and locator."""
        quote = self._words()
        if quote:
            section, paragraph = self._place()
            self._copy(cite(self.desk.opened.briefing, section, paragraph, quote))
        else:
            self._copy("")

    def _words(self) -> str:
        if (selected := self._selecting.selected) is not None:
            return selected.text
        link = self.desk.view.cursor.focused_link()
        if link is not None and link.kind is LinkKind.WEB:
            return link.targets[0]
        item = self.desk.view.cursor.item(self.desk.view.cursor.marker)
        return item.block.text if item else ""

    def _place(self) -> tuple[str, int]:
        """The section and paragraph of the marker; nothing in a dossier."""
        cursor = self.desk.view.cursor
        item = cursor.item(cursor.marker)
        if item is None or not self.desk.shows_briefing:
            return "", 0
        return self.desk.document.parts[cursor.marker.part].id, item.paragraph

    def _copy(self, text: str) -> None:
        if not text:
            self.desk.say("There is nothing here to copy.")
            return
        self._copied = text
        if driver := driver_of(self.desk.screen.app):
            driver.write(osc52(text))
        self._selecting.give_up()
        key = self.desk.keys.first("write_copy")
        sure = doubt(text, os.environ)
        letters = "1 letter" if len(text) == 1 else f"{len(text):,} letters"
        if sure:
            self.desk.say(f"Sent {letters}. {sure} {key} writes a file.", warning=True)
        else:
            self.desk.say(f"Copied {letters}. {key} writes a file, too.")

    def write_copy(self) -> None:
        """Write what was copied last to a file beside the notes."""
        if not self._copied:
            self.desk.say(f"Nothing has been copied yet: {self.desk.keys.first('copy')} copies.")
            return
        try:
            path = self.desk.library.notebook.set_down(self._copied)
        except ReaderError as error:
            self.desk.say(str(error), warning=True)
        else:
            self.desk.say(f"Added to {path}")
