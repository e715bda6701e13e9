"""Moving through the text: lines, pages, paragraphs, sections, links. A list that has the focus takes what fits it."""

from __future__ import annotations

from collections.abc import Callable

from reader.tui.features.desk import Desk, Feature
from reader.tui.text.pager import Spot


class Moving(Feature):
    """The motions that every text has. A key that waits behind itself is obeyed with it: one motion for all of them.

    `repeats` takes the keys that wait and gives how many they were.
    """

    def __init__(self, desk: Desk, repeats: Callable[[], int]) -> None:
        super().__init__(desk)
        self._repeats = repeats

    def _times(self) -> int:
        return 1 + self._repeats()

    def _moved(self, moved: bool, edge: str) -> None:
        self.desk.bring_up_text()
        if moved:
            self.desk.view.moved()
        else:
            self.desk.say(edge)

    def _repeat(self, step: Callable[[], bool]) -> bool:
        """Take a step as often as was asked for; False where not even one could be taken."""
        taken = [step() for _ in range(self._times())]
        return any(taken)

    # Lines and pages

    def _scroll(self, lines: int) -> None:
        if rows := self.desk.list_in_focus:
            rows.move(lines)
            return
        self._moved(
            self.desk.view.cursor.scroll_lines(lines), "The end of the text." if lines > 0 else "The beginning."
        )

    def _page(self, pages: float) -> None:
        if rows := self.desk.list_in_focus:
            rows.move(int(pages * rows.page) or (1 if pages > 0 else -1))
            return
        self._moved(
            self.desk.view.cursor.scroll_pages(pages), "The end of the text." if pages > 0 else "The beginning."
        )

    def line_down(self) -> None:
        """Scroll one line down."""
        self._scroll(self._times())

    def line_up(self) -> None:
        """Scroll one line up."""
        self._scroll(-self._times())

    def page_down(self) -> None:
        """Scroll one page down."""
        self._page(self._times())

    def page_up(self) -> None:
        """Scroll one page up."""
        self._page(-self._times())

    def half_page_down(self) -> None:
        """Scroll half a page down."""
        self._page(0.5 * self._times())

    def half_page_up(self) -> None:
        """Scroll half a page up."""
        self._page(-0.5 * self._times())

    def top(self) -> None:
        """Go to the beginning."""
        if rows := self.desk.list_in_focus:
            rows.move_to_end(last=False)
            return
        self.desk.view.cursor.go_to(Spot(0, 0))
        self.desk.view.moved()

    def bottom(self) -> None:
        """Go to the end."""
        if rows := self.desk.list_in_focus:
            rows.move_to_end(last=True)
            return
        self.desk.view.cursor.go_to_bottom()
        self.desk.view.moved()

    # Paragraphs, sections, links

    def next_paragraph(self) -> None:
        """Mark the next paragraph."""
        self._moved(self._repeat(lambda: self.desk.view.cursor.step_paragraph(1)), "The last paragraph.")

    def previous_paragraph(self) -> None:
        """Mark the previous paragraph."""
        self._moved(self._repeat(lambda: self.desk.view.cursor.step_paragraph(-1)), "The first paragraph.")

    def next_section(self) -> None:
        """Go to the next section."""
        place = self.desk.view.cursor.marker.part + 1
        if place < len(self.desk.view.document.parts):
            self.desk.go_to_part(place)
        else:
            self.desk.say("The last section.")

    def previous_section(self) -> None:
        """Go to the beginning of this section, or, from there, to the section before."""
        cursor = self.desk.view.cursor
        place = cursor.marker.part
        if cursor.pager.top >= Spot(place, 1) or cursor.pager.top.part < place:
            self.desk.go_to_part(place if cursor.pager.top >= Spot(place, 1) else place - 1)
        elif place > 0:
            self.desk.go_to_part(place - 1)
        else:
            self.desk.say("The first section.")

    def next_link(self) -> None:
        """Put the focus on the next entity or link."""
        self.desk.view.focus()
        self._step_link(1, "down")

    def previous_link(self) -> None:
        """Put the focus on the previous entity or link."""
        self.desk.view.focus()
        self._step_link(-1, "up")

    def _step_link(self, step: int, way: str) -> None:
        cursor = self.desk.view.cursor
        moved = self._repeat(lambda: cursor.step_link(step))
        self._moved(moved, f"No entity or link further {way}.")
        if moved and cursor.focused_link() is None:
            self.desk.say("No entity or link up to here; the same key looks further.")

    def give_up(self) -> bool:
        """Take the focus off the link; False where no link has it."""
        dropped = self.desk.view.cursor.drop_link()
        if dropped:
            self.desk.view.moved()
        return dropped
