"""`show`: a briefing or a section as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cli.arguments import Options
from reader.cli.session import library_of, places_of
from reader.core.block import BlockKind, SpanKind
from reader.core.document import Item, Part, Role
from reader.core.presentation import source_labels
from reader.errors import NotFoundError
from reader.library.address import Address
from reader.library.library import Library


def show(options: Options) -> int:
    """Print what the target names."""
    library = library_of(places_of(options))
    return show_address(library, library.find(options.target))


def show_address(library: Library, address: Address) -> int:
    """Print a briefing, or the section of it that the address names."""
    opened = library.open(address.path)
    labels = source_labels(opened.briefing)
    place = opened.document.part(address.section) if address.section else None
    if address.section and place is None:
        raise NotFoundError(f'There is no section "{address.section}" in {opened.briefing.id}.')
    if not address.section and opened.briefing.marking:
        print(opened.briefing.marking, end="\n\n")
    parts = opened.document.parts if place is None else (opened.document.parts[place],)
    for line in text_lines(parts, labels):
        print(line)
    return 0


def text_lines(parts: tuple[Part, ...], labels: dict[str, str]) -> Iterator[str]:
    """The parts as lines: one a paragraph, blank lines between, titles underlined."""
    for number, part in enumerate(parts):
        if number:
            yield ""
        previous: Item | None = None
        for item in part.items:
            if previous is not None and not _is_tight(previous, item):
                yield ""
            yield from _item_lines(item, labels)
            previous = item


def _is_tight(before: Item, item: Item) -> bool:
    if item.role is Role.BYLINE or (before.role, item.role) == (Role.ENTRY, Role.ENTRY):
        return True
    return bool(before.block.lead.strip(" │") and item.block.lead.strip(" │"))


def _item_lines(item: Item, labels: dict[str, str]) -> Iterator[str]:
    text = cited_text(item, labels)
    if item.block.kind is BlockKind.RULE:
        text = "----"
    if item.block.kind is BlockKind.TABLE:
        text = text.replace("\t", "  ")
    for number, line in enumerate(text.split("\n")):
        yield (item.block.indent if number else item.block.lead) + line
    if item.role is Role.TITLE:
        yield "=" * len(text)


def cited_text(item: Item, labels: dict[str, str]) -> str:
    """The text of an item with its citations written into it."""
    text = item.block.text
    cited = [span for span in item.block.spans if span.kind is SpanKind.CITATION]
    for span in sorted(cited, key=lambda span: -span.start):
        text = f"{text[: span.start]}[{labels.get(span.target, span.target)}]{text[span.start :]}"
    return text
