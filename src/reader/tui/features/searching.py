"""Searching the library from the text, and going to what was found with its words marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.library import Address
from reader.storage.index.definitions import text_of, title_of
from reader.tui.features.desk import Desk, Feature
from reader.tui.features.going import Going
from reader.tui.features.indexing import Indexing
from reader.tui.text.decor import Decor
from reader.tui.text.inking import Ink
from reader.tui.text.pager import Spot

if TYPE_CHECKING:
    from reader.core.search.terms import Needle
    from reader.storage.index.found import Hit
    from reader.tui.lists.search_screen import SearchScreen


class Searching(Feature):
    """The search that is open or was last, and the words marked in the paragraph that it led to."""

    def __init__(self, desk: Desk, going: Going, indexing: Indexing) -> None:
        super().__init__(desk)
        self._going, self._indexing = going, indexing
        self._open: SearchScreen | None = None
        self._typed = ""
        self._spot: Spot | None = None

    def search(self) -> None:
        """Search the whole library."""
        from reader.tui.lists.search_screen import SearchScreen

        self._indexing.look()
        self._open = SearchScreen(self.desk.library.catalogue, self.desk.behind, self._typed)
        self.desk.open_over(self._open, self._go)

    def library_changed(self) -> None:
        """Search again in what is known now."""
        if self._open is not None:
            self._open.refill()

    def _go(self, hit: Hit | None) -> None:
        self._typed = self._open.typed if self._open else ""
        self._open = None
        if hit is None:
            return
        if hit.path is not None:
            self._going.open_address(Address(hit.path, hit.section, hit.paragraph))
        elif hit.entity:
            self._going.open_dossier(hit.entity)
        else:
            place = f"/p{hit.paragraph}" if hit.paragraph else ""
            self._going.open_target(f"{hit.briefing}#{hit.section}{place}" if hit.section else hit.briefing)
        self._mark(hit)

    def _mark(self, hit: Hit) -> None:
        """Mark the words in the paragraph; those that stand in none are gone to, wherever the briefing has them."""
        self._spot = None
        if self.desk.shows_briefing and self.desk.opened.briefing.id == hit.briefing:
            if hit.paragraph:
                self._spot = self.desk.spot_of(hit.section, hit.paragraph)
            elif hit.in_ == "briefing" and self._needles():
                self._go_beside(hit)
        self.desk.mark()

    def _go_beside(self, hit: Hit) -> None:
        """Go to words beside the paragraphs: a title, a figure, an event, a source, what is said of an entity."""
        for is_right in (self._has_all, self._found):
            self._spot = next(self._beside(hit, is_right), None)
            if self._spot is not None:
                self.desk.view.cursor.reveal(self._spot)
                self.desk.view.moved()
                return
            for entity in self.desk.opened.briefing.entities:
                if is_right(f"{title_of(entity)}\n{text_of(entity)}"):
                    self._going.open_dossier(entity.id)
                    return

    def _beside(self, hit: Hit, is_right: Callable[[str], object]) -> Iterator[Spot]:
        """The items that are right and no paragraphs: of the section found, then of what is no section.

        No other section is read for it: in a long briefing that takes its time.
        """
        parts = [one for one in enumerate(self.desk.document.parts) if one[1].id in (hit.section, "")]
        for place, part in sorted(parts, key=lambda one: one[1].id != hit.section):
            for number, item in enumerate(part.items):
                if not item.paragraph and is_right(item.block.text):
                    yield Spot(place, number)

    def _has_all(self, text: str) -> bool:
        return all(self._found(text, needle) for needle in self._needles())

    def _needles(self) -> tuple[Needle, ...]:
        from reader.core.search.query import parse_as_typed

        return parse_as_typed(self._typed).needles

    def _found(self, text: str, *needles: Needle) -> Sequence[tuple[int, int]]:
        """Where in a text the words stand that were searched for."""
        from reader.core.search.terms import find_needles

        return find_needles(text, needles or self._needles())

    def decor(self) -> Decor:
        """The words that were searched for, in the paragraph that was gone to."""
        item = self.desk.document.item(*self._spot) if self._spot else None
        if item is None or self._spot is None:
            return Decor()
        found = self._found(item.block.text)
        return Decor(inks={self._spot: tuple(Ink(start, end, "document--match-here") for start, end in found)})

    def shown(self) -> None:
        """Forget what was marked in another text."""
        self._spot = None

    def give_up(self) -> bool:
        """Take the marks off; False where there are none."""
        if self._spot is None:
            return False
        self._spot = None
        self.desk.mark()
        return True
