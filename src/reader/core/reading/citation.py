"""A quotation with where it is from, and a locator that opens the place again."""

from __future__ import annotations

from reader.core.format.briefing import Briefing
from reader.core.reading.moments import show_moment


def locator(briefing: Briefing, section_id: str, paragraph: int = 0) -> str:
    """What `briefing-reader` opens this place with: `id#section/p3`, without what is not known."""
    section = f"#{section_id}" if section_id else ""
    return f"{briefing.id}{section}{f'/p{paragraph}' if section and paragraph else ''}"


def cite(briefing: Briefing, section_id: str, paragraph: int, quote: str) -> str:
    """`quote` with title, edition, date, section, paragraph, marking and locator, as lines of plain text."""
    section = briefing.section(section_id)
    edition = f"edition {briefing.edition}" if briefing.edition > 1 else ""
    said = (
        ", ".join(briefing.authors),
        briefing.title,
        edition,
        show_moment(briefing.date),
        section.title if section else "",
        f"¶{paragraph}" if paragraph else "",
    )
    marking = f" [{briefing.marking}]" if briefing.marking else ""
    return f"“{quote}”\n— {', '.join(filter(None, said))}.{marking}\n  {locator(briefing, section_id, paragraph)}\n"
