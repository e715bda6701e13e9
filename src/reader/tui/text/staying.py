"""The same place in a text that was read again: by its words, wherever they stand now."""

from __future__ import annotations

from collections.abc import Iterator

from reader.core.changes.comparison import Changes
from reader.core.changes.version import SUMMARY, Paragraph
from reader.core.changes.wording import word_edits
from reader.core.reading.document import Document, Item, Role
from reader.core.value import replace
from reader.library import OpenBriefing
from reader.library.revisions import changes_between
from reader.tui.text.cursor import START, ReadingPlace
from reader.tui.text.pager import Spot

Address = tuple[str, int]
"""A section's id, or nothing for the summary, and a paragraph's number there."""


def same_place(old: OpenBriefing, new: OpenBriefing, place: ReadingPlace) -> ReadingPlace:
    """Where `place` of the old text is in the new one. Where its paragraph is gone, what followed it, or stood before.

    The focus stays on a link where the paragraph it stands in is as it was.
    """
    if old.text == new.text:
        return place
    follower = _Follower(changes_between(old, new), old.document, new.document)
    top, offset = follower.follow(place.top, place.offset)
    marker, _ = follower.follow(place.marker, 0)
    is_same_item = follower.says_the_same(place.top, top)
    is_same_marked = follower.says_the_same(place.marker, marker)
    link = place.link if is_same_marked else None
    return replace(place, top=top, line=place.line if is_same_item else 0, marker=marker, link=link, offset=offset)


class _Follower:
    """Leads from the items of one document to those of another."""

    def __init__(self, changes: Changes, old: Document, new: Document) -> None:
        self._changes, self._old, self._new = changes, old, new
        pairs = changes.alignment.pairs
        self._now = {_address(changes.old[pair.old]): changes.new[pair.new] for pair in pairs}
        self._text = {_address(one): one.text for one in changes.old}

    def follow(self, spot: Spot, offset: int) -> tuple[Spot, int]:
        """The spot of the same item, and the same word in it; else the nearest item that is still there."""
        for near in self._nearest(spot):
            found = self._exact(near)
            if found is not None:
                return found, self._moved_offset(spot, offset) if near == spot else 0
        return START, 0

    def says_the_same(self, spot: Spot, now: Spot) -> bool:
        """Whether the item at a spot has its words still."""
        before, after = self._item(self._old, spot), self._item(self._new, now)
        return before is not None and after is not None and before.block.text == after.block.text

    def _nearest(self, spot: Spot) -> Iterator[Spot]:
        """The spot, those after it in its part, those before it, then the beginnings of the parts before."""
        end = self._old.parts[spot.part].items.find_end()
        yield from (Spot(spot.part, place) for place in range(spot.item, end))
        yield from (Spot(spot.part, place) for place in range(spot.item - 1, -1, -1))
        yield from (Spot(part, 0) for part in range(spot.part - 1, -1, -1))

    def _exact(self, spot: Spot) -> Spot | None:
        item = self._item(self._old, spot)
        if item is None:
            return None
        address = self._paragraph(spot, item)
        if address is None:
            return self._same_words(spot, item)
        now = self._now.get(address)
        return self._spot_of(now.section, now.number) if now else None

    def _paragraph(self, spot: Spot, item: Item) -> Address | None:
        """The address of the item, if it is a paragraph of the summary or of a section."""
        if item.role is Role.LEAD:
            items = self._old.parts[spot.part].items
            return SUMMARY, sum(_is_lead(items.get(place)) for place in range(spot.item + 1))
        return (self._old.parts[spot.part].id, item.paragraph) if item.paragraph else None

    def _spot_of(self, section: str, number: int) -> Spot | None:
        part = self._new.part(section) if section else 0
        count = 0
        for place, item in enumerate(self._new.parts[part].items if part is not None else ()):
            count += _is_lead(item)
            if part is not None and (item.paragraph or (_is_lead(item) and count)) == number:
                return Spot(part, place)
        return None

    def _same_words(self, spot: Spot, item: Item) -> Spot | None:
        """The item with the same words and role in the same part; for a title, the title whatever it says."""
        part = self._part(spot.part)
        if part is None or item.role is Role.TITLE:
            return None if part is None else Spot(part, 0)
        for place, other in enumerate(self._new.parts[part].items):
            if (other.role, other.block.text) == (item.role, item.block.text):
                return Spot(part, place)
        return None

    def _part(self, place: int) -> int | None:
        part = self._old.parts[place]
        if place == 0:
            return 0
        if part.id:
            return self._new.part(self._changes.kept.get(part.id, ""))
        named = (at for at, other in enumerate(self._new.parts) if not other.id and other.title == part.title)
        return next(named, None)

    def _moved_offset(self, spot: Spot, offset: int) -> int:
        """Where the word that stood at an offset stands now."""
        item = self._item(self._old, spot)
        address = self._paragraph(spot, item) if item and offset else None
        if address is None or address not in self._now:
            return 0 if item is None or address else offset
        shift = 0
        for edit in word_edits(self._text[address], self._now[address].text):
            if edit.old_start >= offset:
                break
            if edit.old_end > offset:  # the word itself is another one
                return edit.start
            shift = edit.end - edit.old_end
        return max(0, min(offset + shift, len(self._now[address].text)))

    @staticmethod
    def _item(document: Document, spot: Spot) -> Item | None:
        return document.item(*spot)


def _is_lead(item: Item | None) -> bool:
    return item is not None and item.role is Role.LEAD


def _address(paragraph: Paragraph) -> Address:
    return paragraph.section, paragraph.number
