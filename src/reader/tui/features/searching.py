"""Searching the library from the text, and going to what was found with its words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import Address
from reader.tui.features.desk import Desk, Feature
from reader.tui.features.going import Going
from reader.tui.features.indexing import Indexing
from reader.tui.text.decor import Decor
from reader.tui.text.inking import Ink
from reader.tui.text.pager import Spot

if TYPE_CHECKING:
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
        is_there = self.desk.shows_briefing and self.desk.opened.briefing.id == hit.briefing and hit.paragraph
        self._spot = self.desk.spot_of(hit.section, hit.paragraph) if is_there else None
        self.desk.mark()

    def decor(self) -> Decor:
        """The words that were searched for, in the paragraph that was gone to."""
        item = self.desk.document.item(*self._spot) if self._spot else None
        if item is None or self._spot is None:
            return Decor()
        from reader.core.search.query import parse_as_typed
        from reader.core.search.terms import find_needles

        found = find_needles(item.block.text, parse_as_typed(self._typed).needles)
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
