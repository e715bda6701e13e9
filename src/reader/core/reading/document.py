"""A briefing or a dossier laid out as parts and items: what the text view scrolls through, and what `show` prints.

A part is the front page, a section, or an appendix such as the sources; an item is one block with its role. Items come
as they are asked for, so that the first screen of a huge briefing does not wait for its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto

from reader.core.format.briefing import Chart
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


class Lazy:
    """Items read from an iterator as far as they have been asked for."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items: list[Item] = []
        self._ends: list[int] = []
        self._rest: Iterator[Item] | None = iter(items)

    def get(self, place: int) -> Item | None:
        """The item at `place` (from 0), or None past the end."""
        if place >= len(self._items) and self._rest is not None:
            self.read(place + 1 - len(self._items))
        return self._items[place] if 0 <= place < len(self._items) else None

    def read(self, count: int | None = None) -> None:
        """Read `count` more items, or all of them."""
        for item in self._rest or ():
            self._items.append(item)
            self._ends.append(self.length + len(item.block.text) + 1)
            if count is not None:
                count -= 1
                if count <= 0:
                    return
        self._rest = None

    @property
    def is_complete(self) -> bool:
        """Whether the end has been read."""
        return self._rest is None

    @property
    def length(self) -> int:
        """Code points in the items that have been read."""
        return self._ends[-1] if self._ends else 0

    def length_before(self, place: int) -> int:
        """Code points in the items before `place`."""
        return self._ends[place - 1] if place > 0 else 0

    @property
    def known(self) -> int:
        """How many items have been read."""
        return len(self._items)

    def __iter__(self) -> Iterator[Item]:
        place = 0
        while (item := self.get(place)) is not None:
            yield item
            place += 1


class Part(Value, eq=False):
    """A stretch of a document with a name. `id` is a section's id, or empty for the front page and appendices.

    `size` is about how long it is, in code points, for showing how far a reader has come.
    """

    id: str
    title: str
    items: Lazy
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

    def part(self, part_id: str) -> int | None:
        """The place of the part with that id."""
        if not self._places:
            self._places.update((part.id, place) for place, part in reversed([*enumerate(self.parts)]))
        return self._places.get(part_id) if part_id else None


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


def heading(text: str) -> Item:
    """A heading inside a part."""
    return Item(Block(BlockKind.HEADING, text, level=3), Role.HEADING)
