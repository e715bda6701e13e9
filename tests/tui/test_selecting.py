"""Selecting by keys: what is selected, what is drawn of it, and the note that is written on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from reader.core.anchoring.anchor import Anchor
from reader.core.anchoring.folding import whole_graphemes
from reader.storage.notes import NoteStore
from reader.tui.features.selecting import Selecting
from reader.tui.reading import ReadingScreen
from reader.tui.text.pager import Spot
from reader.tui.text.selection import Selection
from reader.tui.text.text_units import grapheme_edges, sentences, words
from tests.conftest import library_in
from tests.tui.screens import SUMMIT, reading, screen_text

PARAGRAPHS = {
    "en": "Gazprom’s price isn't set; CNPC pays $400bn, or 38.5% more. Who pays the Sino-Russian gap?",
    "zh": "習近平在莫斯科會見普京。雙方簽署了聯合聲明，內容包括天然氣。",
    "ko": "시진핑 주석은 모스크바에서 푸틴 대통령을 만났다. 가스 가격은 정해지지 않았다.",
    "ru": "Газпром и КНДР подписали меморандум. Цена не названа.",
    "marks": "e\u0301te\u0301 👨‍👩‍👧🇨🇳🇷🇺 न्दी end",
}


def word_texts(text: str, names: Sequence[tuple[int, int]] = ()) -> list[str]:
    return [text[start:end] for start, end in words(text, names)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PARAGRAPHS["en"], "Gazprom’s price isn't set CNPC pays $400bn or 38.5% more Who pays the Sino-Russian gap"),
        (PARAGRAPHS["ko"], "시진핑 주석은 모스크바에서 푸틴 대통령을 만났다 가스 가격은 정해지지 않았다"),
        (PARAGRAPHS["ru"], "Газпром и КНДР подписали меморандум Цена не названа"),
        ("カタカナとひらがなと漢字", "カタカナ とひらがなと 漢字"),
        ("第38號文件GDP增長", "第 38 號文件 GDP 增長"),
    ],
)
def test_words_are_what_a_reader_takes_for_words(text: str, expected: str) -> None:
    assert word_texts(text) == expected.split()


def test_names_part_the_words_of_scripts_without_spaces() -> None:
    text = PARAGRAPHS["zh"]
    names = [(at, at + len(name)) for name in ("習近平", "莫斯科", "普京") if (at := text.find(name)) >= 0]
    assert word_texts(text, names)[:5] == ["習近平", "在", "莫斯科", "會見", "普京"]


def test_sentences_end_at_stops_of_every_script() -> None:
    assert [len(sentences(PARAGRAPHS[one])) for one in ("en", "zh", "ko", "ru")] == [2, 2, 2, 2]


TEXTS = st.text(
    st.sampled_from("ab ,.'1é\u0301👨\u200d👩🇨🇳🇷中文。가각ᄀ\u1161न\u094dद\u093f \n"), min_size=1, max_size=30
)
MOTIONS = st.lists(st.sampled_from("lhwbWBo^$v"), max_size=20)


def move(one: Selection, text: str, key: str) -> Selection:
    match key:
        case "l" | "h":
            return one.moved(1 if key == "l" else -1)
        case "w" | "W":
            return one.past_units(words(text) if key == "w" else sentences(text))
        case "b" | "B":
            return one.before_units(words(text) if key == "b" else sentences(text))
        case "^" | "$":
            return one.moved(len(text) if key == "$" else -len(text))
    return one.swapped() if key == "o" else one.restarted()


@settings(max_examples=150)
@given(TEXTS, MOTIONS)
def test_no_motion_parts_a_grapheme_or_selects_nothing(text: str, keys: list[str]) -> None:
    one = Selection(Spot(0, 0), grapheme_edges(text), 0, 0)
    for key in keys:
        one = move(one, text, key)
        assert 0 <= one.start < one.end <= len(text)
        assert whole_graphemes(text, one.start, one.end) == (one.start, one.end)


@given(TEXTS)
def test_every_text_ends_after_as_many_words_as_it_has(text: str) -> None:
    one = Selection(Spot(0, 0), grapheme_edges(text), 0, 0)
    for _ in range(len(words(text)) + 1):
        one = one.past_units(words(text))
    assert one.end == len(text)


def test_words_are_added_and_taken_back_whole() -> None:
    text = PARAGRAPHS["en"]
    one = Selection(Spot(0, 0), grapheme_edges(text), 0, 0)
    said = []
    for key in "wwwbbov":
        one = move(one, text, key)
        said.append(text[one.start : one.end])
    assert said[:5] == ["Gazprom’s", "Gazprom’s price", "Gazprom’s price isn't", "Gazprom’s price", "Gazprom’s"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with one briefing in several scripts."""
    folder = tmp_path / "own"
    folder.mkdir()
    body = "\n\n".join(PARAGRAPHS.values())
    (folder / "x.toml").write_text(
        f"format = 1\nid = 'x'\ntitle = 'X'\n[[sections]]\nid = 's'\ntitle = 'S'\nbody = \"\"\"\n{body}\n\"\"\"\n"
        "[[entities]]\nid = 'xi'\nname = 'Xi Jinping'\nkind = 'person'\naliases = ['習近平']\n"
    )
    return folder


