"""Notes and drafts changed on the disk behind the screen, one after another: a disk that hangs holds up nobody.

Disk first, then memory, then screen: what was changed is shown once it is written, and nothing before. Most disks
answer before the next key could be typed. Where one does not, that is said, and the keys wait in order for `HOLD`
seconds, or until Esc; then the reader goes on, and is told what came of it when the disk answers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from reader.errors import ReaderError
from reader.library.notebook import NotesRead
from reader.tui.behind import Failed
from reader.tui.features.desk import Desk
from reader.tui.key_queue import KeyQueue

Made = TypeVar("Made")
WRITING = "Writing to your notes"
PATIENCE = 0.25
"""Seconds in which a change is made before anything is said of it."""
HOLD = 5.0
"""Seconds in which keys typed behind a change wait for it."""
LAST = 1.0
"""Seconds that a change still has when the program ends."""
SLOW = "Saving: the disk has not answered yet. Esc goes on."
SLOW_DRAFT = "The disk has not answered yet to a draft. You can read on."
_BUSY = "The disk has not answered yet to what was saved before: try again then."


class Disk:
    """Changes notes, and shows the open briefing with its notes as they are then."""

    def __init__(self, desk: Desk, keys: KeyQueue) -> None:
        self._desk, self._keys = desk, keys
        self._drafts: list[str] = []

    def change(self, change: Callable[[], Made], then: Callable[[Made], object], failed: Failed | None = None) -> None:
        """Have `change` made, in a thread; once it is shown, `then` is given what it gave.

        Where it fails `failed`, or else the reader, is told why, and nothing was changed. One change is made at a time.
        """
        desk, briefing = self._desk, self._desk.opened.briefing.id
        failed = failed or (lambda words: desk.say(words, warning=True))
        if desk.behind.is_doing(WRITING):
            failed(_BUSY)
            return

        def work() -> tuple[Made, NotesRead | None]:
            changed = change()
            try:
                return changed, desk.library.notebook.read(briefing)
            except ReaderError:  # it is written, which counts; the notes are read again when something else changes
                return changed, None

        def done(found: tuple[Made, NotesRead | None]) -> None:
            self._keys.release()
            if found[1] is not None and desk.opened.briefing.id == briefing:
                desk.take(desk.library.with_notes_read(desk.opened, found[1]))
            then(found[0])

        def not_done(words: str) -> None:
            self._keys.release()
            failed(words)

        desk.behind.do(WRITING, work, done, not_done)
        if not desk.behind.wait(WRITING, PATIENCE) and desk.behind.is_doing(WRITING):
            self._keys.hold(HOLD)
            desk.say(SLOW)

    def do_with_draft(
        self, draft: str, work: Callable[[], Made], then: Callable[[Made], object] = lambda _: None
    ) -> None:
        """Have `work` done with the draft of that id, after all else that is being done with it; then call `then`."""
        what = f"Keeping the draft {draft}"
        self._drafts.append(what)
        self._desk.behind.do(what, work, then)
        if not self._desk.behind.wait(what, PATIENCE) and self._desk.behind.is_doing(what):
            self._desk.say(SLOW_DRAFT)

    def let_finish(self) -> bool:
        """Give what is being done a second to be done: the program ends. False where the disk hangs."""
        return all(self._desk.behind.let_finish(what, LAST) for what in (WRITING, *self._drafts))
