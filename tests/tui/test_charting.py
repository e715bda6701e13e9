"""Charts as lines of cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.core.format.briefing import Chart, ChartKind
from reader.tui.text.charting import chart_lines

TESTS = (("2006", 4.3), ("2009", 4.7), ("2013", 5.1), ("2016", 5.1), ("2017", 6.3))
numbers = st.integers(-(10**12), 10**12) | st.floats(-1e9, 1e9)
labels = st.text("ab 習朝北Юг", min_size=1, max_size=40)


def drawn(chart: Chart, width: int) -> list[str]:
    return ["".join(fragment.text for fragment in line) for line in chart_lines(chart, width)]


def test_bars_are_as_long_as_their_numbers_are_large_and_only_half_a_line_high() -> None:
    assert drawn(Chart(title="T", points=(("a", 1), ("b", 2), ("cc", 4), ("d", -4))), 30) == [
        "a   ▄▄▄▄▄▄ 1",
        "b   ▄▄▄▄▄▄▄▄▄▄▄▖ 2",
        "cc  ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄ 4",
        "d   ▖▖▖▖▖▖▖▖▖▖▖▖▖▖▖▖▖▖▖▖▖▖▖ -4",
    ]


def test_a_curve_names_its_highest_and_lowest_and_what_lies_below() -> None:
    lines = drawn(Chart(title="T", kind=ChartKind.LINE, points=TESTS), 50)
    assert lines[0].startswith("6.3 ┤")
    assert lines[7].startswith("4.3 ┤")
    assert lines[-2] == "    └" + "─" * 44
    assert lines[-1].split() == ["2006", "2009", "2013", "2016", "2017"]
    assert any(0x2800 < ord(char) < 0x2900 for char in "".join(lines))


@given(
    st.lists(st.tuples(labels, numbers), min_size=1, max_size=12),
    st.sampled_from(list(ChartKind)),
    st.integers(40, 76),
)
def test_no_chart_is_wider_than_the_text(points: list[tuple[str, float]], kind: ChartKind, width: int) -> None:
    lines = drawn(Chart(title="T", kind=kind, points=tuple(points)), width)
    assert max(map(cell_len, lines)) <= width


def test_a_name_is_no_longer_than_its_letters_so_that_no_line_is_drawn_under_blanks() -> None:
    lines = chart_lines(Chart(title="T", points=(("CNPC", 20), ("Silk Road Fund", 9))), 50)
    assert [line[0].text for line in lines] == ["CNPC", "Silk Road Fund"]
    assert all(part.start < 0 for line in lines for part in line[1:])
