"""Writing notes on the screen: kinds and tags, drafts that outlive the program, and words that are never lost."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from reader.core.note import Note, NoteKind, Target
from reader.errors import NotesError
from reader.library import Library
from reader.storage.drafts import DraftStore
from reader.storage.notes import NoteStore
from reader.tui.app import ReaderApp
from reader.tui.features import writing
from reader.tui.lists import note_editor
from reader.tui.lists.note_editor import NoteEditor
from reader.tui.lists.note_fields import completed, tags_in, tags_line
from reader.tui.reading import ReadingScreen
from tests.conftest import library_in
from tests.tui.idle import done_behind
from tests.tui.screens import SIZES, SUMMIT, reading, screen_text

PLACE = f"{SUMMIT}#energy"


def saved(folder: Path) -> list[Note]:
    return [stored.note for stored in NoteStore(folder / "notes").all().notes]


def drafts(folder: Path) -> list[str]:
    return [draft.note.text for draft in DraftStore(folder / "drafts").waiting().waiting]


def killed(library: Library) -> None:
    """What the system does with the locks of a process that ends."""
    store = library.notebook.drafts
    for draft_id in list(store._locks):
        store.release(draft_id)


def editor(pilot: Pilot[int]) -> NoteEditor:
    assert isinstance(pilot.app.screen, NoteEditor)
    return pilot.app.screen


async def offered(pilot: Pilot[int], words: str) -> None:
    """Waits until a draft is offered."""
    for _ in range(100):
        await pilot.pause()
        if "This note was not saved" in screen_text(pilot) and words in screen_text(pilot):
            return
    raise AssertionError(screen_text(pilot))


async def left_behind(folder: Path, words: str, *keys: str) -> None:
    """A program that was ended while a note was being written."""
    library = library_in(folder)
    async with reading(library, PLACE) as (pilot, _):
        await pilot.press("a", *words, *keys)
        assert isinstance(pilot.app, ReaderApp)
        assert pilot.app.departure.save() == []
        killed(library)


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("#gas #far east", ("gas", "far east")),
        ("gas price", ("gas", "price")),
        ("gas, far east,", ("gas", "far east")),
        (" ## #gas #gas", ("gas",)),
        ("", ()),
    ],
)
def test_tags_are_typed_with_or_without_their_sign(typed: str, tags: tuple[str, ...]) -> None:
    assert tags_in(typed) == tags
    assert tags_in(tags_line(tags)) == tags


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("pri", "price"),
        ("gas PRI", "gas price"),
        ("#gas #pri", "#gas #price"),
        ("gas, pri", "gas, price"),
        ("#fa", "#far east"),
        ("fa", ""),
        ("price", ""),
        ("#price #pri", "#price #prices"),
        ("price ", ""),
        ("", ""),
        ("xyz", ""),
    ],
)
def test_a_tag_is_completed_by_the_first_that_begins_so_and_is_not_there_yet(typed: str, whole: str) -> None:
    assert completed(typed, ["gas", "price", "far east"] + (["prices"] if "#price" in typed else [])) == whole


async def test_tags_are_completed_by_those_of_other_notes_the_most_used_first(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    for tag in ("previous", "price", "price"):
        library.notebook.add(Target("another"), "Words", tags=[tag])
    async with reading(library, PLACE) as (pilot, _):
        await pilot.press("a", *"One", "tab", "tab")
        await done_behind(pilot)
        await pilot.press(*"pr")
        await pilot.pause()
        assert "→ complete" in screen_text(pilot)
        assert "price" in screen_text(pilot)
        await pilot.press("right")
        assert "→ complete" not in screen_text(pilot)
        await pilot.press("enter")
    assert [note.tags for note in saved(tmp_path) if note.text == "One"] == [("price",)]


@pytest.mark.parametrize("size", SIZES)
async def test_kind_and_tags_are_set_and_saved_without_any_ctrl(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(library_in(tmp_path), PLACE, size) as (pilot, _):
        await pilot.press("a", *"Why", "tab", "right", "tab", *"#gas #far east")
        assert "question" in screen_text(pilot)
        await pilot.press("enter")
        assert not isinstance(pilot.app.screen, NoteEditor)
        (note,) = saved(tmp_path)
        assert (note.text, note.kind, note.tags) == ("Why", NoteKind.QUESTION, ("gas", "far east"))
        await pilot.press("e", "ctrl+t", "ctrl+o")
        (note,) = saved(tmp_path)
        assert (note.kind, note.tags) == (NoteKind.HYPOTHESIS, ("gas", "far east"))


async def test_what_is_typed_is_on_the_disk_before_it_is_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert note_editor.LATE < 1
    monkeypatch.setattr(note_editor, "LATE", 0.01)
    library = library_in(tmp_path)
    async with reading(library, PLACE) as (pilot, _):
        await pilot.press("a", *"Half a thou")
        while editor(pilot)._drafting.is_behind or editor(pilot)._timer:
            await pilot.pause()
        killed(library)
        assert drafts(tmp_path) == ["Half a thou"]
        assert saved(tmp_path) == []


async def test_no_timer_runs_while_nothing_is_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_editor, "LATE", 0.01)
    async with reading(library_in(tmp_path), PLACE) as (pilot, _):
        await pilot.press("a", "x")
        while editor(pilot)._drafting.is_behind or editor(pilot)._timer:
            await pilot.pause()
        assert {timer.name for timer in editor(pilot)._timers} <= {"screen_update"}


async def test_a_draft_that_another_window_went_on_with_is_not_thrown_away(tmp_path: Path) -> None:
    await left_behind(tmp_path, "Half a thought")
    async with reading(library_in(tmp_path)) as (pilot, _):
        await offered(pilot, "Half a thought")
        other = library_in(tmp_path)
        (draft,) = other.notebook.drafts.waiting().waiting
        other.notebook.resume(draft)
        await pilot.press("down", "enter", "down", "enter")
        assert "is being written in another window" in screen_text(pilot)
        killed(other)
    assert drafts(tmp_path) == ["Half a thought"]


async def test_a_draft_is_offered_at_the_next_start_and_gone_once_saved(tmp_path: Path) -> None:
    await left_behind(tmp_path, "Half a thought", "tab", "right", "tab", *"#gas")
    async with reading(library_in(tmp_path)) as (pilot, _):
        await offered(pilot, "Half a thought")
        await pilot.press("enter")
        await pilot.press(*", whole", "ctrl+s")
        (note,) = saved(tmp_path)
        assert (note.text, note.kind, note.tags) == ("Half a thought, whole", NoteKind.QUESTION, ("gas",))
        assert note.target.section == "energy"
    assert drafts(tmp_path) == []


async def test_a_draft_waits_where_later_is_chosen_or_writing_is_left(tmp_path: Path) -> None:
    await left_behind(tmp_path, "Later")
    for keys in (["escape"], ["down", "down", "enter"], ["enter", *" on", "escape"]):
        library = library_in(tmp_path)
        async with reading(library) as (pilot, screen):
            await offered(pilot, "Later")
            await pilot.press(*keys)
            assert pilot.app.screen is screen
            killed(library)
    assert drafts(tmp_path) == ["Later on"]
    assert saved(tmp_path) == []


async def test_a_draft_is_thrown_away_only_when_that_is_said_twice(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    for words in ("One", "Two"):
        drafting = library.notebook.begin(Target(SUMMIT, section="energy"))
        drafting.take(words)
        drafting.leave()
    async with reading(library_in(tmp_path)) as (pilot, screen):
        await offered(pilot, "One")
        await pilot.press("down", "enter", "enter")
        await offered(pilot, "One")
        await pilot.press("down", "enter", "down", "enter")
        await offered(pilot, "Two")
        await pilot.press("down", "enter", "down", "enter")
        assert pilot.app.screen is screen
    assert drafts(tmp_path) == []


async def test_words_that_were_thrown_away_come_back(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    async with reading(library, PLACE) as (pilot, screen):
        await pilot.press("a", *"Precious", "escape", "escape")
        assert pilot.app.screen is screen
        await pilot.press("U")
        assert editor(pilot).text == "Precious"
        killed(library)
        assert drafts(tmp_path) == ["Precious"]
        await pilot.press("ctrl+s")
    assert [note.text for note in saved(tmp_path)] == ["Precious"]


async def test_a_note_edited_elsewhere_meanwhile_keeps_both_texts(tmp_path: Path) -> None:
    other = library_in(tmp_path)
    async with reading(library_in(tmp_path), PLACE) as (pilot, _):
        await pilot.press("a", *"One", "ctrl+s", "e", *" here")
        other.notebook.change(saved(tmp_path)[0], "One there")
        await pilot.press("ctrl+s")
        assert "Both stay" in screen_text(pilot)
        assert "✎ One here" in screen_text(pilot)
    assert {note.text for note in saved(tmp_path)} == {"One here", "One there"}


async def test_a_draft_that_cannot_be_kept_is_told_and_the_words_can_still_be_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise NotesError("A draft cannot be kept: the disk is full.")

    monkeypatch.setattr(note_editor, "LATE", 0.01)
    async with reading(library_in(tmp_path), PLACE) as (pilot, _):
        with monkeypatch.context() as failing:
            failing.setattr(DraftStore, "keep", full)
            await pilot.press("a", *"Precious")
            while "the disk is full" not in screen_text(pilot):
                await pilot.pause()
            assert isinstance(pilot.app, ReaderApp)
            assert pilot.app.departure.save() == ["A draft cannot be kept: the disk is full."]
            assert editor(pilot).text == "Precious"
        await pilot.press("ctrl+s")
    assert [note.text for note in saved(tmp_path)] == ["Precious"]


async def test_quitting_from_the_editor_keeps_the_words(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    async with reading(library, PLACE) as (pilot, _):
        await pilot.press("a", *"Half a thou", "ctrl+q")
    killed(library)
    assert drafts(tmp_path) == ["Half a thou"]


async def test_keys_that_were_typed_ahead_are_in_what_is_kept(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    async with reading(library, PLACE) as (pilot, _):
        await pilot.press("a", *"Half  thought", *["left"] * 8)
        ahead = [
            events.Key(key, key if len(key) == 1 else None) for key in ("a", "b", "backspace", "enter", "ctrl+s", "x")
        ]
        editor(pilot).keep_now(ahead)
    killed(library)
    assert drafts(tmp_path) == ["Half a\n thought"]


async def test_the_note_is_asked_for_where_several_stand(tmp_path: Path) -> None:
    async with reading(library_in(tmp_path), PLACE) as (pilot, _):
        await pilot.press("a", *"One", "ctrl+s", "a", *"Two", "ctrl+s", "x")
        assert "Which note to delete?" in screen_text(pilot)
        await pilot.press("enter")
        assert [note.text for note in saved(tmp_path)] == ["Two"]


async def test_what_is_pasted_cannot_drive_the_terminal(tmp_path: Path) -> None:
    async with reading(library_in(tmp_path), PLACE) as (pilot, _):
        await pilot.press("a")
        pilot.app.post_message(events.Paste("one\rtwo\x1b]52;c;aGk=\x07 \u202e"))
        await pilot.pause()
        assert editor(pilot).text == "one\ntwo␛]52;c;aGk=␇ \ufffd"
        await pilot.press("tab", "tab")
        pilot.app.post_message(events.Paste("\x1b[31mred"))
        await pilot.pause()
        assert "\x1b" not in screen_text(pilot)


async def test_100_kb_of_text_in_a_note_are_written_and_kept(tmp_path: Path) -> None:
    words = "".join(f"{number:06d} words in a line, 天然氣, and more of them.\n" for number in range(2000))
    assert len(words.encode()) > 100_000
    async with reading(library_in(tmp_path), PLACE) as (pilot, _):
        await pilot.press("a")
        pilot.app.post_message(events.Paste(words))
        await pilot.press("E", "n", "d", "ctrl+s")
        assert saved(tmp_path)[0].text == f"{words}End"
        await pilot.press("e")
        assert editor(pilot).text == f"{words}End"


def own_editor(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """An editor of the person's own: a script that is given the file of the words as its last argument."""
    path = folder / "my editor"
    path.write_text(f"#!/bin/sh\nfor file; do :; done\n{script}\n")
    path.chmod(0o700)
    monkeypatch.setenv("VISUAL", f"'{path}' --wait")
    monkeypatch.setattr(ReaderApp, "suspend", nullcontext)


