from hypothesis import given
from hypothesis import strategies as st

from reader.core.reading.sparkline import LONGEST, NONE, most, periods, picture, sparkline

DAYS = st.tuples(st.dates().map(str), st.integers(1, 500))


def test_the_tallest_bar_is_the_most_and_a_dot_is_nothing() -> None:
    assert sparkline([0, 1, 4, 8]) == f"{NONE}▁▄█"


def test_months_of_a_few_years_stand_without_gaps() -> None:
    found = periods([("2017-01-05", 1), ("2017-03-01", 4)])
    assert (picture(found), most(found)) == ("2017-01 ▂·█ 2017-03", "2017-03 (4)")


def test_one_month_alone_is_no_picture() -> None:
    found = periods([("2017-01-05", 1), ("2017-01-09", 4), ("", 7)])
    assert (picture(found), most(found)) == ("", "")


@given(st.lists(DAYS, max_size=30))
def test_every_mention_is_in_one_stretch_and_no_line_is_too_long(dated: list[tuple[str, int]]) -> None:
    found = periods(dated)
    assert sum(one.count for one in found) == sum(count for _, count in dated)
    assert len(found) <= LONGEST
