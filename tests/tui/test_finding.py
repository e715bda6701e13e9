"""`/` in a long text: the first match at once, the count as it grows, every key obeyed meanwhile."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.tui.features import finding
from reader.tui.features.finding import Finding
from reader.tui.reading import ReadingScreen
from tests.conftest import library_in
from tests.tui.screens import reading, screen_text


@pytest.fixture(autouse=True)
def _slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """One step of looking, and no other before it is asked for."""
    monkeypatch.setattr(finding, "SLICE", -1)
    monkeypatch.setattr(finding, "PAUSE", 3600)


@asynccontextmanager
async def long_text(folder: Path, *words: str) -> AsyncIterator[tuple[Pilot[int], ReadingScreen, Finding]]:
    """A section for each of the words, with some paragraphs that say it."""
    body = "\n\n".join(["{word} of one thing"] * 40)
    sections = (
        f'[[sections]]\nid = "s{n}"\ntitle = "Section"\nbody = """\n{body.format(word=word)}\n"""\n'
        for n, word in enumerate(words)
    )
    file = folder / "long.toml"
    file.write_text('format = 1\nid = "long"\ntitle = "Long"\n' + "".join(sections))
    async with reading(library_in(folder, folder), f"{file}#s1", size=(80, 24)) as (pilot, screen):
        (feature,) = (one for one in screen.desk.features if isinstance(one, Finding))
        yield pilot, screen, feature


def said(pilot: Pilot[int]) -> str:
    """What the bottom line says, which has another below it while something is typed."""
    lines = screen_text(pilot).split("\n")
    return lines[-2 if pilot.app.screen.has_class("-typing") else -1].strip()


async def look_on(pilot: Pilot[int], feature: Finding, steps: int = 1) -> None:
    """Have so many more steps of looking made."""
    for _ in range(steps):
        assert feature._hunt is not None
        feature._look_on(feature._hunt)
    await pilot.pause()


async def test_the_first_match_is_shown_before_the_rest_is_looked_at(tmp_path: Path) -> None:
    async with long_text(tmp_path, "gas", "oil", "gas", "gas") as (pilot, screen, feature):
        await pilot.press("slash", *"gas")
        assert said(pilot).startswith("Looking   ")
        await look_on(pilot, feature, 4)
        assert screen.desk.view.cursor.marker == (3, 1)
        assert said(pilot).startswith("40 so far, looking on   Enter goes there")
        await pilot.press("enter", "n", "n")
        assert screen.desk.view.cursor.marker == (3, 3)
        await look_on(pilot, feature, 20)
        assert said(pilot).startswith("43 of 120   ")  # counted from the top


async def test_a_match_that_is_not_found_yet_is_gone_to_once_it_is(tmp_path: Path) -> None:
    async with long_text(tmp_path, "gas", "gas") as (pilot, screen, feature):
        await pilot.press("slash", *"gas", "enter")
        await look_on(pilot, feature)
        assert screen.desk.view.cursor.marker == (2, 1)
        await pilot.press("N", "N")
        assert screen.desk.view.cursor.marker == (2, 1)
        await look_on(pilot, feature, 20)
        assert screen.desk.view.cursor.marker == (1, 39)
        assert said(pilot).startswith("39 of 80")


async def test_who_has_gone_on_reading_is_not_taken_away(tmp_path: Path) -> None:
    async with long_text(tmp_path, "gas", "gas") as (pilot, screen, feature):
        await pilot.press("slash", *"gas", "enter")
        await look_on(pilot, feature)
        await pilot.press("N", "right_curly_bracket")
        await look_on(pilot, feature, 20)
        assert screen.desk.view.cursor.marker == (2, 2)
        assert "of 80" not in said(pilot)
        await pilot.press("n")
        assert said(pilot).startswith("42 of 80")


async def test_other_words_end_the_looking_for_the_first(tmp_path: Path) -> None:
    async with long_text(tmp_path, "gas", "oil") as (pilot, _, feature):
        await pilot.press("slash", *"oi")
        before = feature._hunt
        await pilot.press("l")
        assert before is not None
        feature._look_on(before)
        assert len(before) == 0
        await look_on(pilot, feature)
        assert feature._hunt is not None
        assert len(feature._hunt) == 40
        await pilot.press("escape")
        assert feature._hunt is None
        assert not screen_text(pilot).count("so far")


async def test_an_expression_that_takes_for_ever_is_told(tmp_path: Path) -> None:
    async with long_text(tmp_path, "gas", "a" * 40 + "!", "gas") as (pilot, _, feature):
        await pilot.press("slash", *"/(a+)+$")
        await look_on(pilot, feature, 20)
        assert "takes too long" in said(pilot)
