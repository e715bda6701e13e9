"""Which stretches of an item's text look how: emphasis, entities, notes, matches, the selection, the link in focus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from rich.cells import cell_len, set_cell_size

from reader.core.reading.document import Item, Link, LinkKind, Role
from reader.core.text.block import BlockKind, SpanKind
from reader.core.value import Value
from reader.tui.text.fragment import Fragment


class Ink(Value):
    """A stretch of an item's text and the look it has there; of several that overlap, the last lies on top.

    `label` is drawn in place of the text, in as many cells.
    """

    start: int
    end: int
    look: str
    label: str = ""


_SPANS = {
    SpanKind.EMPHASIS: "document--emphasis",
    SpanKind.STRONG: "document--strong",
    SpanKind.CODE: "document--code",
}
_ROLES = {
    Role.TITLE: "document--title",
    Role.BYLINE: "document--dim",
    Role.LEAD: "document--lead",
    Role.HEADING: "document--heading",
}
_LINKS = {LinkKind.BRIEFING: "document--link", LinkKind.WEB: "document--link"}
DECORATIONS = {
    "rule": "document--rule",
    "note": "document--note",
    "chart": "document--chart",
}


def base_look(item: Item) -> str:
    """The look of an item's text where nothing else lies on it."""
    if item.block.kind is BlockKind.HEADING:
        return "document--heading"
    if item.block.kind is BlockKind.CODE:
        return "document--code"
    return _ROLES.get(item.role, "")


def inks(item: Item, links: Sequence[Link], kind_of: Mapping[str, str]) -> list[Ink]:
    """The inks that an item has by itself: its emphasis and its links, entities in the colour of their kind."""
    found = [Ink(span.start, span.end, _SPANS[span.kind]) for span in item.block.spans if span.kind in _SPANS]
    return found + [Ink(link.start, link.end, _link_look(link, kind_of)) for link in links if link.start < link.end]


def _link_look(link: Link, kind_of: Mapping[str, str]) -> str:
    """The look of a link: that of the entity's kind, of doubt where it may be several, or of any other link."""
    if link.kind is not LinkKind.ENTITY:
        return _LINKS.get(link.kind, "")
    if len(link.targets) > 1:
        return "document--ambiguous"
    kind = kind_of.get(link.targets[0])
    return f"document--{kind}" if kind else "document--unknown"


def ink_fragment(fragment: Fragment, base: str, layers: Iterable[Ink]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A fragment of text in pieces of one combination of looks each, from the bottom layer to the top one."""
    start, end = fragment.start, fragment.start + len(fragment.text)
    over = [ink for ink in layers if ink.start < end and ink.end > start]
    bottom = (base,) if base else ()
    if not over:
        yield fragment.text, bottom
        return
    cuts = {start, end, *(min(max(edge, start), end) for ink in over for edge in (ink.start, ink.end))}
    for first, last in pairwise(sorted(cuts)):
        here = [ink for ink in over if ink.start <= first and ink.end >= last]
        text = fragment.text[first - start : last - start]
        for ink in here:
            if ink.label:
                text = set_cell_size(ink.label[first - ink.start :], cell_len(text))
        yield text, (*bottom, *(ink.look for ink in here))
