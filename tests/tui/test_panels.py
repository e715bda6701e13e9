"""The contents of a briefing of very many sections: every line as it always was, made when it is drawn."""

from __future__ import annotations

from itertools import accumulate, chain
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.format.briefing import Briefing, Section
from reader.core.reading.document import Document
from reader.core.reading.presentation import briefing_document
from reader.core.safe_text import safe_line
from reader.tui.drawing.many_lines import ManyLines
from reader.tui.lists import panels
from tests.conftest import library_in
from tests.tui.screens import reading, screen_text


def document(*titles: str) -> Document:
    sections = tuple(Section(id=f"s{n}", title=title, body="x") for n, title in enumerate(titles))
    return briefing_document(Briefing(format=1, id="x", title="X", sections=sections), str, lambda _: ())


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.lists(st.lists(st.integers(), min_size=1, max_size=3)), st.data())
def test_many_lines_are_those_of_all_entries(entries: list[list[int]], data: st.DataObject) -> None:
    long = {n: lines for n, lines in enumerate(entries) if len(lines) > 1 or data.draw(st.booleans())}
    lines = ManyLines(-1, len(entries), lambda place: entries[place][0], long)
    flat = [-1, *chain.from_iterable(entries)]
    assert list(lines) == flat
    assert lines[:] == flat
    starts = [*accumulate(map(len, entries), initial=1)]
    assert [lines.line_of(place) for place in range(len(entries))] == starts[:-1]


TITLES = st.lists(
    st.one_of(st.text(st.sampled_from("ab 習ä-\u00a0")), st.text(max_size=40)).map(safe_line), max_size=12
)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(TITLES, st.integers(1, 30))
def test_a_title_has_as_many_lines_as_it_needs(titles: list[str], width: int) -> None:
    made = panels.contents(document(*titles), {}, {}, {})(width)
    marks = [("  ", "rows--mark")]
    labels = [f"{n} " if n < 10 else "  " for n in range(1, len(titles) + 1)]
    entries = [
        panels._entry(label, title, marks, width, place)
        for place, (label, title) in enumerate(zip(labels, titles, strict=True), 1)
    ]
    summary = panels._entry("  ", "Summary", (), width, 0, "rows--dim")
    assert list(made) == [panels._heading("Contents"), *summary, *chain.from_iterable(entries)]


async def test_of_very_many_sections_those_in_sight_are_made(tmp_path: Path) -> None:
    body = "".join(f'[[sections]]\nid = "s{n}"\ntitle = "Section {n}"\nbody = "Text."\n' for n in range(3_000))
    file = tmp_path / "many.toml"
    file.write_text(f'format = 1\nid = "many"\ntitle = "Many"\n{body}')
    with patch.object(panels, "_entry", side_effect=panels._entry) as entry:
        async with reading(library_in(tmp_path, tmp_path), f"{file}#s2000", size=(120, 40)) as (pilot, screen):
            assert "Section 2000" in screen_text(pilot)
            rows = screen.desk.rows("contents")
            assert rows.here == 2001
            await pilot.press("c", "c")
            rows.focus()
            chosen = []
            for key in ("G", "k", "g", "j"):
                await pilot.press(key)
                chosen.append(rows.chosen)
            assert chosen == [3_000, 2_999, 0, 1]
        assert entry.call_count < 1_500
