"""The way to what has not been read yet: the next paragraph that was never in sight, in any edition."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice, takewhile

from reader.tui.features.desk import Feature
from reader.tui.text.cursor import START
from reader.tui.text.pager import Spot

FARTHEST = 50_000
"""Paragraphs that are looked at for one key, so that no text holds it up."""


class Unreading(Feature):
    """Goes on where reading has not been."""

    def next_unread(self) -> None:
        """Go to the next unread paragraph, from the end of the text on to its beginning."""
        desk = self.desk
        if not desk.shows_briefing:
            desk.say("What is unread is told of a briefing's own text.")
            return
        spot = next((spot for spot in islice(self._from_here(), FARTHEST) if self._is_unread(spot)), None)
        if spot is None:
            desk.say("All of it has been read.")
            return
        desk.bring_up_text()
        is_back = spot < desk.view.cursor.marker
        desk.view.cursor.go_to(spot)
        desk.view.moved()
        desk.say("From the beginning: the first unread paragraph." if is_back else "The next unread paragraph.")

    def _is_unread(self, spot: Spot) -> bool:
        item = self.desk.view.cursor.item(spot)
        return item is not None and bool(item.paragraph) and not self.desk.progress.is_read(item.block.text)

    def _from_here(self) -> Iterator[Spot]:
        """The spots from the marker on, then those from the beginning up to it."""
        marker = self.desk.view.cursor.marker
        return chain(self._on_from(marker), takewhile(lambda spot: spot < marker, self._on_from(START)))

    def _on_from(self, spot: Spot) -> Iterator[Spot]:
        here: Spot | None = spot
        while here is not None:
            yield here
            here = self.desk.view.cursor.pager.after(here)
