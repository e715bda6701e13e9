"""From what a person says of a place (a section, a paragraph, a quote) to the place; or what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from reader.core.anchoring.anchor import Passage, Place
from reader.core.anchoring.quotation import find_quote, nearest_text, spans_paragraphs
from reader.core.note import Target
from reader.core.safe_text import safe_line
from reader.errors import NotFoundError, UsageError
from reader.library.opening import OpenBriefing

_MOST_NAMED = 5


def target_named(
    opened: OpenBriefing, section: str = "", paragraph: int = 0, quote: str = "", entity: str = ""
) -> Target:
    """What a new note is on: a quote, a paragraph, a section, an entity, or the briefing.

    Raises `NotFoundError` for what is not there and `UsageError` for a quote that stands in several places.
    """
    briefing = opened.briefing
    if absent := opened.absent(section, paragraph):
        raise NotFoundError(absent)
    if entity:
        if opened.entity(entity) is None:
            raise NotFoundError(f'No entity "{safe_line(entity)}" is described in {briefing.id} or its library.')
        return Target(briefing.id, briefing.edition, entity=entity)
    if quote or paragraph:
        return opened.target_at(place_named(opened, section, paragraph, quote))
    return Target(briefing.id, briefing.edition, section or None)


def place_named(opened: OpenBriefing, section: str, paragraph: int, quote: str) -> Place:
    """The one place of a quote, in a section or paragraph if these are named; without a quote, the whole paragraph.

    Raises as `target_named` does.
    """
    if not quote.strip() and not paragraph:
        raise UsageError("Say which words: --quote needs some.")
    if absent := opened.absent(section, paragraph):
        raise NotFoundError(absent)
    if not quote.strip():
        return Place(section, paragraph, 0, len(opened.paragraph(section, paragraph)))
    passages = [one for one in opened.passages() if section in ("", one.section) and paragraph in (0, one.number)]
    places = find_quote(passages, quote)
    if len(places) > 1:
        raise UsageError(_several(opened.briefing.id, quote, places))
    if not places:
        raise NotFoundError(_nowhere(opened.briefing.id, section, passages, quote))
    return places[0]


def _several(briefing: str, quote: str, places: Sequence[Place]) -> str:
    """What to say of a quote that stands in several places, and how to say which is meant."""
    addresses = list(dict.fromkeys(f"{briefing}#{place.section}/p{place.paragraph}" for place in places))
    named = ", ".join(addresses[:_MOST_NAMED]) + (" …" if len(addresses) > _MOST_NAMED else "")
    which = f"name the section or paragraph ({named}), or quote" if len(addresses) > 1 else f"it is in {named}: quote"
    return f"“{_short(quote)}” stands {len(places)} times in {briefing}; {which} more of the words around it."


def _nowhere(briefing: str, section: str, passages: Sequence[Passage], quote: str) -> str:
    where = f"{briefing}#{section}" if section else briefing
    said = f"“{_short(quote)}” is not in {where}."
    if spans_paragraphs(passages, quote):
        return f"{said} It goes over more than one paragraph: a note stands on words of one."
    nearest = nearest_text(passages, quote)
    return f"{said} The nearest is “{_short(nearest)}”." if nearest else said


def _short(text: str) -> str:
    line = safe_line(text)
    return line if len(line) <= 160 else f"{line[:160]}…"
