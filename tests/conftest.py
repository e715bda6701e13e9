"""What all tests share: nothing here touches the files of the person who runs them."""

from __future__ import annotations

import signal
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from reader.library.library import Library
from reader.library.notebook import Means, Notebook
from reader.storage.decisions import DecisionStore
from reader.storage.drafts import DraftStore
from reader.storage.notes import NoteStore
from reader.storage.state import State
from tests.tui.idle import until_idle

SAMPLES = Path(__file__).parent.parent / "briefings"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has an empty home of its own."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for waiting in ("disk", "fetching"):
        monkeypatch.setattr(f"reader.tui.features.{waiting}.PATIENCE", 30.0)  # a busy disk is no hung one
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    for name in ("LIBRARY", "CONFIG", "DATA_DIR", "SECURE"):
        monkeypatch.delenv(f"BRIEFING_READER_{name}", raising=False)


@pytest.fixture(autouse=True)
def _until_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen under test is done when its event loop is, however busy the machine may be."""
    for module in ("textual.pilot", "textual.app"):
        monkeypatch.setattr(f"{module}.wait_for_idle", until_idle)


def counted_means(hours: int = 0) -> Means:
    """A clock that goes on by a minute each time it is asked, begun some hours later, and ids that count."""
    minutes, numbers = count(), count(1)
    start = datetime(2026, 11, 24, 8, 0, tzinfo=UTC) + timedelta(hours=hours)
    return Means(lambda: start + timedelta(minutes=next(minutes)), lambda size: f"{next(numbers):0{size}x}")


_SESSIONS: Counter[Path] = Counter()


def library_in(folder: Path, *libraries: Path) -> Library:
    """A library with its notes and state below a folder; the sample briefings unless told otherwise.

    Another one of the same folder is of a later hour, however often the first was asked for the time.
    """
    means = counted_means(_SESSIONS[folder])
    _SESSIONS[folder] += 1
    notebook = Notebook(NoteStore(folder / "notes"), means, DraftStore(folder / "drafts"))
    decisions = DecisionStore(folder / "names.toml")
    return Library(libraries or (SAMPLES,), notebook, State(folder / "state.db"), decisions, cache=folder / "cache")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The sample briefings with a notebook of their own."""
    return library_in(tmp_path)


def pytest_configure() -> None:
    """Have interrupts reach what tests start: a shell has them ignored in what it runs in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The one test that takes a minute comes first: at the end all others would wait for it."""
    items.sort(key=lambda item: "test_scenes.py" not in item.nodeid)
