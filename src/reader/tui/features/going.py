"""Going from text to text: links followed, dossiers and briefings opened, the way back, the place of last time."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from reader.core.format.briefing import name_in
from reader.core.reading.document import Document, Link, LinkKind
from reader.core.safe_text import safe_line
from reader.core.value import Value
from reader.errors import ReaderError
from reader.library import Address, OpenBriefing, Position
from reader.tui.drawing.rows import Rows
from reader.tui.features.desk import Desk, Feature
from reader.tui.features.fetching import Fetching
from reader.tui.features.indexing import Indexing
from reader.tui.features.meaning import Meaning
from reader.tui.features.noting import Noting
from reader.tui.features.sides import Sides
from reader.tui.text.cursor import ReadingPlace
from reader.tui.text.pager import Spot


class Visit(Value, eq=False):
    """A text that was shown, and where the reader was in it."""

    opened: OpenBriefing
    document: Document
    place: ReadingPlace


class Going(Feature):
    """Where the reader has been, and ways to elsewhere."""

    def __init__(
        self, desk: Desk, sides: Sides, noting: Noting, indexing: Indexing, meaning: Meaning, fetching: Fetching
    ) -> None:
        super().__init__(desk)
        self._sides, self._noting, self._indexing, self._meaning = sides, noting, indexing, meaning
        self._fetching = fetching
        self._visits: list[Visit] = []
        self._ahead: list[Visit] = []
        self._at: tuple[Path, ReadingPlace] | None = None
        self._since: datetime | None = None
        """The file and place where the reader is in a briefing, and since when; None before its first screen."""

        self.is_kept = False
        """Whether the next start begins where the reader was when that was saved, and not where another session was."""

    def moved(self) -> None:
        """Take note of the time: a session that was left where it is does not outdo one in which was read on."""
        at = self.desk.opened.path, self.desk.view.cursor.place
        if self.desk.shows_briefing and at != self._at:
            self._at, self._since = at, self.desk.library.notebook.means.now()

    # Within the text

    def section(self, number: int) -> None:
        """Go to a section by its number; from a dossier, to that of the briefing."""
        document = self.desk.opened.document
        places = [place for place, part in enumerate(document.parts) if part.id]
        if number > len(places):
            self.desk.say(f"There is no section {number}: there are {len(places)}.")
            return
        if not self.desk.shows_briefing:
            self.show(self.desk.opened, document, ReadingPlace())
        self.desk.go_to_part(places[number - 1])

    def go_to_address(self, address: Address) -> None:
        """Go to a section or paragraph of the open briefing, or, without a section, to where the reader was last."""
        view = self.desk.view
        if not address.section:
            view.cursor.place = self._last_place()
            view.moved()
            return
        place = self.desk.document.part(address.section)
        if absent := self.desk.opened.absent(address.section, address.paragraph):
            self.desk.say(absent, warning=True)
        if place is None:
            return
        spot = self.desk.spot_of(address.section, address.paragraph) if address.paragraph else None
        view.cursor.go_to(Spot(place, 0))
        if spot is not None:
            view.cursor.reveal(spot)
        view.moved()

    # Following

    def follow(self) -> None:
        """Follow the link in focus, or the line under the cursor of a list."""
        if rows := self.desk.list_in_focus:
            self._choose(rows)
            return
        link = self.desk.view.cursor.focused_link()
        if link is None:
            key = self.desk.keys.first("next_link")
            self.desk.say(f"Nothing to follow here: {key} goes to the next entity or link.")
            return
        self.follow_link(link)

    def _choose(self, rows: Rows) -> None:
        chosen = rows.chosen
        if rows.id == "contents" and isinstance(chosen, int):
            self.desk.go_to_part(chosen)
            self._sides.close_over()
        elif rows.id == "entities" and isinstance(chosen, str):
            self._sides.close_over()
            self.open_dossier(chosen)
        elif rows.id == "notes" and isinstance(chosen, str):
            self._sides.close_over()
            self.go_to_note(chosen)

    def follow_link(self, link: Link) -> None:
        """Go where a link leads; a name that may be several asks which is meant."""
        if link.kind is LinkKind.BRIEFING:
            self.open_target(link.targets[0])
        elif link.kind is LinkKind.SOURCE:
            self._go_to_source(link.targets[0])
        elif link.kind is LinkKind.WEB:
            self._open_web(link.targets[0])
        elif len(link.targets) == 1:
            self.open_dossier(link.targets[0])
        else:
            self._meaning.ask(link.targets, self.open_dossier)

    def _open_web(self, address: str) -> None:
        """Open a web address where there is a browser to show it; say it in any case."""
        from reader.storage.browser import open_address  # only a link that is followed needs it

        is_open = open_address(address, os.environ)
        ways = "opened in your browser" if is_open else f"{self.desk.keys.first('copy')} copies it"
        self.desk.say(f"{address}   {ways}")

    def _go_to_source(self, source_id: str) -> None:
        """Show where a claim comes from; the way back leads to the claim."""
        opened = self.desk.opened
        numbers = [number for number, source in enumerate(opened.briefing.sources, 1) if source.id == source_id]
        if not numbers:
            self.desk.say(f'The briefing names no source "{source_id}".', warning=True)
            return
        self.show(opened, opened.document, self.desk.view.cursor.place)
        self.desk.view.cursor.reveal(Spot(len(opened.document.parts) - 1, numbers[0]))
        self.desk.view.moved()

    def open_dossier(self, entity_id: str) -> None:
        """Show all that is known of an entity."""
        self._indexing.look()
        opened, library = self.desk.opened, self.desk.library
        name = name_in(opened.entities, entity_id)
        self._fetching.fetch(name, lambda: library.dossier(entity_id, opened), partial(self._show_dossier, opened))

    def _show_dossier(self, opened: OpenBriefing, document: Document) -> None:
        """Show a dossier over the briefing for which it was asked, as that is by now."""
        now = self.desk.opened
        self.show(now if now.path == opened.path else opened, document, ReadingPlace())

    def go_to_note(self, note_id: str) -> None:
        """Show a note on the open briefing where it stands: in the text, or in the dossier of what it is on."""
        opened = self.desk.opened
        target = next((one.note.target for one in opened.notes if one.note.id == note_id), None)
        if target is not None and target.entity in opened.entities and not target.anchor:
            self.open_dossier(str(target.entity))
            return
        if not self.desk.shows_briefing:
            self.show(opened, opened.document, ReadingPlace())
        self._noting.go_to(note_id)

    def open_target(self, target: str) -> None:
        """Show another briefing, or another place of this one: `id`, `id#section` or `id#section/p3`."""
        self._fetching.fetch(target, lambda: self._opened(self.desk.library.follow(target)), self._arrive)

    def open_address(self, address: Address) -> None:
        """Show the briefing in a file, at a place in it."""
        self._fetching.fetch(safe_line(address.path.name), lambda: self._opened(address), self._arrive)

    def _opened(self, address: Address) -> tuple[OpenBriefing, Address]:
        """The briefing at an address; runs in a thread of its own."""
        now = self.desk.opened
        return (now if address.path == now.path else self.desk.library.open_fully(address.path)), address

    def _arrive(self, found: tuple[OpenBriefing, Address]) -> None:
        opened, address = found
        self.show(opened, opened.document, ReadingPlace())
        self.go_to_address(address)

    def open_file(self, path: Path) -> None:
        """Show the briefing in a file, where the reader was last time."""
        self.open_address(Address(path))

    def show(self, opened: OpenBriefing, document: Document, place: ReadingPlace) -> None:
        """Show a text, and remember where the reader was."""
        self._visits.append(self._here())
        self._ahead.clear()
        self.desk.bring_up_text()
        self._show(Visit(opened, document, place))

    def _here(self) -> Visit:
        return Visit(self.desk.opened, self.desk.document, self.desk.view.cursor.place)

    def _show(self, visit: Visit) -> None:
        if visit.opened is not self.desk.opened:
            self.save()
        self.desk.show(visit.opened, visit.document, visit.place)

    def back(self) -> None:
        """Come back to the text and the very line that a link was followed from."""
        if not self._visits:
            self.desk.say("This is where you came in.")
            return
        self._come_to(self._visits, self._ahead)

    def forward(self) -> None:
        """Go again where the reader came back from."""
        if not self._ahead:
            self.desk.say("Nowhere to go forward to: you have not come back from anywhere.")
            return
        self._come_to(self._ahead, self._visits)

    def _come_to(self, visits: list[Visit], others: list[Visit]) -> None:
        """Show the last of the `visits` as it is now, and have the way back from there end where the reader is."""
        visit, desk = visits[-1], self.desk

        def come(opened: OpenBriefing) -> None:
            if visits and visits[-1] is visit:
                others.append(self._here())
                self._show(self._in(opened, visits.pop()))

        if visit.opened.path == desk.opened.path:
            come(desk.opened)
        else:
            self._fetching.fetch(safe_line(visit.opened.path.name), lambda: self._with_its_notes(visit.opened), come)

    def _with_its_notes(self, opened: OpenBriefing) -> OpenBriefing:
        """A briefing with the notes that it has now; runs in a thread of its own."""
        library = self.desk.library
        return library.with_notes(opened) if library.has_other_notes(opened) else opened

    @staticmethod
    def _in(opened: OpenBriefing, visit: Visit) -> Visit:
        """A visit with the notes and the wording that its briefing has now."""
        if visit.document.key != visit.opened.document.key:
            return Visit(opened, visit.document, visit.place)
        return Visit(opened, opened.document, _same_place(visit.opened, opened, visit.place))

    def library_changed(self) -> None:
        """Show an open dossier with what is known now, at the same place."""
        kind, _, entity_id = self.desk.document.key.partition(":")
        if kind != "entity":
            return
        try:
            document = self.desk.library.dossier(entity_id, self.desk.opened)
        except ReaderError:
            return
        self.desk.show(self.desk.opened, document, self.desk.view.cursor.place)

    # From one time to the next

    def reload(self) -> None:
        """Read the file again and stay at the same words."""
        path = self.desk.opened.path
        self._fetching.fetch(safe_line(path.name), lambda: self._reopened(path), self._take_again)

    def _reopened(self, path: Path) -> OpenBriefing:
        """A briefing as its file is now; runs in a thread of its own."""
        try:
            return self.desk.library.open_fully(path)
        except ReaderError as error:
            raise type(error)(f"Still shown as it was: {error}") from error

    def _take_again(self, opened: OpenBriefing) -> None:
        before = self._here()
        if before.opened.path != opened.path:
            return
        is_same, is_briefing = before.opened.text == opened.text, self.desk.shows_briefing
        if is_same:
            self.desk.take(opened)
        else:
            place = _same_place(before.opened, opened, before.place) if is_briefing else before.place
            self._show(Visit(opened, opened.document if is_briefing else before.document, place))
        self.library_changed()
        self.desk.say("Read again: the file is as it was." if is_same else "Read again.")

    def save(self) -> None:
        """Keep where the reader is in the open briefing, and what has been read of it."""
        self.desk.progress.save()
        self.what_to_keep()()
        self.is_kept = self.desk.library.state.position(self.desk.opened.briefing.id) == self._position()

    def what_to_keep(self) -> Callable[[], None]:
        """Keeps where the reader is now and what has been read, in whatever thread it is called."""
        desk, opened, since = self.desk, self.desk.opened, self._since
        keep_progress, position = desk.progress.what_to_keep(), self._position()

        def keep() -> None:
            keep_progress()
            if position is not None and since is not None:
                desk.library.remember(opened, position, since)

        return keep

    def _position(self) -> Position | None:
        """Where the reader is in the open briefing."""
        desk = self.desk
        place = desk.view.cursor.place if desk.shows_briefing else self._place_behind()
        if place is None:
            return None
        part = desk.opened.document.parts[place.top.part]
        return Position(str(desk.opened.path), part.id, place.top.item, place.offset)

    def _place_behind(self) -> ReadingPlace | None:
        """Where the reader was in the open briefing before a dossier was opened over it."""
        key = self.desk.opened.document.key
        return next((one.place for one in reversed(self._visits) if one.document.key == key), None)

    def _last_place(self) -> ReadingPlace:
        position = self.desk.library.state.position(self.desk.opened.briefing.id)
        part = self.desk.opened.document.part(position.section) if position else None
        if position is None or part is None:
            return ReadingPlace()
        top = Spot(part, position.item)
        return ReadingPlace(top, self.desk.view.cursor.pager.gap(top), top, offset=position.offset)


def _same_place(old: OpenBriefing, new: OpenBriefing, place: ReadingPlace) -> ReadingPlace:
    """Where a place of the old text is in the new one."""
    if old.text == new.text:
        return place
    from reader.tui.text.staying import same_place  # only a text that has changed pays for the comparison

    return same_place(old, new, place)
