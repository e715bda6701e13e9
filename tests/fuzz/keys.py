"""Keys and sizes by chance on the running reader."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from textual import events

from reader.core.safe_text import dangers
from reader.tui.app import ReaderApp
from tests import hostile
from tests.conftest import SAMPLES, library_in

KEYS = [
    *"jkbdugGcimaAeExUvhlwynNsorft?:/123456789[]{}MY.,()'\"",
    *"tab shift+tab enter escape backspace space pagedown home end up down left right".split(),
    *"ctrl+s ctrl+o ctrl+l ctrl+p ctrl+c ctrl+a delete f1 習 é".split(),
]
steps = st.one_of(
    st.sampled_from(KEYS),
    st.sampled_from(KEYS),
    st.sampled_from(KEYS),
    st.tuples(st.integers(1, 160), st.integers(1, 50)),
)


@given(st.lists(steps, min_size=20, max_size=60), st.sampled_from(["china-russia-summit-2017", "hostile"]))
def key_sequences(sequence: list[Any], target: str) -> None:
    """Keys and sizes on the running reader: it goes on, stands somewhere in its text, and draws nothing unsafe."""
    asyncio.run(press(sequence, target))


async def press(sequence: list[Any], target: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, before = Path(name), Path.cwd()
        os.chdir(folder)  # copies may be written to files
        (folder / "shelf").mkdir()
        (folder / "shelf" / "hostile.toml").write_text(hostile.as_toml(hostile.briefing()))
        library = library_in(folder, SAMPLES, folder / "shelf")
        address = library.find(target)
        app = ReaderApp(library, library.open(address.path), address)
        try:
            async with app.run_test(size=(100, 30)) as pilot:
                for step in sequence:
                    if isinstance(step, tuple):
                        await pilot.resize_terminal(*step)
                    else:
                        app.post_message(key_event(step))
                while not app.keys.is_empty and app.is_running:
                    await pilot.pause()
                await pilot.pause()
                if app.is_running:
                    hold_screen(app)
        finally:
            os.chdir(before)


def key_event(key: str) -> events.Key:
    return events.Key(key, key if len(key) == 1 else None)


def hold_screen(app: ReaderApp) -> None:
    strips = app.screen._compositor.render_strips(app.screen.size)
    assert dangers("".join(segment.text for strip in strips for segment in strip)) == ()
    reading = app.screen_stack[0]
    desk = reading.desk  # type: ignore[attr-defined]
    marker = desk.view.cursor.marker
    assert 0 <= marker.part < len(desk.document.parts)
