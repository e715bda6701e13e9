"""Items of a document as lines, and what stands beside them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from reader.core.format.briefing import Briefing, Event, Section
from reader.core.reading.document import Item, entry, written_links
from reader.core.reading.presentation import briefing_document
from reader.core.text.block import Block, BlockKind, Span, SpanKind
from reader.core.text.bodies import read_blocks
from reader.tui.text.layout import MOST_OF_NOTE, Surroundings, lay_out
from tests.tui.scenes import SCENES, on_stage
from tests.tui.screens import screen_text


def shown(item: Item, width: int, *notes: str) -> list[str]:
    around = Surroundings(tuple(written_links(item.block)), notes=notes)
    return ["".join(part.text for part in line) for line in lay_out(item, around, width)]


def test_an_event_fills_its_first_line_and_the_last_one_leads_on_to_nothing() -> None:
    events = tuple(
        Event(date=date(2017, 7, day), title="Main terms of the western route were signed there") for day in (3, 4)
    )
    briefing = Briefing(format=1, id="x", title="X", sections=(Section(id="s", title="S", body=""),), events=events)
    items = list(briefing_document(briefing, str, lambda _: ()).parts[2].items)
    assert [shown(item, 46) for item in items[1:]] == [
        ["● 2017-07-03  Main terms of the western route", "│             were signed there"],
        ["● 2017-07-04  Main terms of the western route", "              were signed there"],
    ]


def test_a_note_is_shown_below_in_a_few_lines_and_says_where_it_goes_on() -> None:
    item = Item(Block(BlockKind.PARAGRAPH, "Gas."))
    assert shown(item, 20, "✎ Who carries the risk of it?") == ["Gas.", "╰ ✎ Who carries the", "  risk of it?"]
    below = shown(item, 20, "✎ word " * 90)[1:]
    assert len(below) == MOST_OF_NOTE
    assert below[-1].endswith("…")


async def test_the_sign_of_a_note_stands_above_that_of_a_change_and_neither_touches_the_text(tmp_path: Path) -> None:
    (scene,) = (scene for scene in SCENES if scene.name == "review-place")
    async with on_stage(scene, tmp_path, (80, 24)) as pilot:
        beside = [line[:4] for line in screen_text(pilot).split("\n") if line[1] in "≠~"]
        assert beside[:2] == ["▌≠ E", "▌~ w"]


def test_the_columns_of_a_table_stand_at_the_side_that_the_author_asked_for() -> None:
    (table,) = read_blocks(
        "| Test | Magnitude | 国家 |\n| --- | ---: | ---: |\n| sixth | 6.3[^a] | 朝鲜民主 |\n| first | 4.25 | - |"
    )
    assert table.right == (1, 2)
    assert shown(Item(table), 60) == [
        "Test   Magnitude      国家",
        "──────────────────────────",
        "sixth     6.3[a]  朝鲜民主",
        "first       4.25         -",
    ]


def test_an_entry_that_begins_with_a_link_hangs_so_that_the_links_stand_out() -> None:
    spans = (Span(0, 9, SpanKind.BRIEFING, "x#energy/p2"),)
    assert shown(entry("Energy ¶2  …launch fell in the middle of the visit", *spans), 24) == [
        "Energy ¶2  …launch fell",
        "  in the middle of the",
        "  visit",
    ]
    assert shown(entry("14 mentions in 2 briefings"), 16) == ["14 mentions in 2", "briefings"]
