"""Looking for a regular expression on the event loop: broken off where it takes so long that keys would wait for it.

Some expressions take for ever in some texts, and while one is at work no other thread runs, so that a thread would hold
up the keys as well. But it looks for signals now and then.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Sequence
from types import FrameType

LONGEST = 0.05
"""Seconds of processor time that one text may take."""


def spans_promptly(pattern: re.Pattern[str], text: str) -> Sequence[tuple[int, int]]:
    """Where a pattern stands in a text. Raises `TimeoutError`. Only for the main thread, which signals come to."""
    if signal.getsignal(signal.SIGVTALRM) is not _ring:
        signal.signal(signal.SIGVTALRM, _ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    try:
        return _spans(pattern, text)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _spans(pattern: re.Pattern[str], text: str) -> Sequence[tuple[int, int]]:
    found = []
    for match in pattern.finditer(text):  # no comprehension: `_ring` knows this function by its frame
        found.append(match.span())  # noqa: PERF401
    return found


def _ring(_number: int, frame: FrameType | None) -> None:
    """Break it off; but nothing else, such as a save that another signal asks for meanwhile."""
    if frame is not None and frame.f_code is _spans.__code__:
        raise TimeoutError
