"""`M` and a letter marks a place, `'` and the letter comes back: small letters in each briefing, capitals in all."""

from __future__ import annotations

from pathlib import Path

from reader.core.reading.document import Item
from reader.errors import ReaderError
from reader.library import Address, Mark, Position
from reader.tui.drawing.asking import AskingScreen
from reader.tui.features.desk import Desk, Feature
from reader.tui.features.going import Going
from reader.tui.text.pager import Spot

WORDS = 80
"""Code points of a paragraph that are kept with a mark, to find it again in a text that has changed."""


class Marking(Feature):
    """Places that the reader has named by a letter."""

    def __init__(self, desk: Desk, going: Going) -> None:
        super().__init__(desk)
        self._going = going

    def mark_here(self) -> None:
        """Ask for a letter and mark this place with it."""
        if not self.desk.shows_briefing:
            self.desk.say("Marks go on a briefing's own text.")
            return
        self.desk.bring_up_text()
        self.desk.ask("Mark this place with which letter? A capital: for all briefings. Esc leaves.")
        self.desk.open_over(AskingScreen(), self._mark)

    def _mark(self, letter: str | None) -> None:
        cursor = self.desk.view.cursor
        item = cursor.item(cursor.marker)
        if not letter:
            self.desk.hint()
            return
        if not (letter.isascii() and letter.isalpha()) or item is None:
            self.desk.say("Nothing marked: a mark is a letter from a to z.")
            return
        part = self.desk.document.parts[cursor.marker.part]
        position = Position(str(self.desk.opened.path), part.id, cursor.marker.item, 0)
        mark = Mark(letter, self.desk.opened.briefing.id, position, _beginning(item))
        self.desk.library.state.set_mark(mark)
        key = self.desk.keys.first("go_to_mark")
        self.desk.say(f"Marked: {key}{letter} comes back here.")

    def go_to_mark(self) -> None:
        """Ask for a letter and go to the place marked with it."""
        marks = self._marks()
        if not marks:
            self.desk.say(f"Nothing is marked yet: {self.desk.keys.first('mark_here')} and a letter marks this place.")
            return
        told = "   ".join(f"{letter} {mark.words[:24].strip()}…" for letter, mark in sorted(marks.items()))
        self.desk.ask(f"Go to which mark?   {told}   Esc leaves.")
        self.desk.open_over(AskingScreen(), self._go)

    def _marks(self) -> dict[str, Mark]:
        return {mark.letter: mark for mark in self.desk.library.state.marks(self.desk.opened.briefing.id)}

    def _go(self, letter: str | None) -> None:
        if not letter:
            self.desk.hint()
            return
        mark = self._marks().get(letter)
        if mark is None:
            key = self.desk.keys.first("mark_here")
            self.desk.say(f"Nothing is marked {letter}: {key}{letter} marks this place.", warning=True)
            return
        try:
            self._going.open_address(Address(Path(mark.position.path), mark.position.section))
        except ReaderError as error:
            self.desk.say(str(error), warning=True)
            return
        if self.desk.opened.briefing.id == mark.briefing:
            self._show(mark)

    def _show(self, mark: Mark) -> None:
        part = self.desk.document.part(mark.position.section) or 0
        place = self._place_of(part, mark)
        self.desk.bring_up_text()
        self.desk.view.cursor.reveal(Spot(part, mark.position.item if place is None else place))
        self.desk.view.moved()
        if place is None:
            self.desk.say("The words that were marked are gone; this is where they stood.", warning=True)

    def _place_of(self, part: int, mark: Mark) -> int | None:
        """The item that begins with the marked words, the nearest where there are several."""
        items, before = self.desk.document.parts[part].items, mark.position.item
        here = items.get(before)
        if here is not None and _beginning(here) == mark.words:
            return before
        found = [place for place, item in enumerate(items) if _beginning(item) == mark.words]
        return min(found, key=lambda place: abs(place - before), default=None)


def _beginning(item: Item) -> str:
    return item.block.text[:WORDS]
