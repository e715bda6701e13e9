"""What lies open on the reading screen, and what its features share.

The screen itself does little: each thing that a reader can do with an open briefing is a `Feature`, one class in a
module of its own, which holds its own state and works at the one `Desk`. A feature has a method for each of its
actions, under the action's name (see `actions`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from textual.screen import ModalScreen, Screen

from reader.core.reading.document import Document
from reader.library import Library, OpenBriefing
from reader.library.progress import Progress
from reader.tui.behind import Behind
from reader.tui.drawing.bar import Bar
from reader.tui.drawing.find_field import FindField
from reader.tui.drawing.footer import DOSSIER, FILTERED, TEXT, end_hints, hint_pieces, hints
from reader.tui.drawing.paint import Piece, measure
from reader.tui.drawing.rows import Rows
from reader.tui.keys import Keys
from reader.tui.text.cursor import ReadingPlace
from reader.tui.text.decor import Decor
from reader.tui.text.document_view import DocumentView
from reader.tui.text.pager import Spot


class Feature:
    """One thing that a reader can do. Overrides what it has to say to what happens at the desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def furnished(self) -> None:
        """The open briefing stands on the screen, and its names and notes are known."""

    def decor(self) -> Decor:
        """What it draws on the text that is shown."""
        return Decor()

    def badges(self) -> Mapping[int, Sequence[Piece]]:
        """What it adds to the lines of the contents, by the places of the parts."""
        return {}

    def offers(self) -> Sequence[str]:
        """The actions of the text whose keys matter now before all others, by their names."""
        return ()

    def moved(self) -> None:
        """The reader is at another place of the text."""

    def library_changed(self) -> None:
        """More or something else is known of the library than before."""

    def changed(self) -> None:
        """The same text has other notes, entities or marks."""

    def shown(self) -> None:
        """Another text is shown."""

    def text_needed(self) -> None:
        """The reader has to see the text itself: nothing of it may lie over the text."""

    def give_up(self) -> bool:
        """Stop what it is in the middle of; False where it is in the middle of nothing."""
        return False

    def save(self) -> None:
        """Save what must not be lost: the program ends now, whatever ends it (see `departure.Save`)."""


