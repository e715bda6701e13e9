"""An open briefing, or one section of it, as the page that is printed."""

from __future__ import annotations

from collections.abc import Mapping

from reader.core.pages.page import Page, PageNote
from reader.core.value import replace
from reader.errors import NotFoundError
from reader.library.opening import OpenBriefing


def page_of(opened: OpenBriefing, section: str = "", paragraph: int = 0, *, with_notes: bool = False) -> Page:
    """The page of a briefing or of a section by its id; that of a paragraph is its section's.

    Raises `NotFoundError` where there is no such section or paragraph.
    """
    if absent := opened.absent(section, paragraph):
        raise NotFoundError(absent)
    page = Page(opened.briefing, opened.document, opened.entities, section)
    if not with_notes:
        return page
    order = opened.section_order
    found = (PageNote(one.note, one.finding.state, one.finding.place) for one in opened.notes)
    notes = sorted(found, key=lambda one: _place_of(one, order))
    return replace(page, notes=tuple(one for one in notes if not section or _is_on(page, one)))


def _is_on(page: Page, one: PageNote) -> bool:
    """Whether a note belongs to a page of one section: it stands there, or on an entity that is named there."""
    return one.section == page.section or any(one in page.notes_on(entity.id) for entity in page.named())


def _place_of(one: PageNote, order: Mapping[str, int]) -> tuple[int, int, int, str]:
    """Where a note comes among others: as they stand in the text, and last those that stand nowhere in it."""
    paragraph, start = (one.place.paragraph, one.place.start) if one.place else (0, 0)
    return order.get(one.section, len(order)), paragraph, start, one.note.id
