"""What has changed in a briefing since it was read last, and what of that has been in sight.

The version read last stays the one to compare with until every change has been in sight and the reader has left, or
until the reader says that all is seen. So no change can vanish before it was seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.library.opening import OpenBriefing, present
from reader.library.progress import digest
from reader.storage.briefings import parse_briefing
from reader.storage.state import State, Version

if TYPE_CHECKING:
    from reader.core.changes.change import Change
    from reader.core.changes.comparison import Changes
    from reader.core.format.briefing import Entity


class Rereading:
    """One open briefing and the version of it that was read last. `moment` is the time now, sortable."""

    def __init__(self, opened: OpenBriefing, state: State, shared: Iterable[Entity], moment: str) -> None:
        self.opened = opened
        self._state, self._shared = state, tuple(shared)
        briefing = opened.briefing
        self._now = Version(briefing.id, briefing.edition, moment, opened.text)
        self.before: Version | None = None
        """The version read last, where that is another one and no later edition."""
        is_same = state.has_version(self._now)
        if not is_same:
            self.before = state.version(briefing.id)
        self.is_first: bool = not is_same and self.before is None
        """Whether no version is kept that was read before."""
        self.is_older: bool = self.before is not None and self.before.edition > briefing.edition
        """Whether a later edition was read last; then nothing is compared, and this one is not the one read last."""
        if self.is_older:
            self.before = None
        self.changes: Changes | None = None
        self._listed: tuple[Change, ...] = ()
        self._looked = set(state.looked(briefing.id)) if self.before else set()
        self._new: set[int] = set()

    def compare(self) -> tuple[Changes, OpenBriefing] | None:
        """What has changed, and the version read last; None where there is none to compare with.

        May take a while for a long briefing, and may run in a thread of its own.
        """
        from reader.library.revisions import changes_between  # only a text that has changed pays for it

        value = parse_briefing(self.before.text.encode(), self.opened.path).value if self.before else None
        if value is None:
            return None
        # Presented anew: what the screen shows is read as it is asked for, and not to be asked for in another thread.
        old = present(self.opened.path, value, self._shared, {})
        new = present(self.opened.path, self.opened.briefing, self._shared, {})
        return changes_between(old, new), old

    def take(self, changes: Changes | None) -> None:
        """Take up what `compare` found; nothing, where the version read last can no longer be read."""
        self.changes = changes
        self._listed = changes.listed if changes else ()
        if changes is None:
            self.before = None

    @property
    def listed(self) -> tuple[Change, ...]:
        """The changes to show; none where all were taken as seen."""
        return self._listed if self.before else ()

    def look(self, changes: Iterable[Change]) -> None:
        """Take note that changes have been in sight."""
        new = {key for change in changes if (key := _key(change)) not in self._looked}
        self._looked |= new
        self._new |= new

    @property
    def left(self) -> int:
        """How many changes have not been in sight."""
        return sum(_key(change) not in self._looked for change in self.listed)

    def settle(self) -> Version | None:
        """Take all changes as seen: what is open now is the version read last. Gives the one before, for `unsettle`."""
        before, self.before = self.before, None
        self._state.keep_version(self._now)
        return before

    def unsettle(self, before: Version) -> None:
        """Show the changes since `before` again."""
        self.before = before
        self._state.keep_version(before, is_last=True)
        self._state.note_looked(before.briefing, self._looked)
        self._new.clear()

    def save(self) -> None:
        """Keep what has been in sight; where that is all there is, what is open now is the version read last."""
        is_compared = self.before is None or self.changes is not None
        if is_compared and not self.left and not self.is_older:
            if not self._state.has_version(self._now):
                self._state.keep_version(self._now)
        elif self._new:
            self._state.note_looked(self._now.briefing, self._new)
            self._new.clear()


def _key(change: Change) -> int:
    """Stands for a change, whichever paragraph it is in by now."""
    return digest("\0".join((change.what, change.kind, change.name, change.field, change.old, change.new)))
