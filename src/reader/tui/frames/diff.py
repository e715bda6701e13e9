"""From the cells that a terminal shows to the cells that are wanted, in as few bytes as are found.

As curses, tmux and mosh do: only cells that changed; of the ways to move the cursor the shortest; blanks erased where
that is shorter; the pen changed only where it differs. And where a pen is needed in many places, its cells are left out
at first and then drawn all in a row: a move costs a third of a change of pen and back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, pairwise
from math import inf
from operator import ne, or_

from reader.tui.frames.cells import BLANK, REST, Grid, narrow, steady
from reader.tui.frames.encoder import Encoder
from reader.tui.frames.pen import Pens

FEW_CELLS = 6
"""Cells up to which drawing over them may be shorter than stepping over them."""
FEW_BLANKS = 8
"""Runs of blanks up to this long are drawn, not erased."""
DETOUR = 9
"""Bytes for which cells are stepped over and come back to, about."""


Columns = dict[int, list[int]]
"""Some columns of some rows, both in order."""


def changed_cells(shown: Grid, wanted: Grid, rows: Iterable[int]) -> Columns:
    """The cells that must be drawn; of a wide glyph always both, and all behind one whose width is uncertain."""
    return {y: _changed(shown, wanted, y) for y in rows if not shown.row_equals(y, wanted)}


def _changed(shown: Grid, wanted: Grid, y: int) -> list[int]:
    old, new = shown.glyphs[y], wanted.glyphs[y]
    differ = map(or_, map(ne, old, new), map(ne, shown.pens[y], wanted.pens[y]))
    columns = list(compress(range(wanted.width), differ))
    if not steady("".join(old + new)):  # where the terminal took other cells for them, nobody knows what stands there
        first = next(x for x in range(wanted.width) if not steady(old[x] + new[x]))
        columns = [*(x for x in columns if x < first), *range(first, wanted.width)]
    if REST not in new:
        return columns
    halves = {x - 1 if new[x] == REST else x + 1 for x in columns if REST in new[x : x + 2]}
    return sorted({*columns, *halves})


def pens_for_later(changed: Columns, wanted: Grid, pens: Pens) -> list[int]:
    """The pens whose cells are probably cheaper to draw after all the others; none where nothing would be saved."""
    stretches = Counter(pen for y, columns in changed.items() for pen in _stretches(columns, wanted, y, pens))
    if len(stretches) < 2:
        return []
    (base, _), *others = stretches.most_common()
    found = []
    for pen, count in others:
        if pens.is_plain_blank(pen) and pens.blank(pen) == pen:
            continue  # it draws the blanks, too
        price = len(pens.change(base, pen)) + len(pens.change(pen, base))
        if (count - 1) * price > count * DETOUR:
            found.append(pen)
    return found


def _stretches(columns: Iterable[int], wanted: Grid, y: int, pens: Pens) -> Iterator[int]:
    """The pens of a row's changed cells, one after another; blanks are drawn with any pen."""
    glyphs, row, last = wanted.glyphs[y], wanted.pens[y], -1
    for x in columns:
        if row[x] != last and not (glyphs[x] == BLANK and pens.is_plain_blank(row[x])):
            last = row[x]
            yield last


