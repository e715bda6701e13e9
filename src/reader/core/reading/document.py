"""A briefing or a dossier laid out as parts and items: what the text view scrolls through, and what `show` prints.

A part is the front page, a section, or an appendix such as the sources; an item is one block with its role. Items come
as they are asked for, so that the first screen of a huge briefing does not wait for its end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import accumulate

from reader.core.format.briefing import Chart
from reader.core.text.batch import Batch
from reader.core.text.block import Block, BlockKind, Span, SpanKind
from reader.core.text.mentions import Mention
from reader.core.value import Value, field


class Role(Enum):
    """What an item is for, and so how it looks."""

    TITLE = auto()
    BYLINE = auto()
    LEAD = auto()
    HEADING = auto()
    BODY = auto()
    FIGURES = auto()
    CHART = auto()
    CAPTION = auto()
    ENTRY = auto()


class Item(Value):
    """One block in its role. `paragraph` is its number in its section, from 1; 0 where notes cannot point into it.

    `chart` is what the text of the block says, for who can draw it.
    """

    block: Block
    role: Role = Role.BODY
    paragraph: int = 0
    chart: Chart | None = None


class LinkKind(Enum):
    """What following a link does."""

    ENTITY = auto()
    BRIEFING = auto()
    SOURCE = auto()
    WEB = auto()


class Link(Value):
    """A stretch of an item's text that leads somewhere. `targets` are ids or an address; several where ambiguous."""

    start: int
    end: int
    kind: LinkKind
    targets: tuple[str, ...]


class LazyItems:
    """Items read by batches as far as they have been asked for; of a batch, only those asked for are made."""

    def __init__(self, batches: Iterable[Batch[Item]]) -> None:
        self._rest: Iterator[Batch[Item]] | None = iter(batches)
        self._batches: list[Batch[Item]] = []
        self._firsts: list[int] = []
        """The place of the first item of each batch."""
        self._starts: list[int] = []
        """Code points before each batch."""
        self._made: dict[int, Item] = {}
        self.known = 0
        """How many items are known to be there."""
        self.length = 0
        """Code points in them."""

    @classmethod
    def of(cls, items: Iterable[Item]) -> LazyItems:
        """Items that are made one by one anyhow."""
        return cls(map(alone, items))

    def get(self, place: int) -> Item | None:
        """The item at `place` (from 0), or None past the end. It is made once."""
        found = self._made.get(place)
        if found is not None or place < 0:
            return found
        while place >= self.known and self._rest is not None:
            self._read_batch()
        if place >= self.known:
            return None
        batch, within = self._at(place)
        found = self._made[place] = batch.make(within)
        return found

    def _at(self, place: int) -> tuple[Batch[Item], int]:
        """The batch that holds an item, and the item's place in it."""
        at = bisect_right(self._firsts, place) - 1
        return self._batches[at], place - self._firsts[at]

    def find_end(self) -> int:
        """How many items there are; none of a row of paragraphs is made."""
        while self._rest is not None:
            self._read_batch()
        return self.known

    def read(self) -> None:
        """Make all of them."""
        if not self.is_complete:
            for place in range(self.find_end()):
                self.get(place)

    def texts(self, place: int = 0) -> Iterator[tuple[int, Sequence[str]]]:
        """The texts of all items, a batch at a time from that of the item at `place` on; with each where it begins.

        Read as they are asked for; nothing is made.
        """
        while place >= self.known and self._rest is not None:
            self._read_batch()
        at = bisect_right(self._firsts, place) - 1 if self._firsts else 0
        while self._is_batch(at):
            yield self._firsts[at], self._texts(at)
            at += 1

    def _texts(self, at: int) -> Sequence[str]:
        """The texts of a batch; those of items that have been made are not read again."""
        first, batch = self._firsts[at], self._batches[at]
        places = range(first, first + batch.number)
        is_made = not batch.row and all(one in self._made for one in places)
        return [self._made[one].block.text for one in places] if is_made else batch.texts()

    def count(self, words: str, most: int) -> int:
        """How often words stand in the paragraphs; once there are `most`, no more are counted."""
        found = at = 0
        while found < most and self._is_batch(at):
            batch = self._batches[at]
            if batch.row:
                found += batch.count(words)
            elif batch.paragraph:
                found += sum(text.count(words) for text in self._texts(at))
            at += 1
        return found

    def near(self, place: int, reach: int) -> tuple[Item, ...]:
        """The paragraph at a place, with more than `reach` code points of paragraphs before it and after it.

        At least one paragraph on each side, where there is one; fewer code points only where there are no more.
        """
        before, after = self._beside(place, -1, reach), self._beside(place, 1, reach)
        return tuple(item for one in (*reversed(before), place, *after) if (item := self.get(one)))

    def _beside(self, place: int, step: int, reach: int) -> list[int]:
        """The places of so many paragraphs on one side, the nearest first."""
        found: list[int] = []
        while reach >= 0 and (item := self.get(place + step)) and item.paragraph:
            place += step
            reach -= len(item.block.text) + 1
            found.append(place)
        return found

    def _is_batch(self, at: int) -> bool:
        """Whether there is a batch of that number, from 0."""
        while at >= len(self._batches) and self._rest is not None:
            self._read_batch()
        return at < len(self._batches)

    def _read_batch(self) -> None:
        batch = next(self._rest, None) if self._rest is not None else None
        if batch is None:
            self._rest = None
        elif batch.number:
            self._batches.append(batch)
            self._firsts.append(self.known)
            self._starts.append(self.length)
            self.known += batch.number
            self.length += batch.length

    @property
    def is_complete(self) -> bool:
        """Whether all of them have been made."""
        return self._rest is None and len(self._made) == self.known

    def length_before(self, place: int) -> int:
        """About how many code points stand before an item that is known: no fewer than before those that precede it."""
        if not 0 < place < self.known:
            return self.length if place > 0 else 0
        batch, within = self._at(place)
        return self._starts[bisect_right(self._firsts, place) - 1] + batch.length * within // batch.number

    def place_of(self, paragraph: int) -> int | None:
        """The place of the paragraph of that number, or None. They stand one after another."""
        first = next((place for place, item in enumerate(self) if item.paragraph), None)
        item = self.get(first + paragraph - 1) if first is not None and paragraph else None
        return None if item is None or first is None or item.paragraph != paragraph else first + paragraph - 1

    def __iter__(self) -> Iterator[Item]:
        place = 0
        while (item := self.get(place)) is not None:
            yield item
            place += 1