class Desk:
    """The open briefing, the text that is shown of it, and the means to show, ask and say things.

    `document` is the text in the middle: the briefing's own, or a dossier. `progress` is what has been read of it.
    `note_fault` is given what goes wrong behind the screen by a mistake of the program's own.
    """

    def __init__(
        self,
        screen: Screen[Any],
        library: Library,
        opened: OpenBriefing,
        keys: Keys,
        note_fault: Callable[[Exception], object],
    ) -> None:
        self.screen = screen
        self.library, self.keys = library, keys
        self.behind = Behind(screen.call_later, lambda words: self.say(words, warning=True), note_fault)
        self.opened = opened
        self.document: Document = opened.document
        self.progress: Progress = library.progress(opened)
        self.features: Sequence[Feature] = ()
        self.mode = ""
        """The mode of which actions come first while the text has the focus (see `actions`)."""
        self._status: dict[Feature, Sequence[Piece]] = {}
        self._said: tuple[str, str] | None = None
        """What was said, and its look."""
        self._asks = False

    # What stands on the screen

    @property
    def view(self) -> DocumentView:
        """The text panel."""
        return self.screen.query_one(DocumentView)

    def rows(self, name: str) -> Rows:
        """The panel of that name: `contents`, `entities` or `notes`."""
        return self.screen.query_one(f"#{name}", Rows)

    @property
    def list_in_focus(self) -> Rows | None:
        """The list that has the focus, if one has."""
        return self.screen.focused if isinstance(self.screen.focused, Rows) else None

    @property
    def shows_briefing(self) -> bool:
        """Whether the text in the middle is the open briefing itself, not a dossier."""
        return self.document.key == self.opened.document.key

    @property
    def is_at_text(self) -> bool:
        """Whether nothing lies over the text and the panels, and nothing is being typed."""
        return self.screen.is_active and not isinstance(self.screen.focused, FindField)

    @property
    def mode_now(self) -> str:
        """The mode of the keys: a list that has the focus takes them as it always does."""
        return self.mode if self.screen.focused is self.view else ""

    # Saying and asking

    def say(self, text: str, *, warning: bool = False) -> None:
        """Show a sentence in the bottom line until the next key."""
        self._said, self._asks = (text, "bar--warning" if warning else ""), False
        self._show_bottom()

    def still_says(self, text: str) -> bool:
        """Whether that sentence was said and still stands in the bottom line."""
        return self._said is not None and self._said[0] == text

    def ask(self, text: str) -> None:
        """Say what the next key is asked for: it means nothing else, so no other is named."""
        self._said, self._asks = (text, ""), True
        self._show_bottom()

    def hint(self) -> None:
        """Show the keys that matter now in the bottom line."""
        self._said = None
        self._show_bottom()

    def hint_anew(self) -> None:
        """The same after something has been done, but for what it had to say."""
        self._show_bottom()

    def tell_status(self, teller: Feature, status: Sequence[Piece]) -> None:
        """Show what a feature has to tell of the background at the end of the bottom line, from now on."""
        self._status[teller] = status
        self._show_bottom()

    def _show_bottom(self) -> None:
        """What was said, or else the keys that matter now; at its end what always stands there, if there is room."""
        bar = self.screen.query_one("#bottom", Bar)
        told = [piece for status in self._status.values() for piece in status]
        end = [*told, *hint_pieces(end_hints(self.keys, self._where))]
        if self._said is not None:
            bar.say(*self._said, () if self._asks or isinstance(self.screen.focused, FindField) else end)
            return
        if isinstance(self.screen.focused, FindField):
            bar.show(hint_pieces(self.screen.focused.hints))
            return
        room = (bar.size.width or self.screen.app.size.width) - measure(end) - 1
        rows = self.list_in_focus
        offering = () if rows or self.mode_now else self.features
        offered = [name for feature in offering for name in feature.offers()]
        is_empty = rows is not None and not rows.has_entries
        at_link = self.view.cursor.link is not None
        bar.show(hint_pieces(hints(self.keys, self._where, offered, is_empty=is_empty, at_link=at_link), room), end)

    @property
    def _where(self) -> str:
        """Where the reader is, for `footer`: in a mode, in a panel, in a dossier, in the text."""
        if rows := self.list_in_focus:
            return FILTERED if rows.is_filtered else rows.id or ""
        return self.mode_now or (TEXT if self.shows_briefing else DOSSIER)

    def open_over(self, screen: ModalScreen[Any], then: Callable[[Any], None] | None = None) -> None:
        """Open a screen over the text; `then` is given what it gives, None where it was left."""
        self.screen.app.push_screen(screen, then)

    # Showing

    def decor(self) -> Decor:
        """All that is drawn on the text besides its own words."""
        decor = Decor(
            labels={source.id: str(n) for n, source in enumerate(self.opened.briefing.sources, 1)},
            kind_of={entity.id: str(entity.kind) for entity in self.opened.entities.values()},
        )
        for feature in self.features:
            decor = decor.under(feature.decor())
        return decor

    def show(self, opened: OpenBriefing, document: Document, place: ReadingPlace) -> None:
        """Show a text of a briefing at a place."""
        if opened is not self.opened:
            self.opened, self.progress = opened, self.library.progress(opened)
        self.document = document
        self.view.show(document, self.decor(), place)
        for feature in self.features:
            feature.shown()
        self.hint()

    def take(self, opened: OpenBriefing) -> None:
        """Show the same briefing as it is now (other notes, other entities) without moving the reader."""
        shows_briefing = self.shows_briefing
        self.opened = opened
        if shows_briefing:
            self.document = opened.document
        self.view.dress(self.document, self.decor())
        for feature in self.features:
            feature.changed()

    def badges(self) -> Mapping[int, Sequence[Piece]]:
        """All that is added to the lines of the contents."""
        found: dict[int, list[Piece]] = {}
        for feature in self.features if self.shows_briefing else ():
            for part, pieces in feature.badges().items():
                found.setdefault(part, []).extend(pieces)
        return found

    def mark(self) -> None:
        """Draw the features' inks, signs and bars anew; no line moves."""
        self.view.mark(self.decor())

    def bring_up_text(self) -> None:
        """Take away what lies over the text: what happens next happens there."""
        for feature in self.features:
            feature.text_needed()

    # Places in the text

    def spot_of(self, section_id: str, paragraph: int) -> Spot | None:
        """The item of a paragraph of the open briefing."""
        found = self.opened.document.paragraph(section_id, paragraph)
        return Spot(*found) if found else None

    def go_to_part(self, place: int) -> None:
        """Go to the beginning of a part of the text."""
        self.bring_up_text()
        self.view.cursor.go_to(Spot(place, 0))
        self.view.moved()