class Drawing:
    """Draws with an encoder what is wanted on a terminal."""

    def __init__(self, out: Encoder, shown: Grid, wanted: Grid) -> None:
        self._out, self._shown, self._wanted = out, shown, wanted
        self._later: dict[int, set[int]] = {}
        """The columns of each row that are drawn further on; what stands there until then is of no account."""

    def draw(self, changed: Columns, later: Sequence[int] = (), most: float = inf) -> None:
        """Draw cells: those of the pens in `later` after all others, and pen after pen. Ends beyond `most` bytes."""
        layers = self._layers(changed, later) if later else [changed]
        self._later = {y: {x for layer in layers[1:] for x in layer.get(y, ())} for y in changed} if later else {}
        for layer in layers:
            for y, columns in layer.items():
                if self._later:
                    self._later[y].difference_update(columns)
                self._row(y, columns)
                if self._out.size > most:
                    return

    def _layers(self, changed: Columns, later: Sequence[int]) -> list[Columns]:
        """The changed columns of each row, by when they are drawn."""
        place: dict[int, int] = {}
        for number, pen in enumerate(later, 1):
            place[pen] = number
            blank = self._out.pens.blank(pen)
            if not self._out.pens.is_plain_blank(blank):  # an underlined blank goes with the letters around it
                place.setdefault(blank, number)
        layers: list[Columns] = [{} for _ in range(len(later) + 1)]
        for y, columns in changed.items():
            pens = self._wanted.pens[y]
            for x in columns:
                layers[place.get(pens[x], 0)].setdefault(y, []).append(x)
        return layers

    def _row(self, y: int, columns: list[int]) -> None:
        tail = self._tail(y)
        ends = [x for x in columns if x >= tail]
        erases = bool(ends) and ends[-1] - max(tail, ends[0]) >= 3
        for start, stop in self._joined(y, columns[: len(columns) - len(ends)] if erases else columns):
            self._draw(y, start, stop)
        if erases:
            self._erase_tail(y, ends[0])

    def _joined(self, y: int, columns: list[int]) -> Iterator[tuple[int, int]]:
        """Columns one beside the other as stretches, start and end (exclusive); blanks are joined over other blanks."""
        start = end = -1
        for x in columns:
            if x != end and not (start >= 0 and self._is_blank(y, end - 1, x + 1)):
                if start >= 0:
                    yield start, end
                start = x
            end = x + 1
        if start >= 0:
            yield start, end

    def _is_blank(self, y: int, start: int, stop: int) -> bool:
        glyphs, pens = self._wanted.glyphs[y], self._wanted.pens[y]
        return glyphs[start] == BLANK and all(glyphs[x] == BLANK and pens[x] == pens[start] for x in range(start, stop))

    def _tail(self, y: int) -> int:
        """The column from which a row is blank to its end and can be erased at once."""
        glyphs, pens = self._wanted.glyphs[y], self._wanted.pens[y]
        x, pen = self._wanted.width, pens[-1]
        if not self._can_erase(pen):
            return x
        while x and glyphs[x - 1] == BLANK and pens[x - 1] == pen:
            x -= 1
        return x

    def _can_erase(self, pen: int) -> bool:
        pens = self._out.pens
        return pens.is_plain_blank(pen) and (self._out.terminal.bce or not pens[pen].bg)

    def _erase_tail(self, y: int, x: int) -> None:
        """Erase from column `x` on, or from where the cursor stands, if what is between is blank or drawn later."""
        self._out.use_ground(self._wanted.pens[y][-1])
        cursor = self._out.cursor
        if not (cursor and cursor[1] == y and cursor[0] <= x and self._may_blank(y, cursor[0], x)):
            self._move(x, y)
        self._out.write("\x1b[K")

    def _may_blank(self, y: int, start: int, stop: int) -> bool:
        glyphs, pens, later = self._wanted.glyphs[y], self._wanted.pens[y], self._later.get(y, ())
        return all(x in later or (glyphs[x] == BLANK and pens[x] == pens[-1]) for x in range(start, stop))

    def _move(self, x: int, y: int) -> None:
        cursor = self._out.cursor
        if cursor == (x, y):
            return
        is_ahead = cursor is not None and cursor[1] == y and cursor[0] < x
        between = self._over(y, cursor[0], x) if cursor and is_ahead else None
        self._out.move(x, y, between, None if is_ahead else self._over(y, 0, x))

    def _step(self, x: int, y: int) -> None:
        """Go to a cell near by over what the pen in hand draws, which the next pen may not."""
        cursor = self._out.cursor
        if cursor and cursor[1] == y and cursor[0] < x and (between := self._over(y, cursor[0], x)) is not None:
            self._out.move(x, y, between)

    def _over(self, y: int, start: int, stop: int) -> str | None:
        """What stands between two columns, if the pen in hand draws it: a blank where something is drawn later."""
        if stop - start > FEW_CELLS:
            return None
        glyphs, pens, later = self._wanted.glyphs[y], self._wanted.pens[y], self._later.get(y, ())
        pen = self._out.pen
        blank = self._out.pens.blank(pen)
        text = ""
        for x in range(start, stop):
            if x in later:
                text += BLANK
            elif pens[x] == (blank if glyphs[x] == BLANK else pen) and narrow(glyphs[x]) and glyphs[x] != REST:
                text += glyphs[x]
            else:
                return None
        return text

    def _draw(self, y: int, start: int, end: int) -> None:
        glyphs, pens = self._wanted.glyphs[y], self._wanted.pens[y]
        blank = self._out.pens.blank
        x = start
        while x < end:
            pen = pens[x]
            if glyphs[x] == BLANK:
                pen = self._pen_of_blanks(glyphs, pens, x, end)
            stop = x + 1
            while stop < end and (pens[stop] == pen or (glyphs[stop] == BLANK and pens[stop] == blank(pen))):
                stop += 1
            self._draw_stretch(glyphs, pen, y, x, stop)
            x = stop

    def _pen_of_blanks(self, glyphs: list[str], pens: list[int], x: int, end: int) -> int:
        """The pen to draw blanks with: the one in hand, or the next glyph's, where a blank looks the same with it."""
        pen, blank = pens[x], self._out.pens.blank
        if blank(self._out.pen) == pen:
            return self._out.pen
        while x < end and glyphs[x] == BLANK and pens[x] == pen:
            x += 1
        return pens[x] if x < end and blank(pens[x]) == pen else pen

    def _draw_stretch(self, glyphs: list[str], pen: int, y: int, x: int, stop: int) -> None:
        """Draw cells of one pen; erase the blanks at their end where they are many and the row goes on elsewhere."""
        last = stop
        while last > x and glyphs[last - 1] == BLANK:
            last -= 1
        blanks = stop - last
        ground = self._out.pens.blank(pen)
        # tmux blanks the cell before the rest of a glyph when that is drawn over, whatever was erased there.
        parts_glyph = self._shown.glyphs[y][stop : stop + 1] == [REST]
        erases = blanks > FEW_BLANKS and self._out.terminal.ech and self._can_erase(ground) and not parts_glyph
        self._put(glyphs, pen, y, x, last if erases else stop)
        if erases:
            self._out.move(last, y)
            self._out.use_ground(ground)
            self._out.write(f"\x1b[{blanks}X")

    def _put(self, glyphs: list[str], pen: int, y: int, x: int, stop: int) -> None:
        """Draw glyphs; after one whose width terminals disagree about, say again where the next one stands."""
        if x >= stop:
            return
        unsteady = [place for place in range(x, stop) if not steady(glyphs[place])]
        for place, following in pairwise([*unsteady, stop]):
            end = min(stop, place + 1 + (glyphs[place + 1 : place + 2] == [REST]))
            if following == stop or following - end > 1:  # a script of such glyphs is drawn by words, not by letters
                self._put_plain(glyphs, pen, y, x, end)
                self._out.cursor, x = None, end
        if x < stop:
            self._put_plain(glyphs, pen, y, x, stop)

    def _put_plain(self, glyphs: list[str], pen: int, y: int, x: int, stop: int) -> None:
        if self._out.cursor != (x, y):
            if self._out.pen != pen:
                self._step(x, y)
                self._out.use(pen)
            self._move(x, y)
        self._out.use(pen)
        self._out.write("".join(glyphs[x:stop]))
        # At the right edge terminals differ in where the cursor is said to stand.
        self._out.cursor = (stop, y) if stop < len(glyphs) else None
