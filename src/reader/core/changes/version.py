"""What a briefing says paragraph by paragraph, in the form in which two versions of it are compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reader.core.format.briefing import Briefing
from reader.core.text.block import Block, NameOf, SpanKind
from reader.core.text.bodies import read_blocks
from reader.core.value import Value, replace

SUMMARY = ""
"""Stands for the summary of a briefing where others have the id of a section."""


class Paragraph(Value):
    """One paragraph, heading, table or piece of code, by its words.

    `section` is its section's id, empty for the summary; `number` counts from 1 there, as notes and addresses count.
    `leads` are the sources it cites and the addresses it leads to, in order.
    """

    section: str
    number: int
    text: str
    leads: tuple[str, ...] = ()


def paragraphs(briefing: Briefing, name_of: NameOf, renamed: Mapping[str, str] | None = None) -> tuple[Paragraph, ...]:
    """All paragraphs of a briefing that have words, the summary's first; `renamed` gives sources another id."""
    bodies = [(SUMMARY, briefing.summary), *((section.id, section.body) for section in briefing.sections)]
    return tuple(
        one for section, body in bodies for one in _paragraphs(section, read_blocks(body, name_of), renamed or {})
    )


def _paragraphs(section: str, blocks: Iterable[Block], renamed: Mapping[str, str]) -> Iterator[Paragraph]:
    for number, block in enumerate(blocks, 1):
        if block.text:
            leads = tuple(renamed.get(span.target, span.target) for span in block.spans if span.kind in _LEADS)
            yield Paragraph(section, number, block.text, leads)


_LEADS = frozenset({SpanKind.CITATION, SpanKind.LINK, SpanKind.BRIEFING})


def with_sources(briefing: Briefing, renamed: Mapping[str, str]) -> Briefing:
    """The same briefing with figures, charts and events that name sources by their new ids."""

    def rename(records: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(one, source=renamed.get(one.source, one.source)) for one in records)

    sections = tuple(
        replace(section, figures=rename(section.figures), charts=rename(section.charts))
        for section in briefing.sections
    )
    return replace(briefing, sections=sections, events=rename(briefing.events)) if renamed else briefing
