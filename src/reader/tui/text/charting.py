"""A chart as lines of cells: bars half a line high, or a curve of Braille dots, as wide as the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from reader.core.format.briefing import Chart, ChartKind
from reader.core.reading.values import show_value
from reader.tui.drawing.paint import shorten
from reader.tui.text.fragment import Fragment, Line

FULL, HALF, BELOW_ZERO = "▄", "▖", "▖"
"""The cells of a bar: half as high as the line, so that bars below one another do not grow together."""
LABEL_SHARE = 3
"""A label takes at most this part of the width: a third."""
LEAST = 4
"""Cells that the longest bar has at the least, where labels give way for it."""
CURVE_ROWS = 8
TALLEST = 48
"""Cells of the longest bar: longer ones are not easier to compare."""


def chart_lines(chart: Chart, width: int) -> list[Line]:
    """The lines of a chart at most `width` cells wide."""
    is_curve = chart.kind is ChartKind.LINE and len(chart.points) > 1
    return list(_curve(chart.points, width) if is_curve else _bars(chart.points, width))


Points = Sequence[tuple[str, int | float]]


def bar(value: float, largest: float, cells: int) -> str:
    """A bar `cells` long for the largest size there is, to half a cell; a broken one for what is below zero."""
    halves = round(abs(value) / largest * cells * 2) if largest > 0 else 0
    if value < 0:
        return BELOW_ZERO * round(halves / 2)
    return FULL * (halves // 2) + HALF * (halves % 2)


def _bars(points: Points, width: int) -> Iterator[Line]:
    offset = 0
    largest = max(abs(value) for _, value in points)
    values = [show_value(value) for _, value in points]
    room = width - 3 - max(map(len, values))
    label_cells = min(max(cell_len(label) for label, _ in points), width // LABEL_SHARE, max(1, room - LEAST))
    cells = max(1, min(TALLEST, room - label_cells))
    for (label, value), shown in zip(points, values, strict=True):
        name = shorten(label, label_cells).rstrip()
        yield (
            Fragment(name, offset),
            Fragment(" " * (label_cells - cell_len(name) + 2)),
            Fragment(bar(value, largest, cells), look="chart"),
            Fragment(f" {shown}"),
        )
        offset += len(f"{label}\t{shown}\n")


def _curve(points: Points, width: int) -> Iterator[Line]:
    from plotille import Canvas  # twenty milliseconds, for those who have such a chart

    values = [value for _, value in points]
    lowest, highest = min(values), max(values)
    room = (highest - lowest) * 0.05 or 1
    scale = {0: show_value(highest), CURVE_ROWS - 1: show_value(lowest)}
    scale_cells = max(map(len, scale.values()))
    cells = max(8, width - scale_cells - 3)
    canvas = Canvas(cells, CURVE_ROWS, xmin=0, ymin=lowest - room, xmax=len(points) - 1, ymax=highest + room)
    for place in range(len(values) - 1):
        canvas.line(place, values[place], place + 1, values[place + 1])
    for number, row in enumerate(canvas.plot().replace("\u2800", " ").split("\n")):
        axis = "┤" if number in scale else "│"
        yield (Fragment(f"{scale.get(number, ''):>{scale_cells}} {axis}"), Fragment(row.rstrip(), look="chart"))
    yield (Fragment(f"{'':{scale_cells}} └{'─' * cells}"),)
    yield (Fragment(f"{'':{scale_cells + 2}}{_under([label for label, _ in points], cells)}"),)


def _under(labels: Sequence[str], cells: int) -> str:
    """The labels under a curve, as many as have room: the first and the last before those between."""
    line = ""
    for place, label in enumerate(labels):
        at = round(place * (cells - 1) / (len(labels) - 1))
        at = min(max(0, at - cell_len(label) // 2), max(0, cells - cell_len(label)))
        last = labels[-1] if place < len(labels) - 1 else ""
        ends = at + cell_len(label) + (cell_len(last) + 1 if last else 0)
        if at >= cell_len(line) + bool(line) and ends <= cells:
            line += " " * (at - cell_len(line)) + label
    return line