async def test_a_note_is_changed_and_a_new_one_written_in_an_editor_of_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_editor(tmp_path, monkeypatch, 'printf "more; words\n" >> "$file"')
    async with reading(library_in(tmp_path), PLACE) as (pilot, _):
        await pilot.press("a", *"One ", "ctrl+s", "E")
        assert "Saved" in screen_text(pilot)
        await pilot.press("v", "w", "E")
    assert {note.text.split()[0] for note in saved(tmp_path)} == {"One", "more;"}
    assert drafts(tmp_path) == []


async def test_an_editor_that_fails_costs_no_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_editor(tmp_path, monkeypatch, 'printf " and more" >> "$file"; exit 3')
    async with reading(library_in(tmp_path), PLACE) as (pilot, screen):
        await pilot.press("a", *"One", "ctrl+s", "E")
        assert "ended with code 3" in screen_text(pilot)
        assert editor(pilot).text.split() == ["One", "and", "more"]
        await pilot.press("escape")
        monkeypatch.setenv("VISUAL", str(tmp_path / "nothing"))
        await pilot.press("E")
        assert pilot.app.screen is screen
        assert "cannot be run" in screen_text(pilot)
        monkeypatch.delenv("VISUAL")
        monkeypatch.delenv("EDITOR", raising=False)
        await pilot.press("E")
        assert "set $VISUAL or $EDITOR" in screen_text(pilot)
    assert [note.text for note in saved(tmp_path)] == ["One"]


