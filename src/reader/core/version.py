"""What a briefing says paragraph by paragraph, in the form in which two versions of it are compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from reader.core.block import Block, NameOf, SpanKind
from reader.core.briefing import Briefing
from reader.core.text import read_blocks

SUMMARY = ""
"""Stands for the summary of a briefing where others have the id of a section."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, heading, table or piece of code, by its words.

    `section` is its section's id, empty for the summary; `number` counts from 1 there, as notes and addresses count.
    `leads` are the sources it cites and the addresses it leads to, in order.
    """

    section: str
    number: int
    text: str
    leads: tuple[str, ...] = ()


def paragraphs(briefing: Briefing, name_of: NameOf) -> tuple[Paragraph, ...]:
    """All paragraphs of a briefing that have words, the summary's first."""
    bodies = [(SUMMARY, briefing.summary), *((section.id, section.body) for section in briefing.sections)]
    return tuple(one for section, body in bodies for one in _paragraphs(section, read_blocks(body, name_of)))


def _paragraphs(section: str, blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for number, block in enumerate(blocks, 1):
        if block.text:
            leads = tuple(span.target for span in block.spans if span.kind in _LEADS)
            yield Paragraph(section, number, block.text, leads)


_LEADS = frozenset({SpanKind.CITATION, SpanKind.LINK, SpanKind.BRIEFING})


def with_sources(found: Iterable[Paragraph], renamed: Mapping[str, str]) -> tuple[Paragraph, ...]:
    """The same paragraphs with sources under their new ids."""
    if not renamed:
        return tuple(found)
    return tuple(replace(one, leads=tuple(renamed.get(lead, lead) for lead in one.leads)) for one in found)
