"""What has changed since the briefing was read last: signs in the text, counts in the contents, a list, the words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.tui.features.desk import Desk, Feature
from reader.tui.text.cursor import START
from reader.tui.text.decor import Decor
from reader.tui.text.pager import Spot

if TYPE_CHECKING:  # what compares is imported for a text that has changed: the first screen never waits for it
    from reader.core.changes.comparison import Changes
    from reader.library import OpenBriefing
    from reader.library.rereading import Rereading
    from reader.storage.state import Version
    from reader.tui.drawing.paint import Piece
    from reader.tui.lists.change_list import Groups
    from reader.tui.text.change_places import ChangePlaces

    Compared = tuple[tuple[Changes, OpenBriefing] | None, Groups]

COMPARING = "Comparing with the version read last"


def _compare(rereading: Rereading) -> Compared:
    """The changes, and how they are told; for a long briefing that takes its time."""
    from reader.core.changes.change_lines import tell

    found = rereading.compare()
    return found, tell(found[0], found[1].briefing, rereading.opened.briefing) if found else ()


class Changing(Feature):
    """The changes of the open briefing. They are looked for behind the screen, once the first one is drawn."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rereading: Rereading | None = None
        self._since = self._count = ""
        """Which version was read last, and how much has changed since, in words."""
        self._places: ChangePlaces | None = None
        self._told: Groups = ()
        self._fault = ""
        """Why nothing is known of any changes, where finding them failed."""
        self._shows_words = False
        self._settled: Version | None = None
        self._at: tuple[Spot, Spot] | None = None
        """The spot jumped to last, and where the marker was then: it cannot stand at every spot."""

    # Finding them

    def offers(self) -> Sequence[str]:
        """The list of the changes, and the way to the next."""
        return ("changes", "next_change") if self._is_shown and self.desk.shows_briefing else ()

    def moved(self) -> None:
        """Take note of the changes in sight; for a text just opened, begin to look for its changes."""
        opened = self.desk.opened
        if self._rereading is None or self._rereading.opened.text != opened.text or not self._is_of(opened):
            if opened.is_furnished:
                self._begin(opened)
        elif self._places and self.desk.shows_briefing and self._is_shown:
            by_spot = self._places.by_spot
            spots = {row.spot for row in self.desk.view.cursor.rows}
            self._rereading.look(change for spot in spots & by_spot.keys() for change in by_spot[spot])

    def _is_of(self, opened: OpenBriefing) -> bool:
        return self._rereading is not None and self._rereading.opened.path == opened.path

    def _begin(self, opened: OpenBriefing) -> None:
        self.save()
        self._rereading = rereading = self.desk.library.rereading(opened)
        self._places = self._settled = self._at = None
        self._fault = ""
        self.desk.behind.give_up(COMPARING)  # of another text, which may be a long one
        if rereading.before is not None:
            self.desk.behind.do(COMPARING, partial(_compare, rereading), partial(self._take, rereading), self._fail)

    def _fail(self, words: str) -> None:
        self._fault = words
        self.desk.say(words, warning=True)

    def _take(self, rereading: Rereading, compared: Compared) -> None:
        from reader.core.changes.change_lines import summed_up, version_line
        from reader.tui.text.change_places import ChangePlaces

        found, told = compared
        rereading.take(found[0] if found else None)
        if found is None or not rereading.listed:
            return
        self._told = told
        self._since, self._count = version_line(found[1].briefing), summed_up(rereading.listed)
        self._places = ChangePlaces(found[0], self.desk.opened.document)
        self._show()
        list_key, next_key = self.desk.keys.first("changes"), self.desk.keys.first("next_change")
        count = f"{self._count}, against {self._since}"
        self.desk.say(f"Changed since you read it: {list_key} lists, {next_key} next. {count}.")

    def _show(self) -> None:
        """Draw the text and the contents with what is known now."""
        self.desk.view.dress(self.desk.document, self.desk.decor())
        for feature in self.desk.features:
            feature.changed()

    @property
    def _is_shown(self) -> bool:
        return bool(self._rereading and self._rereading.listed)

    def save(self) -> None:
        """Keep which changes have been in sight."""
        if self._rereading is not None:
            self._rereading.save()

    # What is drawn

    def decor(self) -> Decor:
        """A sign beside each change, a line where something is gone, and, when wanted, the words."""
        places = self._places
        if places is None or not self._is_shown or not self.desk.shows_briefing:
            return Decor()
        drawn = Decor(changes=places.signs, notes=places.lines)
        if not self._shows_words:
            return drawn
        return drawn.under(Decor(notes=places.old_words, inks=places.inks))

    def badges(self) -> Mapping[int, Sequence[Piece]]:
        """How much is new, changed and gone in each part: `+2 ~3 -1`."""
        return self._places.badges if self._places and self._is_shown else {}

    # What the keys do

    def next_change(self) -> None:
        """Go to the next change."""
        self._jump(1)

    def previous_change(self) -> None:
        """Go to the previous change."""
        self._jump(-1)

    def _jump(self, step: int) -> None:
        if not self._can_show():
            return
        assert self._places
        spots = self._places.in_order
        here = self._here()
        place = bisect_right(spots, here) if step > 0 else bisect_left(spots, here) - 1
        if 0 <= place < len(spots):
            self._go_to(spots[place])
            self.desk.say(f"{place + 1} of {len(spots)}: {self._says(spots[place])}")
        else:
            self.desk.say("No change further down." if step > 0 else "No change further up.")

    def _here(self) -> Spot:
        cursor = self.desk.view.cursor
        if self._at and self._at[1] == cursor.marker:
            return self._at[0]
        is_at_start = self._at is None and cursor.pager.top == START  # the marker cannot stand on the title
        return Spot(0, -1) if is_at_start else cursor.marker

    def _go_to(self, spot: Spot) -> None:
        assert self._places
        self.desk.bring_up_text()
        view = self.desk.view
        view.cursor.reveal(spot, self._places.first_word(spot))
        self._at = (spot, view.cursor.marker)
        view.moved()

    def _says(self, spot: Spot) -> str:
        assert self._places
        changes = self._places.by_spot[spot]
        return "; ".join(one.says for _, group in self._told for one in group if one.change in changes) or "new"

    def _can_show(self) -> bool:
        """Whether there are changes to show; if not, says why."""
        if self._is_shown and self._places and self.desk.shows_briefing:
            return True
        if not self.desk.shows_briefing:
            self.desk.say("Changes are shown in the briefing's own text.")
        else:
            self.desk.say(self._why_nothing())
        return False

    def _why_nothing(self) -> str:
        rereading = self._rereading
        if self._fault:
            return self._fault
        if rereading is None or (rereading.before and rereading.changes is None):
            return "Not known yet: the two versions are still being compared."
        if rereading.is_older:
            return "You have read a later edition than this one: nothing is compared."
        if rereading.is_first:
            return "You read this briefing for the first time: there is nothing to compare it with."
        return "Nothing has changed since you read this briefing last."

    def changes(self) -> None:
        """List every change, figures and names first; Enter goes there."""
        if not self._can_show():
            return
        assert self._places
        assert self._rereading
        from reader.tui.drawing.list_screen import ListScreen
        from reader.tui.lists.change_list import change_entries

        title = f"Changed since {self._since}: {self._count}"
        self.desk.open_over(ListScreen(title, change_entries(self._told), hint="go there"), self._chosen)
        self._rereading.look(one for one in self._rereading.listed if one not in self._places.spots)

    def _chosen(self, chosen: object) -> None:
        if not isinstance(chosen, tuple) or self._places is None:
            return
        spot = self._places.spots.get(chosen[0])
        if spot is None:
            self.desk.say("This stands in a dossier, not in the text.")
        else:
            self._go_to(spot)

    def changed_words(self) -> None:
        """Show or hide the words that changed."""
        if self._can_show():
            self._shows_words = not self._shows_words
            self._show()
            self.desk.say("New words are marked, old ones stand below." if self._shows_words else "Words as they are.")

    def changes_seen(self) -> None:
        """Take all changes as seen; the same again brings them back."""
        if self._settled and self._rereading:
            self._rereading.unsettle(self._settled)
            self._settled = None
            self._show()
            self.desk.say("The changes are shown again.")
        elif self._can_show() and self._rereading:
            self._settled = self._rereading.settle()
            self._show()
            key = self.desk.keys.first("changes_seen")
            self.desk.say(f"All changes are taken as seen: {key} brings them back.")
