"""Commands that move: paragraphs, sections, what was found."""

from __future__ import annotations

from reader.cli.plain.table import Table
from reader.core.reading.find import matches


class Moving:
    """The place among what was found is that of the reader."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._found_in: object = None
        self._found: list[tuple[int, int]] = []

    def next_paragraph(self, _: str) -> None:
        """Tell the next paragraph."""
        table = self._table
        if table.document.item(table.part, table.item + 1) is not None:
            table.go(table.part, table.item + 1)
        elif table.part + 1 < len(table.document.parts):
            table.go(table.part + 1)
        else:
            table.tell("The end of the text.")

    def previous_paragraph(self, _: str) -> None:
        """Tell the paragraph before."""
        table = self._table
        if table.item > 0:
            table.go(table.part, table.item - 1)
        elif table.part > 0:
            self._go_to_end_of(table.part - 1)
        else:
            table.tell("The beginning.")

    line_down = page_down = half_page_down = next_paragraph
    line_up = page_up = half_page_up = previous_paragraph

    def _go_to_end_of(self, part: int) -> None:
        self._table.go(part, self._table.document.parts[part].items.find_end() - 1)

    def next_unread(self, _: str) -> None:
        """Tell the next paragraph that was never read, from the end of the text on to its beginning."""
        table = self._table
        if not table.shows_briefing:
            table.tell("What is unread is told of a briefing's own text.")
            return
        unread = [
            (part, place)
            for part, one in enumerate(table.document.parts)
            for place, item in enumerate(one.items)
            if item.paragraph and not table.progress.is_read(item.block.text)
        ]
        after = [one for one in unread if one > (table.part, table.item)]
        if unread:
            table.go(*(after or unread)[0])
        else:
            table.tell("All of it has been read.")

    def next_section(self, _: str) -> None:
        """Tell the beginning of the next section."""
        if self._table.part + 1 < len(self._table.document.parts):
            self._table.go(self._table.part + 1)
        else:
            self._table.tell("The last section.")

    def previous_section(self, _: str) -> None:
        """Tell the beginning of this section, or from there of the one before."""
        self._table.go(max(0, self._table.part - (self._table.item == 0)))

    def section(self, number: str) -> None:
        """Go to a section of the briefing by its number."""
        sections = self._table.opened.briefing.sections
        if 0 < int(number) <= len(sections):
            self._table.go_to_section(sections[int(number) - 1].id)
        else:
            self._table.tell(f"There is no section {number}: there are {len(sections)}.")

    def top(self, _: str) -> None:
        """Go to the beginning."""
        self._table.go(0)

    def bottom(self, _: str) -> None:
        """Go to the end."""
        self._go_to_end_of(len(self._table.document.parts) - 1)

    def find(self, wanted: str) -> None:
        """Find a text, and tell the first paragraph from here that has it."""
        document = self._table.document
        self._found = list(dict.fromkeys((part, item) for part, item, _, _ in matches(document, wanted)))
        self._found_in = document
        self._step([one for one in self._found if one >= (self._table.part, self._table.item)] or self._found)

    def next_match(self, _: str) -> None:
        """Tell the next paragraph that was found."""
        self._step([one for one in self._found if one > (self._table.part, self._table.item)] or self._found)

    def previous_match(self, _: str) -> None:
        """Tell the paragraph before that was found."""
        before = [one for one in self._found if one < (self._table.part, self._table.item)]
        self._step((before or self._found)[-1:])

    def _step(self, towards: list[tuple[int, int]]) -> None:
        if not towards or self._found_in is not self._table.document:
            self._table.tell("Nothing found.")
            return
        self._table.tell(f"{self._found.index(towards[0]) + 1} of {len(self._found)}")
        self._table.go(*towards[0])