async def test_no_editor_is_run_in_secure_mode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_editor(tmp_path, monkeypatch, f"touch '{tmp_path}/was run'")
    monkeypatch.setattr(writing, "standing_fence", lambda: True)
    async with reading(library_in(tmp_path), PLACE) as (pilot, _):
        await pilot.press("a", *"One", "ctrl+s", "E")
        assert "In secure mode no editor is run" in screen_text(pilot)
    assert not (tmp_path / "was run").exists()


def marked_rows(screen: ReadingScreen) -> list[int]:
    """The rows of the screen in which the marked paragraph stands."""
    cursor, top = screen.desk.view.cursor, screen.desk.view.region.y
    return [top + y for y, row in enumerate(cursor.rows) if row.spot == cursor.marker and row.line]


@pytest.mark.parametrize("size", SIZES)
async def test_what_a_note_is_on_stays_in_sight_above_the_editor_whatever_the_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with reading(library_in(tmp_path), PLACE, size) as (pilot, screen):
        while marked_rows(screen)[-1] < size[1] - 3:
            await pilot.press("right_curly_bracket")
        cursor = screen.desk.view.cursor
        place = cursor.place
        await pilot.press("a", *"Why")
        for columns, rows in (size, (60, 16), (80, 24), size):
            await pilot.resize_terminal(columns, rows)
            await pilot.pause()
            sheet = pilot.app.screen.query_one(".sheet").region
            assert cursor.marker == place.marker
            assert marked_rows(screen)[0] < sheet.y
            assert sheet.height >= rows // 3
        await pilot.press("escape", "escape")
        assert cursor.place == place


