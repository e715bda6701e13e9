"""What the first screen did without, brought in behind it a little at a time: names, notes, what is unread, panels.

A briefing may be megabytes long, and have ten thousand notes. Nothing here holds up a key for longer than one `SLICE`
and one paragraph or note, but for what notes whose text has changed need of the whole text, once, and the `PATIENCE`
for the disk at the start. The text is read on the event loop, and not in a thread (see `behind`), because the items of
a document are made as they are asked for: the keys of the reader ask for the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic

from reader.core.reading.document import Document
from reader.errors import ReaderError
from reader.tui.features.desk import Desk, Feature
from reader.tui.key_queue import KeyQueue

READING = "Reading your notes"
PATIENCE = 0.05
"""Seconds in which notes, if there are not many, come with the first screen."""
SLICE = 0.008
"""Seconds of reading ahead at a time, while nobody types."""
TYPING = 0.5
"""So many seconds after a key the next one is expected: until then an eighth of a slice is read at a time, seldom."""
SOON = 0.3
"""Seconds of reading that step aside for no one: with them most briefings are complete."""
HUGE = 2_000_000
"""Code points past which a briefing without notes is not read ahead: it is read where the reader goes."""
SHORT = 50_000
"""Code points up to which a briefing is not read in slices before its notes find their places."""


class Furnishing(Feature):
    """Reads on while nothing else is to be done, then stops for good. `when_complete` is called once all is painted."""

    def __init__(self, desk: Desk, keys: KeyQueue, when_complete: Callable[[], None]) -> None:
        super().__init__(desk)
        self._keys, self._when_complete = keys, when_complete
        self._steps: Iterator[None] = iter(())
        self._worked = 0.0
        self._briefing = desk.opened.briefing

    def begin(self) -> None:
        """Start, once the first screen stands there. What lies on the disk is read in a thread, which waits for it."""
        opened, library, behind = self.desk.opened, self.desk.library, self.desk.behind
        self._steps = iter(())
        behind.give_up(READING)
        if opened.is_furnished:
            self._start(has_notes=bool(opened.notes))
        else:
            behind.do(READING, lambda: library.read_ahead(opened), self._start)
            behind.wait(READING, PATIENCE)

    def _start(self, has_notes: bool) -> None:
        self._steps, self._worked = self._furnish(has_notes), 0.0
        self._go_on()

    def shown(self) -> None:
        """Begin anew with another briefing."""
        if self.desk.opened.briefing is not self._briefing:
            self._briefing = self.desk.opened.briefing
            self.begin()

    def _go_on(self) -> None:
        is_aside = self._worked > SOON and self._keys.since_typed < TYPING
        long, pause = (SLICE / 8, 0.02) if is_aside else (SLICE, 0.001)
        begin = monotonic()
        for _ in self._steps:
            if (worked := monotonic() - begin) > long:
                self._worked += worked
                self.desk.screen.set_timer(pause, self._go_on)  # what waits in any queue comes first
                return

    def _furnish(self, has_notes: bool) -> Iterator[None]:
        size = sum(part.size for part in self.desk.opened.document.parts)
        reads_all = size <= HUGE or has_notes
        if reads_all and size > SHORT:
            yield from self._read_on()
        if not self.desk.opened.is_furnished:
            yield from self._take_furnished()
        for feature in self.desk.features:
            feature.furnished()
        self.desk.screen.call_after_refresh(self._when_complete)
        yield
        if reads_all:
            yield from self._read_on()
            yield from self._find_names(self.desk.opened.document)
            yield from self.desk.progress.counting()
            for feature in self.desk.features:
                feature.changed()

    def _take_furnished(self) -> Iterator[None]:
        """Find the notes' places and show them; all again where a note was written meanwhile."""
        try:
            while True:
                opened = self.desk.opened
                furnished = yield from self.desk.library.furnishing(opened)
                yield from self._find_names(furnished.document)
                if self.desk.opened is opened:
                    break
            self.desk.take(furnished)
        except ReaderError as error:
            self.desk.say(str(error), warning=True)

    def _read_on(self) -> Iterator[None]:
        for part in self.desk.opened.document.parts:
            for _ in part.items:
                yield

    def _find_names(self, document: Document) -> Iterator[None]:
        """Find what is named in all that has been read, an item at a time: panels ask for it at once."""
        for part in document.parts:
            for item in part.items if part.items.is_complete else ():
                document.links(item)
                yield
