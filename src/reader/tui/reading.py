"""The reading screen: a text between its panels, and the features that make it one. Says to each what happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from reader.library import Address, Library, OpenBriefing
from reader.tui.actions import ACTIONS, BY_NAME, Action
from reader.tui.departure import Departure
from reader.tui.drawing.bar import Bar
from reader.tui.drawing.rows import Rows
from reader.tui.features.all_notes import AllNotes
from reader.tui.features.changing import Changing
from reader.tui.features.choosing import Choosing
from reader.tui.features.copying import Copying
from reader.tui.features.desk import Desk, Feature
from reader.tui.features.disk import Disk
from reader.tui.features.fetching import Fetching
from reader.tui.features.finding import Finding
from reader.tui.features.furnishing import Furnishing
from reader.tui.features.going import Going
from reader.tui.features.guiding import Guiding
from reader.tui.features.hinting import Hinting
from reader.tui.features.indexing import Indexing
from reader.tui.features.joining import Joining
from reader.tui.features.keeping import Keeping
from reader.tui.features.leaving import Leaving
from reader.tui.features.looking import Looking
from reader.tui.features.marking import Marking
from reader.tui.features.meaning import Meaning
from reader.tui.features.moving import Moving
from reader.tui.features.note_panel import NotePanel
from reader.tui.features.noting import Noting
from reader.tui.features.reviewing import Reviewing
from reader.tui.features.searching import Searching
from reader.tui.features.selecting import Selecting
from reader.tui.features.sides import Sides
from reader.tui.features.titling import Titling
from reader.tui.features.unreading import Unreading
from reader.tui.features.watching import Watching
from reader.tui.features.writing import Writing
from reader.tui.frames.driver import writer_of
from reader.tui.key_queue import KeyQueue
from reader.tui.keys import Keys
from reader.tui.look import Look
from reader.tui.text.document_view import DocumentView


class ReadingScreen(Screen[None]):
    """A briefing or a dossier in the middle, its contents on the left, entities and notes on the right.

    `keys` are those that have been typed and not yet obeyed; `when_complete` is called when the first screen has all
    that belongs on it. `note_fault` is given what goes wrong behind it by a mistake of the program's own.

    To add something that a reader can do: write a `Feature`, list it in `__init__`, and its actions in `actions`.
    """

    BINDINGS = Keys().bindings()

    def __init__(
        self,
        library: Library,
        opened: OpenBriefing,
        address: Address,
        departure: Departure,
        *,
        look: Look,
        keys: KeyQueue,
        when_complete: Callable[[], None],
        note_fault: Callable[[Exception], object],
    ) -> None:
        super().__init__()
        self._address, self._departure, self._text_width = address, departure, look.text_width
        self.desk = desk = Desk(self, library, opened, look.keys, note_fault)
        self.sides, selecting = Sides(desk, look.panels), Selecting(desk)
        self.noting, note_panel = Noting(desk), NotePanel(desk)
        self.indexing = Indexing(desk)
        meaning = Meaning(desk, self.indexing)
        fetching, disk = Fetching(desk), Disk(desk, keys)
        self.going = Going(desk, self.sides, self.noting, self.indexing, meaning, fetching)
        self.furnishing, self._guiding = Furnishing(desk, keys, when_complete), Guiding(desk)
        # What is drawn by a later one lies on top; an earlier one is first to give up what it is in the middle of.
        desk.features = (
            fetching,
            self.noting,
            Writing(desk, selecting, self.noting, keys, disk),
            Reviewing(desk, selecting, disk),
            Joining(desk),
            note_panel,
            Finding(desk, note_panel),
            selecting,
            self.sides,
            Changing(desk),
            Unreading(desk),
            Watching(desk),
            Moving(desk, keys.take_repeats),
            Titling(desk),
            self.going,
            Keeping(desk, self.going),
            AllNotes(desk, self.going, fetching),
            Hinting(desk, self.going),
            Marking(desk, self.going),
            Copying(desk, selecting),
            Looking(desk),
            Searching(desk, self.going, self.indexing),
            self.indexing,
            meaning,
            Choosing(desk, self.going, self.indexing, self.action_do),
            Leaving(desk, self.sides),
            self.furnishing,
            self._guiding,
        )
        self._methods = {action.name: _method(action, desk.features) for action in ACTIONS}

    def compose(self) -> ComposeResult:
        """Bars, panels, text."""
        yield Bar(id="top")
        with Horizontal(id="middle"):
            yield Rows(id="contents")
            yield DocumentView(self.desk.document, text_width=self._text_width, id="document")
            with Vertical(id="side"):
                yield Rows(id="entities")
                yield Rows(id="notes")
        with Vertical(id="foot"):
            yield Bar(id="bottom")

    def on_mount(self) -> None:
        """Go to the place asked for, or where the reader was last time."""
        view = self.desk.view
        for feature in reversed(self.desk.features):  # the latest is saved first: what is being written
            self._departure.before(feature.save)
        self.sides.resize(self.app.size.width)  # now, so that the first paint is the only one
        view.decor = self.desk.decor()
        self.sides.changed()
        view.when_laid_out = lambda: self.going.go_to_address(self._address)
        view.focus()
        self.desk.hint()
        self._guiding.greet()
        self.call_after_refresh(self.furnishing.begin)
        self.call_after_refresh(self.indexing.begin)

    def on_unmount(self) -> None:
        """Nothing that is still being done matters any more."""
        self.desk.behind.end()

    @property
    def plainly_shown(self) -> OpenBriefing | None:
        """The open briefing, once all is saved, where the screen shows what it will show when that is next opened."""
        desk = self.desk
        is_text = self.going.is_kept and desk.shows_briefing and desk.opened.is_furnished and desk.view.is_painted
        is_plain = self.focused is desk.view and not desk.mode_now and not self.sides.covers
        return desk.opened if is_text and is_plain else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Whether a key may mean that now: the keys of a mode mean something else at all other times."""
        return action != "do" or BY_NAME[str(parameters[0])].mode in ("", self.desk.mode_now)

    def action_do(self, name: str) -> None:
        """Do an action of the table of actions."""
        self._methods[name]()
        self.desk.hint_anew()

    @on(DocumentView.Scrolled)
    def _hint_scroll(self, event: DocumentView.Scrolled) -> None:
        if writer := writer_of(self.app):
            left, top, width, height = self.desk.view.region
            writer.hint_scroll(left, top, width, height, event.rows)

    @on(DocumentView.Moved)
    def _tell_of_move(self) -> None:
        for feature in self.desk.features:
            feature.moved()

    def on_resize(self, event: events.Resize) -> None:
        """Give the panels the room there is, and name as many keys as there is room for."""
        self.sides.resize(event.size.width)
        self.desk.hint_anew()

    def on_key(self, event: events.Key) -> None:
        """Say so where a key means nothing."""
        self._guiding.explain(event)

    def on_descendant_focus(self) -> None:
        """Other keys matter in a panel than in the text."""
        self.desk.hint_anew()

    async def on_event(self, event: events.Event) -> None:
        """Let what was said go with the next key."""
        if isinstance(event, events.Key):
            self.desk.hint()
        await super().on_event(event)


def _method(action: Action, features: Iterable[Feature]) -> Callable[[], None]:
    """What does an action: the method of that name of the one feature that has it."""
    (method,) = (found for feature in features if (found := getattr(feature, action.method, None)) is not None)
    return partial(method, *action.arguments)


def reading_screen(keys: Keys) -> type[ReadingScreen]:
    """The reading screen with these keys."""
    if not keys.changed:
        return ReadingScreen

    class WithKeys(ReadingScreen, inherit_bindings=False):
        BINDINGS = [*Screen.BINDINGS, *keys.bindings()]  # noqa: RUF012 # Textual's type

    return WithKeys
