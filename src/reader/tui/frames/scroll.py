"""Text that moved up or down, found and sent as a scroll of the terminal instead of as cells.

Found by comparing rows, within the columns that changed, as curses does (`hashmap.c`); or told by the program, which
knows that its text moved. Either way it is only used where the whole frame becomes shorter by it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from reader.tui.frames.cells import BLANK, REST, Grid
from reader.tui.frames.encoder import Encoder
from reader.tui.frames.pen import Pens

FEW_ROWS = 3
"""Changes of fewer rows are not looked at for a scroll."""


@dataclass(frozen=True, slots=True)
class Move:
    """A rectangle of cells (columns `left` to `right`, rows `top` to `bottom`, ends exclusive) whose rows went up by
    `rows`, or down where that is negative.
    """

    left: int
    top: int
    right: int
    bottom: int
    rows: int

    @property
    def is_possible(self) -> bool:
        """Whether anything of the rectangle is left after the move."""
        return 0 < abs(self.rows) < self.bottom - self.top and self.left < self.right


def found_move(shown: Grid, wanted: Grid, rows: list[int]) -> Move | None:
    """The move that most of the changed rows agree on, if there is one."""
    if len(rows) < FEW_ROWS:
        return None
    left, right = _columns(shown, wanted, rows)
    before: dict[tuple[tuple[str, ...], tuple[int, ...]], list[int]] = {}
    for y in range(rows[0], rows[-1] + 1):
        before.setdefault(_key(shown, y, left, right), []).append(y)
    votes: Counter[int] = Counter()
    matched: dict[int, list[int]] = {}
    for y in rows:
        origins = before.get(_key(wanted, y, left, right), ())
        if len(origins) == 1 and origins[0] != y and any(glyph != BLANK for glyph in wanted.glyphs[y][left:right]):
            votes[origins[0] - y] += 1
            matched.setdefault(origins[0] - y, []).append(y)
    if not votes:
        return None
    by, count = votes.most_common(1)[0]
    if count < 2:
        return None
    first, last = matched[by][0], matched[by][-1]
    return Move(left, min(first, first + by), right, max(last, last + by) + 1, by)


def _columns(shown: Grid, wanted: Grid, rows: list[int]) -> tuple[int, int]:
    """The columns from the first changed cell of any row to the last one."""
    left, right = wanted.width, 0
    for y in rows:
        pairs = zip(shown.glyphs[y], wanted.glyphs[y], shown.pens[y], wanted.pens[y], strict=True)
        changed = [x for x, (a, b, c, d) in enumerate(pairs) if a != b or c != d]
        left, right = min(left, changed[0]), max(right, changed[-1] + 1)
    return left, right


def _key(grid: Grid, y: int, left: int, right: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    return tuple(grid.glyphs[y][left:right]), tuple(grid.pens[y][left:right])


def whole_rows(move: Move, width: int) -> Move:
    """The same move over the full width, for a terminal that cannot scroll columns alone."""
    return replace(move, left=0, right=width)


def splits_glyph(grid: Grid, move: Move) -> bool:
    """Whether an edge of the rectangle runs through a wide glyph."""
    edges = [x for x in (move.left, move.right) if 0 < x < grid.width]
    return any(grid.glyphs[y][x] == REST for y in range(move.top, move.bottom) for x in edges)


def moved(shown: Grid, move: Move, pen: int) -> Grid:
    """What the terminal shows after the move; the rows that came in are blank, drawn with `pen`."""
    after = shown.copy()
    for y in range(move.top, move.bottom):
        origin = y + move.rows
        glyphs, pens = list(shown.glyphs[y]), list(shown.pens[y])
        if move.top <= origin < move.bottom:
            glyphs[move.left : move.right] = shown.glyphs[origin][move.left : move.right]
            pens[move.left : move.right] = shown.pens[origin][move.left : move.right]
        else:
            glyphs[move.left : move.right] = [BLANK] * (move.right - move.left)
            pens[move.left : move.right] = [pen] * (move.right - move.left)
        after.glyphs[y], after.pens[y] = glyphs, pens
    return after


def incoming_pen(wanted: Grid, move: Move, pens: Pens, *, bce: bool) -> int:
    """The pen whose background most of the cells that come in want; without BCE they come in the default one."""
    if not bce:
        return 0
    rows = range(move.bottom - move.rows, move.bottom) if move.rows > 0 else range(move.top, move.top - move.rows)
    used = Counter(pens.blank(pen) for y in rows for pen in wanted.pens[y][move.left : move.right])
    pen = used.most_common(1)[0][0]
    return pen if pens.is_plain_blank(pen) else 0


def send_move(out: Encoder, move: Move, pen: int, size: tuple[int, int]) -> None:
    """Write the sequences that make the terminal do the move: DECSTBM, DECSLRM, then SU or SD, or line feeds.

    The rows go on being the scroll region: the next move is probably of the same ones.
    """
    width, height = size
    is_narrow = (move.left, move.right) != (0, width)
    out.use_ground(pen)
    out.bound((move.top, move.bottom) if (move.top, move.bottom) != (0, height) else None)
    if is_narrow:
        out.write(f"\x1b[?69h\x1b[{move.left + 1};{move.right}s")
        out.cursor = None  # setting margins sends the cursor home
    out.scroll(move.rows, move.left, height)
    if is_narrow:
        out.write("\x1b[?69l")
        out.cursor = None
