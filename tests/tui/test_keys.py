"""Keys: every action can have other ones, which the screen then obeys and shows; none is ever out of reach."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.settings import Animation, Panel, Theme
from reader.library.library import Library
from reader.tui.actions import ACTIONS, BY_NAME
from reader.tui.app import ReaderApp
from reader.tui.features.looking import NAMES as THEME_NAMES
from reader.tui.features.sides import NAMES as PANEL_NAMES
from reader.tui.keys import NEVER_LOST, Keys, default_keys, key_named, keys_in, show_key
from reader.tui.look import Look
from reader.tui.reading import ReadingScreen

some_keys = st.sampled_from(["j", "G", "x", "ctrl+x", "f5", "PgDn", ",", "Space", "ctrl+q", "?", "f1", "esc"])
asked = st.dictionaries(
    st.sampled_from([action.name for action in ACTIONS]), st.lists(some_keys, max_size=3), max_size=5
)


@settings(max_examples=200, deadline=None)
@given(asked)
def test_no_two_actions_have_the_same_key_and_none_that_matters_is_lost(wanted: dict[str, list[str]]) -> None:
    keys, faults = keys_in([(name, tuple(those)) for name, those in wanted.items()])
    if faults.fatal:
        return
    seen: set[tuple[str, str]] = set()
    for action in ACTIONS:
        for key in keys.of(action.name):
            assert (action.mode, key) not in seen
            seen.add((action.mode, key))
    assert all(keys.of(name) for name in NEVER_LOST)
    for name, those in wanted.items():
        assert set(keys.of(name)) == {key_named(key) for key in those}


def test_the_default_keys_are_keys_and_do_not_clash() -> None:
    assert keys_in([(action.name, default_keys(action.name)) for action in ACTIONS])[1] == []


@pytest.mark.parametrize("key", sorted({key for action in ACTIONS for key in default_keys(action.name)}))
def test_a_key_can_be_written_as_it_is_shown(key: str) -> None:
    shown = {"↑": "up", "↓": "down", "←": "left", "→": "right"}.get(show_key(key), show_key(key))
    assert key_named(shown) == key


def test_settings_know_the_themes_panels_and_levels_of_the_screen() -> None:
    assert {*map(str, Theme)} == {*THEME_NAMES}
    assert {*map(str, Panel)} == {*PANEL_NAMES}
    assert [*map(str, Animation)] == ["none", "basic", "full"]


async def test_the_reader_obeys_the_keys_width_panels_and_theme_of_the_settings(library: Library) -> None:
    keys, faults = keys_in([("line_down", ("n",)), ("contents", (",",)), ("help", ("f2",))])
    assert not faults.fatal
    address = library.find("china-russia-summit-2017")
    look = Look(theme="light", text_width=50, panels=("contents", "notes"), keys=keys)
    app = ReaderApp(library, library.open(address.path), address, look=look)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        assert (app.theme, screen.desk.view.text_width) == ("light", 50)
        assert [screen.desk.rows(name).display for name in PANEL_NAMES] == [True, False, True]
        before = screen.desk.view.cursor.pager.top
        await pilot.press("j")
        assert screen.desk.view.cursor.pager.top == before
        await pilot.press("n")
        assert screen.desk.view.cursor.pager.top != before
        await pilot.press("comma")
        assert not screen.desk.rows("contents").display
        await pilot.press("f2")
        assert app.screen is not screen


def test_bindings_are_one_an_action_that_has_a_key() -> None:
    assert len(Keys().bindings()) == len(ACTIONS)
    assert len(Keys({"back": ()}).bindings()) == len(ACTIONS) - 1
    assert BY_NAME["back"].keys


def test_actions_and_keys_need_no_textual() -> None:
    import subprocess
    import sys

    code = "import sys, reader.tui.keys; print('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert done.stdout == "False\n"
