"""Where the reader is in a text: what the ends and the percentage say, whatever the text."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.reading.document import Link, LinkKind
from reader.core.text.mentions import Mention
from reader.core.value import replace
from reader.tui.text.cursor import FARTHEST, Cursor
from reader.tui.text.decor import Decor
from reader.tui.text.layout import Surroundings
from reader.tui.text.pager import Spot
from tests.core.test_document import document
from tests.core.test_text import BODIES


def cursor(bodies: Sequence[str], width: int, height: int) -> Cursor:
    return Cursor(document(*bodies), lambda _, __: Surroundings(), width, height)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.lists(BODIES, max_size=4), st.integers(8, 60), st.integers(1, 30), st.sampled_from([1, 3, 40]))
def test_the_bottom_is_where_scrolling_ends_and_the_percentage_never_falls(
    bodies: list[str], width: int, height: int, step: int
) -> None:
    scrolled, jumped = cursor(bodies, width, height), cursor(bodies, width, height)
    told = [scrolled.progress()]
    while scrolled.pager.scroll(step):
        scrolled.update()
        told.append(scrolled.progress())
    jumped.go_to_bottom()
    assert jumped.rows == scrolled.rows
    assert jumped.at_end
    assert told == sorted(told)
    assert told[-1] == jumped.progress() == 100


def test_in_a_short_text_the_percentage_goes_by_fives_so_that_few_lines_change_it() -> None:
    short, long = (cursor(["\n\n".join(["some words of a line"] * count)], 40, 10) for count in (60, 8_000))
    told = {True: set[int](), False: set[int]()}
    for reader in (short, long):
        while not reader.at_end:
            told[reader is short].add(reader.progress())
            reader.scroll_lines(7 if reader is short else 500)
    assert told[True] <= set(range(0, 100, 5))
    assert len(told[True]) > 9
    assert any(percent % 5 for percent in told[False])


def test_a_link_far_away_is_reached_in_steps_none_of_which_looks_at_all_there_is() -> None:
    reader = cursor(["\n\n".join(["word"] * 12_000 + ["[[gas]]", *["word"] * 12_000])], 40, 10)
    reader = Cursor(
        replace(reader.pager.document, mentions=lambda block: (Mention(0, 3, ("gas",)),) if block.spans else ()),
        lambda _, __: Surroundings(),
        40,
        10,
    )
    passed = []
    while reader.step_link(1) and reader.focused_link() is None:
        passed.append(reader.marker.item)
    assert len(passed) == 12_000 // FARTHEST
    assert reader.focused_link() == Link(0, 3, LinkKind.ENTITY, ("gas",))


def test_what_features_draw_is_laid_over_one_another_without_copying_what_only_one_of_them_has() -> None:
    kinds, signs = {"gazprom": "company"}, {Spot(0, 0): "+"}
    both = Decor(kind_of=kinds).under(Decor(signs=signs)).under(Decor())
    assert both.kind_of is kinds
    assert both.signs is signs
    assert Decor(kind_of=kinds).under(Decor(kind_of={"gazprom": "topic"})).kind_of == {"gazprom": "topic"}
