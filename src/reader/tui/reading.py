"""The reading screen: holds the one open briefing and where the reader has been, and answers every message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from reader.core.document import Document, Link, LinkKind
from reader.errors import ReaderError
from reader.library import Address, Library, OpenBriefing, Position
from reader.tui import panels
from reader.tui.actions import BY_NAME
from reader.tui.bar import Bar, marking_piece
from reader.tui.cursor import Place
from reader.tui.document_view import Decor, DocumentView
from reader.tui.folding import FoldingScreen
from reader.tui.help import help_screen, palette_lines
from reader.tui.list_screen import ListScreen
from reader.tui.pager import Spot
from reader.tui.paint import Piece
from reader.tui.rows import RowLine, Rows

LONG = 200_000
"""Code points of a section past which its entities are listed only when it has been read to its end."""


@dataclass(frozen=True, slots=True, eq=False)
class Visit:
    """A text that was shown, and where the reader was in it."""

    opened: OpenBriefing
    document: Document
    place: Place


class ReadingScreen(FoldingScreen):
    """A briefing or a dossier in the middle, its contents on the left, entities and notes on the right."""

    def __init__(self, library: Library, opened: OpenBriefing, address: Address, *, text_width: int) -> None:
        super().__init__()
        self.library = library
        self.opened = opened
        self.progress = library.progress(opened)
        self._address = address
        self._text_width = text_width
        self._visits: list[Visit] = []

    def compose(self) -> ComposeResult:
        """Bars, panels, text."""
        yield Bar(id="top")
        with Horizontal(id="middle"):
            yield Rows(id="contents")
            yield DocumentView(self.opened.document, text_width=self._text_width, id="document")
            with Vertical(id="side"):
                yield Rows(id="entities")
                yield Rows(id="notes")
        yield Bar(id="bottom")

    def on_mount(self) -> None:
        """Go to the place asked for, or where the reader was last time."""
        self.lay_out_panels()
        self.view.decor = self.full_decor()
        self.refresh_panels()
        self.view.when_laid_out = lambda: self.go_to_address(self._address)
        self.view.focus()
        self.hint()
        if not self.opened.is_furnished:
            self.call_after_refresh(self._furnish)

    def _furnish(self) -> None:
        """Add what the first screen did without: the library's entities, and the notes."""
        try:
            self.take(self.library.furnish(self.opened))
        except ReaderError as error:
            self.say(str(error), warning=True)

    # What is shown around the text

    def full_decor(self) -> Decor:
        """What is drawn on the present document besides its own text."""
        kinds = {entity.id: str(entity.kind) for entity in self.opened.entities.values()}
        return replace(self.note_decor(), kind_of=kinds)

    @property
    def shows_briefing(self) -> bool:
        """Whether the text in the middle is the open briefing itself, not a dossier."""
        return self.view.document.key == self.opened.document.key

    @on(DocumentView.Moved)
    def show_place(self) -> None:
        """Bring the bars and panels up to where the reader is."""
        part = self.view.cursor.marker.part
        self.query_one("#top", Bar).show(self._title_pieces(), self._place_pieces(part))
        self.query_one("#contents", Rows).mark(part)
        if self.note_read():
            self._show_contents()
        self._show_entities(part)

    def _title_pieces(self) -> list[Piece]:
        briefing = self.opened.briefing
        pieces = [marking_piece(briefing.marking)] if briefing.marking else []
        pieces.append((f" {briefing.title}", "bar--strong"))
        if not self.shows_briefing:
            pieces.append((f" › {self.view.document.title}", "bar--strong"))
        return pieces

    def _place_pieces(self, part: int) -> list[Piece]:
        document = self.view.document
        item = self.view.cursor.item(self.view.cursor.marker)
        paragraph = f" ¶{item.paragraph}" if item and item.paragraph else ""
        title = document.parts[part].title if part else ""
        return [(f"{title}{paragraph} ", "bar--dim"), (f" {self.view.cursor.progress()}% ", "bar--strong")]

    def _show_contents(self) -> None:
        rows = self.query_one("#contents", Rows)
        document = self.view.document
        marks = self.unread_marks() if self.shows_briefing else {}
        counts = self.note_counts() if self.shows_briefing else {}
        rows.fill(panels.contents(document, marks, counts), self.view.cursor.marker.part)

    def refresh_panels(self) -> None:
        """Bring the panels up to what is known now."""
        self._show_contents()
        self._entities_of = None
        self._show_entities(self.view.cursor.marker.part)
        self.query_one("#notes", Rows).fill(panels.notes(self.opened))

    _entities_of: tuple[str, int] | None = None

    def _show_entities(self, part: int) -> None:
        document = self.view.document
        items = document.parts[part].items
        if document.parts[part].size < LONG:
            items.read()
        if self._entities_of == (document.key, part) or not items.is_complete:
            return
        self._entities_of = (document.key, part)
        mentioned = (
            entity
            for item in document.parts[part].items
            for link in document.links(item)
            if link.kind is LinkKind.ENTITY
            for entity in link.targets
        )
        title = f"Entities in {document.parts[part].title}" if part else "Entities here"
        counts = panels.mention_counts(mentioned)
        self.query_one("#entities", Rows).fill(panels.entities(title, counts, self.opened.entities))

    # Going somewhere

    def action_section(self, number: int) -> None:
        """Go to a section by its number."""
        places = [place for place, part in enumerate(self.view.document.parts) if part.id]
        if not self.shows_briefing:
            self.show(self.opened, self.opened.document, Place())
            places = [place for place, part in enumerate(self.opened.document.parts) if part.id]
        if number <= len(places):
            self.go_to_part(places[number - 1])
        else:
            self.say(f"There is no section {number}.")

    def show(self, opened: OpenBriefing, document: Document, place: Place, *, come_back: bool = True) -> None:
        """Show a text, and remember where the reader was."""
        if come_back:
            self._visits.append(Visit(self.opened, self.view.document, self.view.cursor.place))
        if opened is not self.opened:
            self.remember()
            self.opened, self.progress = opened, self.library.progress(opened)
        self.view.show(document, self.full_decor(), place)
        self.close_over()
        self.refresh_panels()
        self.hint()

    def action_back(self) -> None:
        """Come back to the text and the very line that a link was followed from."""
        if not self._visits:
            self.say("This is where you came in.")
            return
        visit = self._visits.pop()
        self.show(visit.opened, visit.document, visit.place, come_back=False)

    def action_follow(self) -> None:
        """Follow the link in focus, or the line under the cursor of a list."""
        rows = self.list_in_focus
        if rows is not None:
            self._choose(rows)
            return
        link = self.view.cursor.focused_link()
        if link is None:
            self.say("Nothing to follow here: Tab goes to the next entity or link.")
            return
        self._follow(link)

    def _choose(self, rows: Rows) -> None:
        chosen = rows.chosen
        if rows.id == "contents" and isinstance(chosen, int):
            self.go_to_part(chosen)
            self.close_over()
        elif rows.id == "entities" and isinstance(chosen, str):
            self.open_dossier(chosen)
        elif rows.id == "notes" and isinstance(chosen, str):
            self.go_to_note(chosen)
            self.close_over()

    def _follow(self, link: Link) -> None:
        if link.kind is LinkKind.ENTITY:
            self._follow_entity(link.targets)
        elif link.kind is LinkKind.BRIEFING:
            self.open_address(link.targets[0])
        else:
            self.say(f"{link.targets[0]}")

    def _follow_entity(self, ids: tuple[str, ...]) -> None:
        if len(ids) == 1:
            self.open_dossier(ids[0])
            return
        self.choose_entity(ids, self.open_dossier)

    def open_dossier(self, entity_id: str) -> None:
        """Show all that is known of an entity."""
        try:
            document = self.library.dossier(entity_id, self.opened)
        except ReaderError as error:
            self.say(str(error), warning=True)
            return
        self.show(self.opened, document, Place())

    def open_address(self, target: str) -> None:
        """Show another briefing, or another place of this one: `id`, `id#section` or `id#section/p3`."""
        try:
            address = self.library.find(target)
        except ReaderError as error:
            self.say(str(error), warning=True)
        else:
            self._open(address)

    def _open(self, address: Address) -> None:
        try:
            opened = self.opened if address.path == self.opened.path else self.library.open_fully(address.path)
        except ReaderError as error:
            self.say(str(error), warning=True)
            return
        self.show(opened, opened.document, Place())
        self.go_to_address(address)

    def go_to_address(self, address: Address) -> None:
        """Go to a section or paragraph of the open briefing, or, without a section, to where the reader was last."""
        if not address.section:
            self.view.cursor.place = self.last_place()
            self.view.moved()
            return
        place = self.view.document.part(address.section)
        if place is None:
            self.say(f'There is no section "{address.section}" here.', warning=True)
            return
        spot = self.paragraph_spot(address.section, address.paragraph) if address.paragraph else None
        self.view.cursor.go_to(Spot(place, 0))
        if spot is not None:
            self.view.cursor.reveal(spot)
        self.view.moved()

    # What opens over the text

    def action_help(self) -> None:
        """List every action with its keys."""
        self.app.push_screen(help_screen(self.keys), self._do)

    def _do(self, name: object) -> None:
        if isinstance(name, str):
            self.call_later(self.run_action, BY_NAME[name].call or name)

    def action_open(self) -> None:
        """List the briefings of the library."""
        from reader.tui.shelf import shelf_screen

        self.app.push_screen(shelf_screen(self.library.shelf(), self.opened.path), self._open_chosen)

    def _open_chosen(self, path: object) -> None:
        if isinstance(path, Path):
            self._open(Address(path))

    def choose_entity(self, ids: tuple[str, ...], then: Callable[[str], None]) -> None:
        """Ask which of several entities is meant."""
        rows = tuple(self._entity_row(entity_id) for entity_id in ids)

        def chosen(entity_id: object) -> None:
            if isinstance(entity_id, str):
                then(entity_id)

        self.app.push_screen(ListScreen("Which one is meant?", lambda _: lambda _: rows), chosen)

    def _entity_row(self, entity_id: str) -> RowLine:
        entity = self.opened.entity(entity_id)
        if entity is None:
            return RowLine(((entity_id, ""),), key=entity_id)
        summary = " ".join(entity.summary.split())
        return RowLine(((entity.name, "rows--strong"), (f"  {entity.kind}  {summary}", "rows--dim")), key=entity_id)

    def action_palette(self) -> None:
        """List every action, section and entity by name."""
        lines = palette_lines(self.keys, self.view.document, self.opened)
        self.app.push_screen(ListScreen("Go to, or do", lines, hint="do it"), self._do_chosen)

    def _do_chosen(self, chosen: object) -> None:
        match chosen:
            case ("action", str(name)):
                self._do(name)
            case ("part", int(place)):
                self.go_to_part(place)
            case ("entity", str(entity_id)):
                self.open_dossier(entity_id)

    def action_leave(self) -> None:
        """Close what lies over the text, or quit."""
        if self.is_covered:
            self.close_over()
            return
        self.action_quit()

    def action_quit(self) -> None:
        """End the program."""
        self.remember()
        self.app.exit(0)

    def action_reload(self) -> None:
        """Read the file again and stay at the same place."""
        try:
            opened = self.library.open_fully(self.opened.path)
        except ReaderError as error:
            self.say(f"Still shown as it was: {error}", warning=True)
            return
        place = self.view.cursor.place
        self.opened = opened
        self.view.show(opened.document, self.full_decor(), place)
        self.refresh_panels()
        self.say("Read again.")

    def remember(self) -> None:
        """Keep where the reader is in the open briefing, and what has been read of it."""
        self.progress.save()
        place = self.view.cursor.place if self.shows_briefing else self._visits[0].place if self._visits else None
        if place is None:
            return
        part = self.opened.document.parts[place.top.part]
        position = Position(str(self.opened.path), part.id, place.top.item, place.offset)
        self.library.remember(self.opened, position)

    def last_place(self) -> Place:
        """Where the reader was in the open briefing last time."""
        position = self.library.position(self.opened.briefing.id)
        part = self.opened.document.part(position.section) if position else None
        if position is None or part is None:
            return Place()
        top = Spot(part, position.item)
        return Place(top, self.view.cursor.pager.gap(top), top, offset=position.offset)

    async def on_event(self, event: events.Event) -> None:
        """Let what was said go with the next key."""
        if isinstance(event, events.Key):
            self.hint()
        await super().on_event(event)
