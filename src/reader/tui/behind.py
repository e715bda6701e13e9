"""Work behind the reader's back: done in threads for which nobody waits, and taken up by the screen when it is done.

What holds, whatever a disk, the line or a mistake of this program does:

- `do` has work done in a thread of its own. What it gives is taken up on the event loop, where the screen may be
  touched; the loop itself waits for nothing, so a terminal that takes no output holds up nothing either.
- Work of one name is done one after the other. A newer request takes the place of the one that waits; what is being
  done already is brought to its end and taken up.
- `give_up` has nothing come of what was asked for under a name, and frees the name: the next request does not stand
  behind a disk that never answers.
- Whatever goes wrong comes to one place, `_fail`, and from there in words to the reader, who reads on.
- `watch` has something looked at every other second, and tells the screen when it is another.
- After `end` nothing is begun and nothing taken up. No thread is waited for, so none delays the end of the program.

What has to be done on the event loop itself, bit by bit, is in `features.furnishing`, with the reason.
"""

from __future__ import annotations

import contextlib
import errno
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from reader.core.safe_text import safe_line
from reader.errors import ReaderError
from reader.storage.watch import Watch

Value = TypeVar("Value")
Failed = Callable[[str], object]
"""Is told what went wrong, as a sentence."""


class _Task(Generic[Value]):
    """Work of a name, and what came of it."""

    def __init__(
        self, what: str, work: Callable[[], Value], then: Callable[[Value], object], failed: Failed | None
    ) -> None:
        self.what, self._work, self._then, self.failed = what, work, then, failed
        self._values: list[Value] = []
        self.error: Exception | None = None
        self.is_done = threading.Event()

    def run(self) -> None:
        """Do the work, in whatever thread this is called."""
        try:
            self._values.append(self._work())
        except Exception as error:  # noqa: BLE001 # a mistake in what is done on the side must not end the reading
            self.error = error
        self.is_done.set()

    def take_up(self) -> None:
        """Hand on what the work gave."""
        self._then(*self._values)


class Behind:
    """All that is being done behind one screen. Its methods are called on the event loop, but for `call`.

    `call_later` has a function called on the event loop, from any thread. `tell` tells the reader a sentence. `note`
    is given each mistake of the program's own, for those who will mend it.
    """

    def __init__(
        self,
        call_later: Callable[[Callable[[], object]], object],
        tell: Failed,
        note: Callable[[Exception], object],
    ) -> None:
        self._call_later, self._tell, self._note = call_later, tell, note
        self._doing: dict[str, _Task[Any]] = {}
        self._waiting: dict[str, _Task[Any]] = {}
        self._watches: dict[str, Watch] = {}
        self.is_over = False
        """Whether nobody wants to know any more; long work asks it now and then."""

    def do(
        self,
        what: str,
        work: Callable[[], Value],
        then: Callable[[Value], object] = lambda _: None,
        failed: Failed | None = None,
    ) -> None:
        """Have `work` done, and `then` called with what it gives; where it fails `failed`, or else the reader is told.

        `what` is the name, and in what is told of a mistake the subject of the sentence: "Comparing two versions".
        """
        task = _Task(what, work, then, failed)
        if what in self._doing:
            self._waiting[what] = task
        else:
            self._begin(task)

    def is_doing(self, what: str) -> bool:
        """Whether anything of that name is not done or not taken up yet."""
        return what in self._doing

    def wait(self, what: str, seconds: float) -> bool:
        """Wait so long for what is being done, and take it up; False where it goes on, or there is none.

        Only for what the very next key depends on: nothing else happens meanwhile.
        """
        task = self._doing.get(what)
        if task is None or not task.is_done.wait(seconds):
            return False
        self._take(task)
        return True

    def let_finish(self, what: str, seconds: float) -> bool:
        """Wait so long for what is being done, in any thread, and take nothing up; False where it goes on."""
        task = self._doing.get(what)
        return task is None or task.is_done.wait(seconds)

    def give_up(self, what: str) -> bool:
        """Have nothing come of it, whether it is being done or waits; False where there is none."""
        if what in self._watches:
            self._watches.pop(what).stop()
        self._waiting.pop(what, None)
        return self._doing.pop(what, None) is not None

    def watch(self, what: str, look: Callable[[], object], changed: Callable[[], object]) -> None:
        """From now on have `changed` called whenever `look`, made in a thread, gives something else than before.

        In place of what was watched under that name until now. It is called after the first look too (see `Watch`).
        """
        self.give_up(what)
        watch = Watch(look, lambda: self.call(lambda: self._watches.get(what) is watch and changed()))
        self._watches[what] = watch
        self.do(what, watch.run)

    def call(self, function: Callable[[], object]) -> None:
        """From any thread: have the event loop call a function, unless all is over by then."""
        with contextlib.suppress(RuntimeError):  # the loop has come to its end in this moment
            self._call_later(lambda: self.is_over or function())

    def end(self) -> None:
        """Begin nothing more, and take nothing up: the screen is left."""
        self.is_over = True
        for what in (*self._watches, *self._doing):
            self.give_up(what)

    def _begin(self, task: _Task[Any]) -> None:
        if self.is_over:
            return
        self._doing[task.what] = task
        try:
            threading.Thread(target=self._work, args=(task,), name=task.what, daemon=True).start()
        except RuntimeError as error:  # the system gives no more threads
            task.error = OSError(errno.EAGAIN, str(error))
            task.is_done.set()
            self.call(lambda: self._take(task))

    def _work(self, task: _Task[Any]) -> None:
        """In a thread of its own."""
        task.run()
        self.call(lambda: self._take(task))

    def _take(self, task: _Task[Any]) -> None:
        if self._doing.get(task.what) is not task:  # given up, or taken up by `wait`
            return
        del self._doing[task.what]
        if task.what in self._waiting:
            self._begin(self._waiting.pop(task.what))
        if task.error is None:
            task.take_up()
        else:
            self._fail(task, task.error)

    def _fail(self, task: _Task[Any], error: Exception) -> None:
        """Tell what went wrong: an expected fault in its own words, a mistake of the program's as what it is."""
        match error:
            case ReaderError():
                words = str(error)
            case OSError():
                words = f"{task.what} failed: {safe_line(error.strerror or str(error))}."
            case MemoryError():
                words = f"{task.what} failed: there is not enough memory for it."
            case _:
                self._note(error)
                words = (
                    f"{task.what} failed, by a mistake in briefing-reader itself ({_named(error)}). You can read on."
                )
        (task.failed or self._tell)(words)


def _named(error: Exception) -> str:
    told = safe_line(str(error))[:80]
    return f"{type(error).__name__}: {told}" if told else type(error).__name__
