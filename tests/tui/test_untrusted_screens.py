"""Every screen of a hostile briefing, with a witness where Textual and Rich read markup."""

from __future__ import annotations

from pathlib import Path

import pytest
import rich.markup
import textual.markup

from reader.core.safe_text import dangers
from reader.tui.actions import ACTIONS
from reader.tui.app import ReaderApp
from reader.tui.reading import ReadingScreen
from tests import hostile
from tests.conftest import library_in


def drawn(app: ReaderApp) -> str:
    """All that stands on the screen."""
    strips = app.screen._compositor.render_strips(app.screen.size)
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def reading_screen(app: ReaderApp) -> ReadingScreen:
    screen = app.screen
    assert isinstance(screen, ReadingScreen)
    return screen


async def test_nothing_that_a_file_says_is_read_as_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.chdir(tmp_path)  # copies may be written to files

    def to_content(markup: str, *args: object, **options: object) -> object:
        read.append(markup)
        return original(markup, *args, **options)  # type: ignore[arg-type]

    def render(markup: str, *args: object, **options: object) -> object:
        read.append(markup)
        return originally(markup, *args, **options)  # type: ignore[arg-type]

    original, originally = textual.markup.to_content, rich.markup.render
    monkeypatch.setattr(textual.markup, "to_content", to_content)
    monkeypatch.setattr(rich.markup, "render", render)
    folder = hostile.write_library(tmp_path)
    hostile.write_notes(tmp_path)
    library = library_in(tmp_path, folder)
    address = library.find(str(folder / "hostile.toml"))
    app = ReaderApp(library, library.open(address.path), address)
    seen = ""
    async with app.run_test(size=(100, 30)) as pilot:
        screen = reading_screen(app)
        for action in ACTIONS:
            if action.name in ("quit", "leave", "suspend") or action.mode:
                continue
            screen.action_do(action.name)
            await pilot.pause()
            seen += drawn(app)
            if pilot.app.screen is not screen:
                await pilot.press("enter", "escape", "escape")
    assert dangers(seen.replace("\n", "")) == ()
    assert [text for text in read if "MARK" in text] == []
    assert "[bold red]MARK[/]" in seen
    assert "[@click=app.quit]" in seen