def selecting(screen: ReadingScreen) -> Selecting:
    (found,) = (feature for feature in screen.desk.features if isinstance(feature, Selecting))
    return found


def selected(screen: ReadingScreen) -> str | None:
    found = selecting(screen).selected
    return found.text if found else None


def saved_anchor(tmp_path: Path) -> Anchor:
    (stored,) = NoteStore(tmp_path / "notes").all().notes
    assert stored.note.target.anchor
    return stored.note.target.anchor


async def go_to_paragraph(pilot: Pilot[int], script: str) -> None:
    await pilot.press("1", *["}"] * list(PARAGRAPHS).index(script))


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 16)])
async def test_a_note_sits_on_exactly_what_was_selected(tmp_path: Path, folder: Path, size: tuple[int, int]) -> None:
    async with reading(library_in(tmp_path, folder), "x", size) as (pilot, _):
        await go_to_paragraph(pilot, "ru")
        await pilot.press("v", "w", "w", "w", "o", "w", "w", "a")
        await pilot.press(*"Which?", "ctrl+s")
        assert "Which?" in screen_text(pilot)
    anchor = saved_anchor(tmp_path)
    assert anchor.exact == "КНДР"
    assert PARAGRAPHS["ru"][anchor.start : anchor.end] == "КНДР"
    assert anchor.paragraph == list(PARAGRAPHS).index("ru") + 1


async def test_chinese_is_selected_by_names_runs_and_sentences(tmp_path: Path, folder: Path) -> None:
    async with reading(library_in(tmp_path, folder), "x") as (pilot, screen):
        await go_to_paragraph(pilot, "zh")
        said = []
        for key in ("v", "w", "l", "h", "right_parenthesis", "b", "left_parenthesis", "h"):
            await pilot.press(key)
            said.append(selected(screen))
        first = PARAGRAPHS["zh"][: PARAGRAPHS["zh"].index("。") + 1]
        assert said == ["習", "習近平", "習近平在", "習近平", first, first[:-1], "習", "習"]


async def test_marks_and_emoji_are_never_parted(tmp_path: Path, folder: Path) -> None:
    async with reading(library_in(tmp_path, folder), "x") as (pilot, screen):
        await go_to_paragraph(pilot, "marks")
        await pilot.press("v", *"llllll")
        assert selected(screen) == "e\u0301te\u0301 👨‍👩‍👧🇨🇳🇷🇺"


async def test_lines_keep_the_column_and_the_paragraph_ends_them(library: object, tmp_path: Path) -> None:
    async with reading(library_in(tmp_path), f"{SUMMIT}#energy", (60, 16)) as (pilot, screen):
        await pilot.press("v", "w", "j")
        lines = screen.desk.view.cursor.pager.lines(screen.desk.view.cursor.marker)
        text = selected(screen)
        assert text is not None
        assert len(text) > len(
            "".join(part.text for part in lines[screen.desk.view.cursor.pager.gap(screen.desk.view.cursor.marker)])
        )
        await pilot.press("k")
        assert selected(screen) != text
        await pilot.press(*["j"] * 60)
        assert "stays in one" in screen_text(pilot)


async def test_the_link_in_focus_is_selected_whole(tmp_path: Path) -> None:
    async with reading(library_in(tmp_path), f"{SUMMIT}#energy") as (pilot, screen):
        await pilot.press("tab")
        link = screen.desk.view.cursor.focused_link()
        item = screen.desk.view.cursor.item(screen.desk.view.cursor.marker)
        assert link
        assert item
        await pilot.press("v")
        assert selected(screen) == item.block.text[link.start : link.end]


async def test_keys_mean_what_they_always_do_once_escape_has_ended_it(tmp_path: Path) -> None:
    async with reading(library_in(tmp_path), f"{SUMMIT}#energy") as (pilot, screen):
        await pilot.press("v", "w")
        assert "┃" in screen_text(pilot)
        assert "word" in screen_text(pilot).split("\n")[-1]
        await pilot.press("escape")
        assert selected(screen) is None
        assert "┃" not in screen_text(pilot)
        await pilot.press("h")
        assert screen.focused is screen.query_one("#contents")


async def test_what_is_selected_is_reversed_not_only_coloured(tmp_path: Path) -> None:
    async with reading(library_in(tmp_path), f"{SUMMIT}#energy") as (pilot, screen):
        await pilot.press("v", "w", "w")
        strips = screen._compositor.render_strips(screen.size)
        drawn = "".join(
            segment.text for strip in strips for segment in strip if segment.style and segment.style.reverse
        )
        assert str(selected(screen)) in drawn


async def test_overlapping_notes_are_all_there(tmp_path: Path, folder: Path) -> None:
    async with reading(library_in(tmp_path, folder), "x") as (pilot, screen):
        await go_to_paragraph(pilot, "ko")
        await pilot.press(
            "v", "w", "w", "a", *"one", "ctrl+s", "v", "w", "o", "v", "w", "w", "w", "a", *"two", "ctrl+s"
        )
        assert "✎ one" in screen_text(pilot)
        assert "✎ two" in screen_text(pilot)
        assert len(screen.desk.opened.notes) == 2
