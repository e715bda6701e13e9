"""`v`: select a stretch of the text by keys, to write a note on it or to copy it."""

from __future__ import annotations

from collections.abc import Callable

from reader.core.anchoring.anchor import Place
from reader.core.reading.document import Item
from reader.core.value import Value
from reader.tui.actions import SELECTING
from reader.tui.features.desk import Desk, Feature
from reader.tui.text.decor import Decor
from reader.tui.text.inking import Ink
from reader.tui.text.pager import Spot
from reader.tui.text.selection import Selection, cells_of, offset_at, place_of
from reader.tui.text.text_units import Stretch, grapheme_edges, sentences, words


class Selected(Value):
    """What is selected. `place` is None where notes cannot point: in a dossier, in a title, among the sources."""

    text: str
    place: Place | None


class Selecting(Feature):
    """The stretch that is being selected, in one item of the text that is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._selection: Selection | None = None
        self._cell: int | None = None
        """The cell that moves by lines aim at, while one follows another."""

    @property
    def selected(self) -> Selected | None:
        """What is selected; None where nothing is."""
        selection = self._selection
        item = self.desk.view.cursor.item(selection.spot) if selection else None
        if selection is None or item is None:
            return None
        part = self.desk.document.parts[selection.spot.part]
        has_place = self.desk.shows_briefing and item.paragraph > 0 and part.id
        place = Place(part.id, item.paragraph, selection.start, selection.end) if has_place else None
        return Selected(item.block.text[selection.start : selection.end], place)

    @property
    def place(self) -> Place | None:
        """What a note is on now: the selection, else the whole marked paragraph; None where the text takes no notes."""
        if (selected := self.selected) is not None:
            return selected.place
        cursor = self.desk.view.cursor
        item, part = cursor.item(cursor.marker), self.desk.document.parts[cursor.marker.part]
        if not self.desk.shows_briefing or item is None or not item.paragraph:
            return None
        return Place(part.id, item.paragraph, 0, len(item.block.text))

    def decor(self) -> Decor:
        """The stretch, the end of it that moves, and a bar beside its lines."""
        one = self._selection
        if one is None:
            return Decor()
        inks = (Ink(one.start, one.end, "document--selection"), Ink(*one.head_stretch, "document--selection-end"))
        return Decor(inks={one.spot: inks}, bars={one.spot: (one.start, one.end)})

    def shown(self) -> None:
        """Another text has nothing selected."""
        self._end()

    def changed(self) -> None:
        """The same text has other notes; what is selected stays where its words are the same."""
        one = self._selection
        item = self.desk.view.cursor.item(one.spot) if one else None
        if one is not None and (item is None or len(item.block.text) != one.edges[-1]):
            self._end()

    def give_up(self) -> bool:
        """Select nothing any more; False where nothing was."""
        if self._selection is None:
            return False
        self.end()
        return True

    def end(self) -> None:
        """Select nothing any more."""
        self._end()
        self.desk.mark()
        self.desk.hint()

    def _end(self) -> None:
        self._selection, self.desk.mode = None, ""

    # Beginning

    def select(self) -> None:
        """Begin with the link in focus, or with the first letter in sight of the marked paragraph; or begin anew."""
        if self._selection is not None:
            self._take(self._selection.restarted())
            return
        cursor = self.desk.view.cursor
        spot, item = cursor.marker, cursor.item(cursor.marker)
        if item is None or not item.block.text or not any(row.spot == spot for row in cursor.rows):
            self.desk.say("There is no text at the marker to select from: move it with } or {.")
            return
        self.desk.bring_up_text()
        self.desk.view.focus()
        link = cursor.focused_link()
        edges = grapheme_edges(item.block.text)
        selection = Selection(spot, edges, 0, 0)
        start = link.start if link else self._first_in_sight(spot)
        self._take(selection.over((start, link.end if link else start)))

    def _first_in_sight(self, spot: Spot) -> int:
        rows = (row for row in self.desk.view.cursor.rows if row.spot == spot)
        return next((part.start for row in rows for part in row.line if part.start >= 0 and part.text.strip()), 0)

    def _take(self, selection: Selection) -> None:
        self._selection, self.desk.mode = selection, SELECTING
        view = self.desk.view
        view.cursor.reveal(selection.spot, selection.head_stretch[0])
        self.desk.mark()
        view.moved()
        self.desk.hint()

    # Extending

    def _change(self, change: Callable[[Selection, Item], Selection], edge: str = "") -> None:
        before = self._selection
        item = self.desk.view.cursor.item(before.spot) if before else None
        if before is None or item is None:
            self.desk.say(f"Begin to select first: {self.desk.keys.first('select')}")
            return
        self._cell = None
        after = change(before, item)
        self._take(after)
        if after == before and edge:
            self.desk.say(edge)

    def select_right(self) -> None:
        """Move the end by one letter to the right."""
        self._change(lambda one, _: one.moved(1), _END)

    def select_left(self) -> None:
        """Move the end by one letter to the left."""
        self._change(lambda one, _: one.moved(-1), _START)

    def select_word(self) -> None:
        """Move the end on to the end of a word."""
        self._change(lambda one, item: one.past_units(self._words(item)), _END)

    def select_word_back(self) -> None:
        """Move the end back by a word."""
        self._change(lambda one, item: one.before_units(self._words(item)), _START)

    def _words(self, item: Item) -> list[Stretch]:
        return words(item.block.text, ((link.start, link.end) for link in self.desk.document.links(item)))

    def select_sentence(self) -> None:
        """Move the end on to the end of a sentence."""
        self._change(lambda one, item: one.past_units(sentences(item.block.text)), _END)

    def select_sentence_back(self) -> None:
        """Move the end back by a sentence."""
        self._change(lambda one, item: one.before_units(sentences(item.block.text)), _START)

    def select_to_end(self) -> None:
        """Move the end to the end of the paragraph."""
        self._change(lambda one, _: one.moved(len(one.edges)), _END)

    def select_to_start(self) -> None:
        """Move the end to the start of the paragraph."""
        self._change(lambda one, _: one.moved(-len(one.edges)), _START)

    def select_other_end(self) -> None:
        """Let the other end move from now on."""
        self._change(lambda one, _: one.swapped())

    def select_down(self) -> None:
        """Move the end one line down."""
        self._move_by_line(1)

    def select_up(self) -> None:
        """Move the end one line up."""
        self._move_by_line(-1)

    def _move_by_line(self, step: int) -> None:
        aim = self._cell

        def by_line(one: Selection, item: Item) -> Selection:
            cells = cells_of(self.desk.view.cursor.pager.lines(one.spot), item.block.text, one.edges)
            line, cell = place_of(cells, one.head_stretch[0])
            self._cell = cell if aim is None else aim
            offset = offset_at(cells, line + step, self._cell, step)
            return one.reaching(offset) if offset is not None else one.moved(step * len(one.edges))

        self._change(by_line, _END if step > 0 else _START)


_END = "The end of the paragraph: a selection stays in one."
_START = "The start of the paragraph: a selection stays in one."
