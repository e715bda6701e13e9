"""What has been read: paragraphs by their words, so that a new edition is unread only where it is new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from reader.core.blake import blake2b

if TYPE_CHECKING:
    from reader.library.opening import OpenBriefing
    from reader.storage.state import State

UNREAD, HALF_READ, READ = "none", "some", "all"
HUGE = 2_000_000
"""Code points of a section past which it is not read through only to count what is unread."""


def digest(text: str) -> int:
    """A number that stands for the words of a paragraph: 63 bits, so that it fits any database."""
    return int.from_bytes(blake2b(text.encode(errors="replace"), digest_size=8).digest()) >> 1


class Progress:
    """How far one open briefing has been read. A section is counted once; then every paragraph read is taken off it."""

    def __init__(self, opened: OpenBriefing, state: State) -> None:
        self._opened, self._state = opened, state
        self._seen = set(state.seen(opened.briefing.id))
        self._new: set[int] = set()
        self._unread: dict[str, set[int]] = {}
        self._lengths: dict[str, int] = {}

    def note(self, texts: Iterable[str]) -> bool:
        """Take note that paragraphs were read; True where one of them had not been."""
        new = {one for text in texts if (one := digest(text)) not in self._seen}
        self._new |= new
        return self.join(new)

    def join(self, seen: Iterable[int]) -> bool:
        """Take as read what another session has read, by its digests; True where one of them is new."""
        new = set(seen) - self._seen
        self._seen |= new
        for unread in self._unread.values():
            unread -= new
        return bool(new)

    def is_read(self, text: str) -> bool:
        """Whether a paragraph with these words was read, in any edition."""
        return digest(text) in self._seen

    def marks(self) -> Mapping[str, str]:
        """How much of each section has been read, by section id: `none`, `some` or `all`. Reads it through."""
        if self._seen:
            for part in self._opened.document.parts:
                if part.size <= HUGE:
                    part.items.read()
            self.count()
        return {part.id: HALF_READ for part in self._opened.document.parts if part.id} | dict(self.known_marks())

    def known_marks(self) -> Mapping[str, str]:
        """The same of those sections that can be told of without reading any further."""
        if not self._seen:
            return {part.id: UNREAD for part in self._opened.document.parts if part.id}
        return {section: self._mark(section) for section in self._unread}

    def _mark(self, section: str) -> str:
        left = len(self._unread[section])
        return READ if not left else HALF_READ if left < self._lengths[section] else UNREAD

    def count(self) -> None:
        """Count what is unread of the sections that have been read through."""
        for _ in self.counting():
            pass

    def counting(self) -> Iterator[None]:
        """The same, a paragraph at a time."""
        for part in self._opened.document.parts:
            if part.id and part.id not in self._unread and part.items.is_complete:
                all_of_it: set[int] = set()
                for item in part.items:
                    if item.paragraph:
                        all_of_it.add(digest(item.block.text))
                        yield
                self._unread[part.id] = all_of_it - self._seen
                self._lengths[part.id] = len(all_of_it)

    def what_to_keep(self) -> Callable[[], None]:
        """Keeps what has been read since the last `save`, in whatever thread it is called, or never is."""
        new, briefing = frozenset(self._new), self._opened.briefing.id  # a copy: more may be read meanwhile
        return lambda: self._state.note_seen(briefing, new) if new else None

    def save(self) -> None:
        """Keep what has been read since the last time."""
        new, self._new = self._new, set()  # at once: it may be called from another thread, while more is read
        if new:
            self._state.note_seen(self._opened.briefing.id, new)