def alone(item: Item) -> Batch[Item]:
    """A batch of one item."""
    return Batch(1, len(item.block.text) + 1, lambda _: item, lambda: (item.block.text,))


class Part(Value, eq=False):
    """A stretch of a document with a name. `id` is a section's id, or empty for the front page and appendices.

    `size` is about how long it is, in code points, for showing how far a reader has come.
    """

    id: str
    title: str
    items: LazyItems
    size: int = 1


Mentions = Callable[[Block], tuple[Mention, ...]]


class Document(Value, eq=False):
    """What the text view shows. `key` names it in the history; `mentions` finds the entities that a block names."""

    key: str
    title: str
    parts: tuple[Part, ...]
    mentions: Mentions
    _links: dict[int, tuple[Link, ...]] = field(default_factory=dict)
    _places: dict[str, int] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)

    def links(self, item: Item) -> tuple[Link, ...]:
        """The links in an item of the document, in order, found once."""
        found = self._links.get(id(item))
        if found is None:
            found = self._links[id(item)] = self.links_in(item.block)
        return found

    def links_in(self, block: Block) -> tuple[Link, ...]:
        """The links in any block, in order; a citation takes no room and stands at its offset."""
        named = (Link(m.start, m.end, LinkKind.ENTITY, m.entities) for m in self.mentions(block))
        return tuple(sorted((*named, *written_links(block)), key=lambda link: (link.start, link.end)))

    def named_in(self, items: Iterable[Item]) -> Iterator[str]:
        """The ids of the entities that items name, mention by mention; of an ambiguous name all that it may be."""
        links = (link for item in items for link in self.links(item) if link.kind is LinkKind.ENTITY)
        return (entity for link in links for entity in link.targets)

    def part(self, part_id: str) -> int | None:
        """The place of the part with that id."""
        if not self._places:
            self._places.update((part.id, place) for place, part in reversed([*enumerate(self.parts)]))
        return self._places.get(part_id) if part_id else None

    def paragraph(self, section_id: str, number: int) -> tuple[int, int] | None:
        """The part, and the place in it, of a paragraph of a section; None where there is none."""
        part = self.part(section_id)
        place = self.parts[part].items.place_of(number) if part is not None else None
        return None if part is None or place is None else (part, place)

    def item(self, part: int, place: int) -> Item | None:
        """The item at a place of a part, both from 0; None where there is none."""
        return self.parts[part].items.get(place) if 0 <= part < len(self.parts) else None

    @property
    def starts(self) -> Sequence[int]:
        """About how many code points stand before each part, and at last before the end."""
        if not self._starts:
            self._starts.extend(accumulate((part.size for part in self.parts), initial=0))
        return self._starts


_KINDS = {SpanKind.BRIEFING: LinkKind.BRIEFING, SpanKind.CITATION: LinkKind.SOURCE, SpanKind.LINK: LinkKind.WEB}


def written_links(block: Block) -> Iterator[Link]:
    """The links and citations that the author wrote into a block, without the entities that it names."""
    return (link for span in block.spans if (link := _link(span)) is not None)


def _link(span: Span) -> Link | None:
    kind = _KINDS.get(span.kind)
    return None if kind is None else Link(span.start, span.end, kind, (span.target,))


def entry(text: str, *spans: Span, role: Role = Role.ENTRY, lead: str = "") -> Item:
    """An item of one line of text that is not a paragraph of the briefing."""
    return Item(Block(BlockKind.PARAGRAPH, text, spans, lead, " " * len(lead)), role)


def heading(text: str, *spans: Span) -> Item:
    """A heading inside a part."""
    return Item(Block(BlockKind.HEADING, text, spans, level=3), Role.HEADING)
