"""When the next frame may be sent: not before the terminal has seen the last ones.

An SSH connection takes up to 2 MiB before it pushes back, which is many seconds of a thin line. So the terminal is
asked where its cursor is (DSR 6, which the VT100 already knew), and while its answer is out, little more is sent.
"""

from __future__ import annotations

from collections import deque

QUESTION = "\x1b[6n"
ASK_AFTER = 400
"""Bytes after which the terminal is asked."""
WINDOW = 4000
"""Bytes that may be on their way without having been answered for, before anything is known of the line."""
NARROWEST, WIDEST = 1500, 16_000
"""How far the window closes and opens."""
SLACK = 0.03
"""Seconds by which an answer may be later than the quickest one without a queue being suspected on the line."""
PATIENCE = 1.0
"""Seconds after which an answer is no longer waited for."""
LATEST = 10.0
"""Seconds after which an answer that was waited for in vain is not expected to come late."""
SILENCES = 3
"""Questions in a row without an answer after which a terminal is taken for one that does not answer."""


class Pacing:
    """Counts what has been sent and what has been answered for. Knows no clock: the time comes in."""

    def __init__(self, *, is_on: bool = True) -> None:
        self.is_on = is_on
        self.window = float(WINDOW)
        self._quickest = PATIENCE
        self._since_question = 0
        self._questions: deque[tuple[int, float]] = deque()  # bytes that an answer vouches for, and when it was asked
        self._late: deque[float] = deque()  # when the questions were asked that are no longer waited for
        self._silences = 0

    @property
    def outstanding(self) -> int:
        """Bytes sent and not known to have been seen."""
        return sum(size for size, _ in self._questions) + self._since_question

    @property
    def _expects_answers(self) -> bool:
        return self.is_on and self._silences < SILENCES

    def asks(self, now: float) -> bool:
        """Whether the next frame should begin with the question, which then vouches for all that was sent before it."""
        if not self._expects_answers or self._since_question < ASK_AFTER:
            return False
        self._questions.append((self._since_question, now))
        self._since_question = 0
        return True

    def sent(self, size: int) -> None:
        """Take note that a frame was sent."""
        self._since_question += size

    def answered(self, now: float) -> bool:
        """Take note of an answer; False where none was expected, and the answer is somebody else's."""
        while self._late and now - self._late[0] > LATEST:
            self._late.popleft()
        if not self._late and not self._questions:
            return False
        self._silences = 0
        asked = self._late.popleft() if self._late else self._questions.popleft()[1]
        self._adapt(now - asked)
        return True

    def _adapt(self, delay: float) -> None:
        """Open the window while answers come as soon as they ever did, close it when they are late.

        As TCP Vegas does (Brakmo and Peterson, 1995): what makes an answer late is what was sent before it and still
        waits on the line, and the next key would have to wait behind it.
        """
        self._quickest = min(self._quickest, delay)
        is_late = delay > 1.5 * self._quickest + SLACK
        self.window = max(NARROWEST, self.window * 0.8) if is_late else min(WIDEST, self.window + 500)

    def wait(self, now: float) -> float:
        """Seconds to wait at the most before the next frame may be sent: 0 where it may be sent now."""
        while self._expects_answers and self._questions and self.outstanding > self.window:
            _, asked = self._questions[0]
            if (left := asked + PATIENCE - now) > 0:
                return left
            self._questions.popleft()
            self._late.append(asked)
            self._silences += 1
        return 0.0