async def test_the_words_that_a_note_is_on_stay_in_sight_above_the_editor(tmp_path: Path) -> None:
    async with reading(library_in(tmp_path), PLACE, (60, 16)) as (pilot, screen):
        await pilot.press("v", "right_curly_bracket", "o", "right_curly_bracket", "a")
        drawn = [row.line for row in screen.desk.view.cursor.rows]
        assert any("headline sum" in part.text for line in drawn for part in line)


@pytest.mark.parametrize("size", SIZES)
async def test_a_note_that_was_saved_is_seen_below_its_paragraph(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(library_in(tmp_path), PLACE, size) as (pilot, screen):
        while marked_rows(screen)[-1] < size[1] - 3:
            await pilot.press("right_curly_bracket")
        marker = screen.desk.view.cursor.marker
        await pilot.press("a", *"word " * 40, "ctrl+s")
        last = screen.desk.view.cursor.rows[-1]
        assert last.spot == marker
        assert last.number == len(screen.desk.view.cursor.pager.lines(marker)) - 1


async def test_the_beginning_of_a_paragraph_stays_in_sight_when_its_notes_need_more_room_than_there_is(
    tmp_path: Path,
) -> None:
    async with reading(library_in(tmp_path), PLACE, (60, 16)) as (pilot, screen):
        for _ in range(4):
            await pilot.press("a", *"word " * 40, "ctrl+s")
        assert screen.desk.view.cursor.rows[0].spot == screen.desk.view.cursor.marker
        assert marked_rows(screen)[0] == 1


async def test_a_note_is_edited_from_the_panel_beside_a_dossier_and_the_dossier_stays_where_it_is(
    tmp_path: Path,
) -> None:
    async with reading(library_in(tmp_path), f"{SUMMIT}#visit", (80, 24)) as (pilot, screen):
        await pilot.press("G", "left_curly_bracket")
        for _ in range(40):
            await pilot.press("left_curly_bracket")
            if screen.desk.view.cursor.item(screen.desk.view.cursor.marker).paragraph:  # type: ignore[union-attr]
                break
        await pilot.press("a", *"Why", "ctrl+s", "1", "tab", "enter")
        assert not screen.desk.shows_briefing
        place = screen.desk.view.cursor.place
        await pilot.press("m", "e")
        assert screen.desk.view.cursor.place == place
        await pilot.press(*" then", "ctrl+s", "escape")
        assert [note.text for note in saved(tmp_path)] == ["Why then"]
        assert screen.desk.view.cursor.place == place
