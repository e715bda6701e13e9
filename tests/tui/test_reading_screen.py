"""The reading screen, driven by keys: what a person sees and what is on the disk afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.core.note import Target
from reader.core.reading.document import Link, LinkKind
from reader.errors import NotesError
from reader.library import Library
from reader.storage.notes import NoteStore
from reader.tui.drawing.rows import Rows
from reader.tui.lists.note_editor import NoteEditor
from tests.conftest import SAMPLES, library_in
from tests.tui.screens import SIZES, SUMMIT, reading, screen_text, section_in_view


@pytest.mark.parametrize("size", SIZES)
async def test_sections_are_reached_by_brackets_and_digits(library: Library, size: tuple[int, int]) -> None:
    async with reading(library, size=size) as (pilot, screen):
        passed = []
        for key in ("]", "]", "]", "]", "[", "1", "3"):
            await pilot.press(key)
            passed.append(section_in_view(screen))
        assert passed == ["energy", "finance", "north-korea", "visit", "north-korea", "energy", "north-korea"]


@pytest.mark.parametrize("size", SIZES)
async def test_the_screen_names_briefing_section_position_and_marking(library: Library, size: tuple[int, int]) -> None:
    async with reading(library, size=size) as (pilot, _):
        await pilot.press("2")
        top = screen_text(pilot).split("\n")[0]
        assert top.startswith(" TLP:CLEAR  Xi in Moscow")
        assert "Finance ¶1" in top
        assert "%" in top


async def test_tab_reaches_an_entity_and_backspace_comes_back_to_the_very_line(library: Library) -> None:
    async with reading(library, size=(80, 24)) as (pilot, screen):
        await pilot.press("1", "j", "j", "j")
        for _ in range(40):
            await pilot.press("tab")
            link = screen.desk.view.cursor.focused_link()
            if link and link.targets == ("xi-jinping",):
                break
        place = screen.desk.view.cursor.place
        await pilot.press("enter")
        assert screen.desk.view.document.key == "entity:xi-jinping"
        assert "習近平" in screen_text(pilot)
        await pilot.press("backspace")
        assert screen.desk.view.document.key == f"briefing:{SUMMIT}"
        assert screen.desk.view.cursor.place == place


async def test_a_dossier_leads_to_another_briefing_and_all_the_way_back(library: Library) -> None:
    async with reading(library, size=(80, 24)) as (pilot, screen):
        screen.going.open_dossier("gazprom")
        await pilot.pause()
        for _ in range(80):
            await pilot.press("tab")
            link = screen.desk.view.cursor.focused_link()
            if link and link.targets[0].startswith("power-of-siberia#"):
                break
        await pilot.press("enter")
        assert screen.desk.opened.briefing.id == "power-of-siberia"
        await pilot.press("backspace", "backspace")
        assert screen.desk.opened.briefing.id == SUMMIT


async def test_an_ambiguous_name_offers_both(library: Library) -> None:
    async with reading(library) as (pilot, screen):
        screen.going.follow_link(Link(0, 6, LinkKind.ENTITY, ("moscow", "russian-government")))
        await pilot.pause()
        assert "Russian government" in screen_text(pilot)
        await pilot.press("down", "enter")
        assert screen.desk.view.document.key == "entity:russian-government"


@pytest.mark.parametrize("size", SIZES)
async def test_a_note_is_written_kept_and_there_at_the_next_start(tmp_path: Path, size: tuple[int, int]) -> None:
    library = library_in(tmp_path)
    async with reading(library, f"{SUMMIT}#finance", size) as (pilot, screen):
        await pilot.press("}", "a")
        await pilot.press(*"Who pays?", "ctrl+s")
        assert "✎ Who pays?" in screen_text(pilot)
        spot = screen.desk.view.cursor.marker
    (file,) = (tmp_path / "notes" / SUMMIT).glob("*.md")
    assert file.read_text().endswith("+++\nWho pays?\n")
    assert file.stat().st_mode & 0o777 == 0o600
    async with reading(library_in(tmp_path), f"{SUMMIT}#finance", size) as (pilot, screen):
        await pilot.pause()
        assert "✎ Who pays?" in screen_text(pilot)
        assert screen.desk.view.decor.signs == {spot: "✎"}


async def test_a_note_goes_on_a_section_and_on_an_entity(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    async with reading(library, f"{SUMMIT}#energy") as (pilot, screen):
        await pilot.press("A", *"On all of it", "ctrl+s")
        screen.going.open_dossier("gazprom")
        await pilot.pause()
        await pilot.press("A", *"A seller", "ctrl+s")
    targets = {
        note.note.target.section or note.note.target.entity for note in NoteStore(tmp_path / "notes").all().notes
    }
    assert targets == {"energy", "gazprom"}


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_key_of_a_first_start_writes_a_note_on_the_briefing(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with reading(library_in(tmp_path), size=size) as (pilot, _):
        await pilot.press("a")
        assert "Note on the briefing" in screen_text(pilot)
        await pilot.press(*"Read again", "ctrl+s")
        await pilot.press("m")
        assert "Read again" in screen_text(pilot)
    (stored,) = NoteStore(tmp_path / "notes").all().notes
    assert stored.note.target == Target(SUMMIT, edition=stored.note.target.edition)


async def test_a_note_on_a_section_or_the_briefing_stands_below_its_head_and_is_edited_from_there(
    tmp_path: Path,
) -> None:
    async with reading(library_in(tmp_path), f"{SUMMIT}#energy", size=(80, 24)) as (pilot, screen):
        await pilot.press("A", *"On all of it", "ctrl+s")
        lines = screen_text(pilot).split("\n")
        below = next(place for place, line in enumerate(lines) if "as of 2017" in line)
        assert lines[below].startswith(" ✎ as of")
        assert lines[below + 1].strip() == "╰ ✎ On all of it"
        await pilot.press("e", *" of it", "ctrl+s")
        assert "✎ On all of it of it" in screen_text(pilot)
        await pilot.press("g", "a", *"On the briefing", "ctrl+s")
        assert "✎ On the briefing" in screen_text(pilot)
        await pilot.press("x")
        assert "✎ On the briefing" not in screen_text(pilot)
        await pilot.press("U", "G", "m", "g", "enter")
        assert screen.desk.view.cursor.pager.top.part == 0
        await pilot.press("2", "space", "space", "e")
        assert "There is no note here" in screen_text(pilot)


async def test_a_note_is_edited_deleted_and_brought_back(tmp_path: Path) -> None:
    async with reading(library_in(tmp_path), f"{SUMMIT}#energy") as (pilot, _):
        await pilot.press("a", *"One", "ctrl+s")
        await pilot.press("e", *" two", "ctrl+s")
        assert "✎ One two" in screen_text(pilot)
        await pilot.press("x")
        assert "One two" not in screen_text(pilot)
        await pilot.press("U")
        assert "✎ One two" in screen_text(pilot)
        assert "“One two” is back" in screen_text(pilot)
        await pilot.press("U", "U")
        assert "your note “One” is in the trash" in screen_text(pilot)


async def test_a_save_that_fails_keeps_the_words_on_the_screen(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise NotesError("the disk is full.")

    async with reading(library, f"{SUMMIT}#energy") as (pilot, _):
        monkeypatch.setattr(NoteStore, "add", full)
        await pilot.press("a", *"Precious", "ctrl+s")
        assert isinstance(pilot.app.screen, NoteEditor)
        assert pilot.app.screen.text == "Precious"
        assert "Not saved: the disk is full." in screen_text(pilot)


async def test_escape_never_quits_and_asks_before_words_are_lost(library: Library) -> None:
    async with reading(library, f"{SUMMIT}#energy") as (pilot, screen):
        await pilot.press("a", "x", "escape")
        assert isinstance(pilot.app.screen, NoteEditor)
        await pilot.press("escape")
        assert pilot.app.screen.id == screen.id
        await pilot.press("escape", "escape", "escape")
        assert pilot.app.is_running


async def test_find_goes_to_matches_with_a_count_and_around_the_end(library: Library) -> None:
    async with reading(library) as (pilot, screen):
        await pilot.press("slash", *"pipeline", "enter")
        first = screen.desk.view.cursor.place
        said = screen_text(pilot).split("\n")[-1]
        count = int(said.split(" of ")[1].split()[0])
        assert said.startswith(" 1 of ")
        await pilot.press(*["n"] * count)
        assert screen.desk.view.cursor.marker == first.marker
        await pilot.press("N")
        assert f"{count} of {count}" in screen_text(pilot)


async def test_a_narrow_screen_folds_its_panels_and_opens_them_over_the_text(library: Library) -> None:
    async with reading(library, size=(80, 24)) as (pilot, screen):
        assert not screen.query_one("#contents", Rows).display
        await pilot.press("c")
        assert screen.focused is screen.query_one("#contents")
        await pilot.press("j", "j", "enter")
        assert section_in_view(screen) == "finance"
        assert not screen.query_one("#contents", Rows).display


@pytest.mark.parametrize("panel", ["c", "i", "m"])
@pytest.mark.parametrize(
    "key",
    ["tab", "shift+tab", "v", "f", "M", "a", ".", "right_curly_bracket", "right_square_bracket", "1", "n", "slash"],
)
async def test_what_happens_in_the_text_is_seen_there_and_not_behind_a_panel(
    library: Library, panel: str, key: str
) -> None:
    async with reading(library, f"{SUMMIT}#energy", size=(80, 24)) as (pilot, screen):
        await pilot.press("slash", *"the", "enter", panel)
        assert screen.sides.covers
        await pilot.press(key)
        is_asked_in_panel = (panel, key) == ("m", "slash")  # it filters what the panel lists
        assert screen.sides.covers is is_asked_in_panel


async def test_another_width_names_as_many_keys_as_it_has_room_for(library: Library) -> None:
    async with reading(library, size=(200, 40)) as (pilot, _):
        await pilot.press("v")
        await pilot.resize_terminal(60, 16)
        await pilot.pause()
        narrow = screen_text(pilot).split("\n")[-1]
        assert "…" not in narrow
        await pilot.press("v")
        assert screen_text(pilot).split("\n")[-1] == narrow


async def test_escape_closes_a_panel_over_the_text_wherever_the_keys_are(library: Library) -> None:
    async with reading(library, size=(80, 24)) as (pilot, screen):
        await pilot.press("c")
        screen.desk.view.focus()
        await pilot.press("escape")
        assert not screen.sides.covers


@pytest.mark.parametrize("size", [(60, 16), (80, 24)])
async def test_contents_that_open_over_the_text_stand_at_the_section_that_is_read(
    library: Library, size: tuple[int, int]
) -> None:
    async with reading(library, f"{SUMMIT}#finance", size=size) as (pilot, screen):
        await pilot.press("c")
        assert screen.desk.rows("contents").chosen == 2
        assert "Esc to the text" in screen_text(pilot).split("\n")[-1]
        await pilot.press("escape", "i")
        assert "Entities in Finance" in screen_text(pilot)


async def test_panels_are_focused_with_the_arrows_and_chosen_from(library: Library) -> None:
    async with reading(library, f"{SUMMIT}#energy") as (pilot, screen):
        await pilot.press("h")
        assert screen.focused is screen.query_one("#contents")
        await pilot.press("l", "l")
        assert screen.focused is screen.query_one("#entities")
        await pilot.press("enter")
        assert screen.desk.view.document.key.startswith("entity:")


async def test_the_help_names_every_action(library: Library) -> None:
    async with reading(library, size=(120, 60)) as (pilot, _):
        await pilot.press("question_mark")
        shown = screen_text(pilot)
        assert "the next section" in shown
        await pilot.press(*"half a page")
        shown = screen_text(pilot)
        assert "half a page down" in shown
        assert "the next section" not in shown


async def test_another_briefing_is_opened_from_the_list(library: Library) -> None:
    async with reading(library) as (pilot, screen):
        await pilot.press("o", *"nuclear", "enter")
        await pilot.pause()
        assert screen.desk.opened.briefing.id == "north-korea-nuclear-tests"
        await pilot.press("backspace")
        assert screen.desk.opened.briefing.id == SUMMIT


async def test_q_ends_the_program_with_0_and_the_place_is_remembered(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    async with reading(library, f"{SUMMIT}#finance") as (pilot, screen):
        await pilot.press("j", "j", "j")
        place = screen.desk.view.cursor.place
        await pilot.press("q")
        assert pilot.app.return_value == 0
    async with reading(library_in(tmp_path)) as (_, screen):
        assert (screen.desk.view.cursor.place.top, screen.desk.view.cursor.place.line) == (place.top, place.line)


async def test_reload_stays_in_place_and_a_broken_file_leaves_the_text(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    file = folder / "x.toml"
    body = "\n\n".join(f"Paragraph {n}." for n in range(60))
    file.write_text(
        f'format = 1\nid = "x"\ntitle = "X"\n[[sections]]\nid = "s"\ntitle = "S"\nbody = """\n{body}\n"""\n'
    )
    async with reading(library_in(tmp_path, folder), "x", (80, 24)) as (pilot, screen):
        await pilot.press("space", "space")
        place = screen.desk.view.cursor.place
        await pilot.press("r")
        assert screen.desk.view.cursor.place == place
        file.write_text("format = ")
        await pilot.press("r")
        assert "Still shown as it was" in screen_text(pilot)
        assert "Paragraph" in screen_text(pilot)


async def test_markup_and_controls_in_a_briefing_are_only_text(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    evil = "[bold red]x[/] [@click=app.quit]y[/] [/ \\u001b]0;owned\\u0007 \\u202e"
    (folder / "x.toml").write_text(
        f'format = 1\nid = "x"\ntitle = "{evil}"\nmarking = "{evil}"\nsummary = "{evil}"\n'
        f'[[sections]]\nid = "s"\ntitle = "{evil}"\nbody = "{evil} Evil"\n'
        f'[[entities]]\nid = "e"\nname = "Evil"\nkind = "topic"\nsummary = "{evil}"\naliases = ["{evil}"]\n'
    )
    async with reading(library_in(tmp_path, folder), "x") as (pilot, screen):
        for keys in (["1"], ["tab", "enter"], ["backspace"], ["o"], ["escape"], ["question_mark"], ["escape"], ["m"]):
            await pilot.press(*keys)
            shown = screen_text(pilot)
            assert "\x1b" not in shown
            assert "\u202e" not in shown
        assert "[bold red]x[/]" in shown
        assert screen.desk.opened.briefing.id == "x"


def test_every_sample_briefing_is_read_without_a_problem(library: Library) -> None:
    library.catalogue.refresh()
    shelf = library.catalogue.shelf()
    assert len(shelf.entries) == len([*SAMPLES.glob("*.toml")]) - 1
    assert shelf.problems == ()


async def test_notes_are_still_in_the_text_after_a_dossier_was_read(tmp_path: Path) -> None:
    async with reading(library_in(tmp_path), f"{SUMMIT}#energy") as (pilot, screen):
        await pilot.press("a", *"Kept in sight", "ctrl+s")
        screen.going.open_dossier("gazprom")
        await pilot.pause()
        assert "✎ Kept in sight" not in screen_text(pilot).split("My notes")[0]
        await pilot.press("backspace")
        assert "✎ Kept in sight" in screen_text(pilot)


async def test_what_was_found_in_one_text_is_forgotten_in_the_next(library: Library) -> None:
    async with reading(library) as (pilot, screen):
        await pilot.press("slash", *"pipeline", "enter")
        screen.going.open_dossier("gazprom")
        await pilot.pause()
        await pilot.press("n")
        assert "Nothing is being looked for: / finds" in screen_text(pilot)
