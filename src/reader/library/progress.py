"""What has been read: paragraphs by their words, so that a new edition is unread only where it is new."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from reader.library.opening import OpenBriefing
from reader.storage.state import State

UNREAD, HALF_READ, READ = "none", "some", "all"
HUGE = 2_000_000
"""Code points of a section past which it is not read through only to count what is unread."""


def digest(text: str) -> int:
    """A number that stands for the words of a paragraph: 63 bits, so that it fits any database."""
    return int.from_bytes(hashlib.blake2b(text.encode(errors="replace"), digest_size=8).digest()) >> 1


class Progress:
    """How far one open briefing has been read."""

    def __init__(self, opened: OpenBriefing, state: State) -> None:
        self._opened, self._state = opened, state
        self._seen = set(state.seen(opened.briefing.id))
        self._new: set[int] = set()

    def note(self, texts: Iterable[str]) -> bool:
        """Take note that paragraphs were read; True where one of them had not been."""
        new = {one for text in texts if (one := digest(text)) not in self._seen}
        self._seen |= new
        self._new |= new
        return bool(new)

    def marks(self) -> Mapping[str, str]:
        """How much of each section has been read, by section id: `none`, `some` or `all`."""
        return {part.id: self._mark(place) for place, part in enumerate(self._opened.document.parts) if part.id}

    def _mark(self, place: int) -> str:
        part = self._opened.document.parts[place]
        if not self._seen:
            return UNREAD
        if part.size > HUGE:
            return HALF_READ
        read = [digest(item.block.text) in self._seen for item in part.items if item.paragraph]
        return READ if all(read) else HALF_READ if any(read) else UNREAD

    def save(self) -> None:
        """Keep what has been read since the last time."""
        if self._new:
            self._state.note_seen(self._opened.briefing.id, self._new)
            self._new.clear()
