"""What a terminal shows and what it should show: frames go in, the bytes that bring the one to the other come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import inf

from reader.tui.frames.cells import Grid
from reader.tui.frames.diff import Columns, Drawing, changed_cells, pens_for_later
from reader.tui.frames.encoder import Encoder, Left
from reader.tui.frames.parse import Painter
from reader.tui.frames.pen import Pens
from reader.tui.frames.scroll import (
    Move,
    found_move,
    incoming_pen,
    moved,
    send_move,
    splits_glyph,
    whole_rows,
)
from reader.tui.frames.terminal import Terminal


class FrameScreen:
    """The cells wanted, and the cells known to be shown. Knows no file and no thread."""

    def __init__(self, width: int, height: int, terminal: Terminal) -> None:
        self.terminal = terminal
        self.pens = Pens()
        self._painter = Painter(self.pens)
        self._wanted = Grid(width, height)
        self._shown: Grid | None = None
        self._is_wanted = False
        self._left = Left()
        self._touched: set[int] = set()
        self._move: Move | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self._wanted.width, self._wanted.height

    @property
    def is_dirty(self) -> bool:
        """Whether anything may have to be sent; before the first frame nothing has."""
        is_behind = self._shown is None or bool(self._touched) or self._must_move
        return self._is_wanted and is_behind

    @property
    def _must_move(self) -> bool:
        """Whether the cursor is wanted elsewhere. At home it is wanted by nobody: there frames leave it otherwise."""
        return self._painter.cursor not in ((0, 0), self._left.cursor)

    def paint(self, frame: str) -> None:
        """Draw a frame onto the cells wanted."""
        self._touched |= self._painter.paint(frame, self._wanted)
        self._is_wanted = True

    def resize(self, width: int, height: int) -> None:
        """Begin with an empty screen of another size."""
        if (width, height) != self.size:
            self._wanted = Grid(width, height)
            self.forget()

    def forget(self) -> None:
        """Know no longer what the terminal shows: the next change draws everything."""
        self._shown = None
        self._move = None

    def hint(self, move: Move) -> None:
        """Be told that a rectangle of the cells wanted has moved; several in a row add up."""
        earlier = self._move
        if earlier and (earlier.left, earlier.top, earlier.right, earlier.bottom) == (
            move.left,
            move.top,
            move.right,
            move.bottom,
        ):
            move = Move(move.left, move.top, move.right, move.bottom, move.rows + earlier.rows)
        self._move = move

    def seed(self, snapshot: str) -> None:
        """Take it that the terminal was cleared and then shown a snapshot."""
        self._shown = Grid(*self.size)
        Painter(self.pens).paint(snapshot, self._shown)
        self._left = Left()
        self._touched = set(range(self.size[1]))

    def snapshot(self) -> str:
        """What shows the present screen on a cleared terminal of this size, whatever terminal it is."""
        plain = Terminal(bce=False, ech=False, regions=False, scrolls=False)
        out = Encoder(plain, self.pens, absolute=True)
        blank = Grid(*self.size)
        Drawing(out, blank, self._wanted).draw(changed_cells(blank, self._wanted, range(self.size[1])))
        out.use(0)
        return out.text

    def changes(self) -> str:
        """The bytes that bring the terminal from what it shows to what is wanted, and are then taken as sent."""
        touched, self._touched = sorted(self._touched), set()
        hinted, self._move = self._move, None
        shown = self._shown
        if shown is None:
            out = self._afresh()
        else:
            rows = [y for y in touched if not shown.row_equals(y, self._wanted)]
            out = self._shortest(shown, rows, hinted)
            for y in rows:
                shown.take_row(y, self._wanted)
        if self._painter.cursor != (0, 0):
            out.move(*self._painter.cursor)
        self._left = out.left
        return out.text

    def rest(self) -> str:
        """What makes the terminal scroll as a whole again, as all but frames expect of it."""
        out = self._encoder()
        out.bound(None)
        self._left = out.left
        return out.text

    def _afresh(self) -> Encoder:
        """Clear the terminal in the background that most cells have, and draw the rest."""
        width, height = self.size
        used = Counter(self.pens.blank(pen) for row in self._wanted.pens for pen in row)
        pen = used.most_common(1)[0][0] if used else 0
        ground = pen if self.terminal.bce and self.pens.is_plain_blank(pen) else 0
        out = Encoder(self.terminal, self.pens)
        out.write("\x1b[r\x1b[m")
        out.use(ground)
        out.write("\x1b[2J")
        self._shown = Grid(width, height, ground)
        changed = changed_cells(self._shown, self._wanted, range(height))
        Drawing(out, self._shown, self._wanted).draw(changed, pens_for_later(changed, self._wanted, self.pens))
        for y in range(height):
            self._shown.take_row(y, self._wanted)
        return out

    def _shortest(self, shown: Grid, rows: list[int], hinted: Move | None) -> Encoder:
        """The shortest way found: with and without a move, then row by row or some pens after all others."""
        moves = self._moves(shown, rows, hinted) if self.terminal.regions else ()
        found: list[tuple[Encoder, Grid, Columns, Move | None]] = []
        for move in (*moves, None):
            after = moved(shown, move, self._incoming(move)) if move else shown
            changed = changed_cells(
                after, self._wanted, sorted({*rows, *range(move.top, move.bottom)}) if move else rows
            )
            out = self._drawn(after, changed, move, (), min((one[0].size for one in found), default=inf))
            found.append((out, after, changed, move))
        out, after, changed, move = min(found, key=lambda one: one[0].size)
        if later := pens_for_later(changed, self._wanted, self.pens):
            return min(out, self._drawn(after, changed, move, later, out.size), key=lambda way: way.size)
        return out

    def _drawn(self, after: Grid, changed: Columns, move: Move | None, later: Sequence[int], most: float) -> Encoder:
        """The move, and the cells that are left to draw `after` it."""
        out = self._encoder()
        if move:
            send_move(out, move, self._incoming(move), self.size)
        Drawing(out, after, self._wanted).draw(changed, later, most)
        return out

    def _incoming(self, move: Move) -> int:
        return incoming_pen(self._wanted, move, self.pens, bce=self.terminal.bce)

    def _encoder(self) -> Encoder:
        return Encoder(self.terminal, self.pens, self._left)

    def _moves(self, shown: Grid, rows: list[int], hinted: Move | None) -> Iterator[Move]:
        """The moves worth trying: what the program said, and what the rows look like where that is not plainly true."""
        if not rows:
            return
        is_possible = hinted and hinted.is_possible and hinted.right <= self.size[0] and hinted.bottom <= self.size[1]
        if hinted and is_possible:
            yield self._fitting(shown, hinted)
            if self._is_true(shown, hinted):
                return
        found = found_move(shown, self._wanted, rows)
        if found and found.is_possible and found != hinted:
            yield self._fitting(shown, found)

    def _fitting(self, shown: Grid, move: Move) -> Move:
        """The same move as this terminal can do it."""
        width, _ = self.size
        if self.terminal.margins and (move.left, move.right) != (0, width) and not splits_glyph(shown, move):
            return move
        return whole_rows(move, width)

    def _is_true(self, shown: Grid, move: Move) -> bool:
        """Whether most of the rows of a rectangle are now where they are said to have moved."""
        stays = range(max(move.top, move.top - move.rows), min(move.bottom, move.bottom - move.rows))
        pairs = ((shown.glyphs[y + move.rows], self._wanted.glyphs[y]) for y in stays)
        same = sum(old[move.left : move.right] == new[move.left : move.right] for old, new in pairs)
        return 2 * same > len(stays)
