"""A small series drawn as inline SVG: bars that lie, or a line; each value stands there as text as well."""

from __future__ import annotations

from collections.abc import Iterator

from reader.core.format.briefing import Chart, ChartKind
from reader.core.pages.html_markup import Html, joined, tag, words
from reader.core.reading.values import show_value

_ROW = 26
_LABELS, _BARS, _VALUES = 150, 300, 90  # widths of the three columns, in the units of the drawing
_WIDTH = _LABELS + _BARS + _VALUES
_LINE_HEIGHT = 180
_MARGIN = 34
_LONGEST_LABEL = 24  # characters; the whole label is in the drawing's description


def chart_svg(chart: Chart) -> Html:
    """The chart as a drawing that scales with the page and is described for screen readers."""
    said = "; ".join(f"{label}: {show_value(value)}" for label, value in chart.points)
    about = f"{chart.title}{f' ({chart.unit})' if chart.unit else ''}. {said}"
    is_line = chart.kind is ChartKind.LINE and len(chart.points) > 1
    height = _LINE_HEIGHT + 2 * _MARGIN if is_line else _ROW * len(chart.points)
    drawn = joined(_line(chart) if is_line else _bars(chart))
    return tag("svg", tag("title", words(about)), drawn, class_="chart", viewBox=f"0 0 {_WIDTH} {height}", role="img")


def _bars(chart: Chart) -> Iterator[Html]:
    """A bar for each value, from the zero line, which stands inside where some are negative."""
    values = [value for _, value in chart.points]
    least, most = min(0, *values), max(0, *values)
    scale = _BARS / (most - least or 1)
    zero = _LABELS - least * scale
    for row, (label, value) in enumerate(chart.points):
        middle = row * _ROW + _ROW / 2
        left = min(zero, zero + value * scale)
        yield _text(label, _LABELS - 8, middle, "end")
        yield tag("rect", x=_places(left), y=row * _ROW + 4, width=_places(abs(value) * scale), height=_ROW - 8)
        yield _text(show_value(value), _places(max(zero, left + abs(value) * scale) + 6), middle, "start")


def _line(chart: Chart) -> Iterator[Html]:
    values = [value for _, value in chart.points]
    least, most = min(values), max(values)
    scale = _LINE_HEIGHT / (most - least or 1)
    step = (_WIDTH - 4 * _MARGIN) / (len(values) - 1)
    places = [
        (_places(2 * _MARGIN + at * step), _places(_MARGIN + (most - value) * scale)) for at, value in enumerate(values)
    ]
    yield tag("polyline", points=" ".join(f"{x},{y}" for x, y in places))
    every = max(1, len(values) // 8)  # so many labels as find room
    for at, ((label, value), (x, y)) in enumerate(zip(chart.points, places, strict=True)):
        yield tag("circle", cx=x, cy=y, r=3.5)
        if at % every == 0 or at == len(values) - 1:
            yield _text(show_value(value), x, y - 13, "middle")
            yield _text(label, x, _LINE_HEIGHT + 2 * _MARGIN - 10, "middle")


def _text(text: str, x: float, y: float, anchor: str) -> Html:
    shown = text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1] + "…"
    return tag("text", words(shown), x=x, y=_places(y), text_anchor=anchor, dominant_baseline="central")


def _places(number: float) -> float:
    return round(number, 2)
