"""A screen of cells as a small SVG that asks nobody for anything: no font, no script, nothing from elsewhere."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from string import ascii_lowercase
from typing import NamedTuple, TypeVar

from rich.cells import cell_len, get_character_cell_size
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import SVG_EXPORT_THEME

WIDE, HIGH = 10, 19
"""Points of a cell."""
EDGE = 12
"""Points around the screen."""
FONT = "DejaVu Sans Mono,Menlo,Consolas,Noto Sans Mono CJK SC,monospace"
SIZE = 16.6
"""Points of the letters: those of most fonts of one width are then as wide as a cell."""
BASELINE = 15


class Pen(NamedTuple):
    """How letters are drawn: a colour as `#rrggbb`, and the CSS of their style."""

    colour: str
    style: str


Look = TypeVar("Look")


class Run(NamedTuple):
    """Letters in a row that are drawn the same way: the column of the first, the ground as `#rrggbb`."""

    column: int
    text: str
    pen: Pen
    ground: str


def draw(rows: Sequence[Iterable[Segment]], columns: int, title: str) -> str:
    """The rows as a picture. The same rows give the same bytes."""
    runs = [list(_runs(row)) for row in rows]
    ground = _commonest((run.ground, run.text) for row in runs for run in row)
    pens = {
        _commonest((run.pen, run.text) for row in runs for run in row if run.text.strip() and not run.pen.style): ""
    }
    lines = [line for y, row in enumerate(runs) for line in _letters(row, y, pens)]
    width, height = columns * WIDE + 2 * EDGE, len(rows) * HIGH + 2 * EDGE
    styles = f"text{{white-space:pre;font:{SIZE}px {FONT}}}" + "".join(
        f"{f'.{name}' if name else 'text'}{{fill:{pen.colour};{pen.style}}}" for pen, name in pens.items()
    )
    box = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" {box}>',
            f"<title>{html.escape(title)}</title><style>{styles}</style>",
            f'<rect width="{width}" height="{height}" rx="8" fill="{ground}"/>',
            *_grounds(runs, ground),
            *lines,
            "</svg>\n",
        )
    )


def _runs(row: Iterable[Segment]) -> Iterator[Run]:
    column = 0
    drawn = ((segment.text, *_look(segment.style or Style())) for segment in row if not segment.control)
    for (pen, ground), same in groupby(drawn, lambda one: one[1:]):
        text = "".join(one[0] for one in same)
        yield Run(column, text, pen, ground)
        column += cell_len(text)


def _look(style: Style) -> tuple[Pen, str]:
    """The pen and the ground of a style, also of one that swaps them."""
    colour, ground = _hex(style.color, is_letters=True), _hex(style.bgcolor, is_letters=False)
    if style.reverse:
        colour, ground = ground, colour
    css = ("font-weight:bold;" if style.bold else "", "font-style:italic;" if style.italic else "")
    return Pen(colour, f"{''.join(css)}{'text-decoration:underline;' if style.underline else ''}"), ground


def _hex(colour: Color | None, *, is_letters: bool) -> str:
    return (colour or Color.default()).get_truecolor(SVG_EXPORT_THEME, foreground=is_letters).hex


def _commonest(drawn: Iterable[tuple[Look, str]]) -> Look:
    """That with which most cells are drawn."""
    cells: Counter[Look] = Counter()
    for look, text in drawn:
        cells[look] += cell_len(text)
    return cells.most_common(1)[0][0]


def _grounds(runs: Iterable[Iterable[Run]], ground: str) -> Iterator[str]:
    """A path for each ground that is not that of the whole."""
    shapes: dict[str, str] = {}
    for y, row in enumerate(runs):
        for colour, same in groupby(row, lambda run: run.ground):
            if colour != ground:
                stretch = list(same)
                width = sum(cell_len(run.text) for run in stretch) * WIDE
                left, top = EDGE + stretch[0].column * WIDE, EDGE + y * HIGH
                shapes[colour] = f"{shapes.get(colour, '')}M{left} {top}h{width}v{HIGH}h-{width}z"
    return (f'<path fill="{colour}" d="{shape}"/>' for colour, shape in shapes.items())


def _letters(row: Iterable[Run], y: int, pens: dict[Pen, str]) -> Iterator[str]:
    """The letters of a row. Each stretch is told its length, so that cells stay cells in every font."""
    for run in row:
        column = run.column
        for kind, same in groupby(run.text, _kind):
            text = "".join(same)
            cells = cell_len(text)
            shown = text if run.pen.style.endswith("underline;") else text.rstrip()
            first = column + cell_len(shown) - cell_len(shown.lstrip()) if shown.strip() else column
            shown = shown.lstrip() if shown.strip() else shown
            if shown:
                name = pens.setdefault(run.pen, _name(len(pens) - 1))
                name = f' class="{name}"' if name else ""
                length = cell_len(shown) * WIDE
                fit = _FITS.get(kind, "")
                yield (
                    f'<text{name} x="{EDGE + first * WIDE}" y="{EDGE + y * HIGH + BASELINE}" '
                    f'textLength="{length}"{fit}>{html.escape(shown, quote=False)}</text>'
                )
            column += cells


_FITS = {"sign": ' lengthAdjust="spacingAndGlyphs"', "wide": ' style="font-size:18px"'}
"""What signs and wide letters need, to fill their cells."""


def _kind(char: str) -> str:
    """What is drawn alike: letters of one cell, letters of two, signs (bars, arrows) that must fill their cells."""
    if get_character_cell_size(char) == 2:
        return "wide"
    return "letter" if char < "\u0590" or "\u2010" <= char <= "\u2027" or char.isalpha() else "sign"


def _name(number: int) -> str:
    return ascii_lowercase[number] if number < 26 else f"{ascii_lowercase[number // 26 - 1]}{number % 26}"
