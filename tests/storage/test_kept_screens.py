"""A kept screen counts only while everything it was made from is as it was."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from reader.storage import kept_screens
from reader.storage.places import find_places
from reader.storage.state import Position, State

AROUND = kept_screens.circumstances({"TERM": "xterm"}, "1.0", (80, 24))


class Kept:
    """A briefing file, the file of what was read last, and the folder of kept screens."""

    def __init__(self, folder: Path) -> None:
        self.file, self.state = folder / "gas.toml", folder / "state.db"
        self.folder = str(folder / "screens")
        self.file.write_text("one")
        self.state.write_text("state")

    def keep(self, screen: str = "\x1b[Hscreen", look: str = "dark") -> None:
        files = [str(self.file), str(self.file.parent / "missing")]
        kept_screens.keep(self.folder, AROUND, str(self.file), "gas", files, str(self.state), look, screen)

    def find(self, target: str, around: str = AROUND) -> str | None:
        return kept_screens.find(self.folder, target, around)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    made = Kept(tmp_path)
    made.keep()
    return made


def test_a_screen_is_found_by_its_file_by_its_id_and_as_the_last_one(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(kept.file.parent)
    assert {kept.find(target) for target in ("./gas.toml", "gas.toml", str(kept.file), "gas", "")} == {"\x1b[Hscreen"}
    assert kept.find("oil") is None


def test_one_that_is_made_of_very_many_files_is_not_kept(kept: Kept) -> None:
    many = [f"{kept.folder}/{number}" for number in range(20_000)]
    kept_screens.keep(kept.folder, AROUND, "/oil.toml", "oil", many, str(kept.state), "dark", "screen")
    assert len(list(Path(kept.folder).iterdir())) == 1
    kept_screens.keep(kept.folder, AROUND, "/oil.toml", "oil", many[:1000], str(kept.state), "dark", "screen")
    assert kept.find("oil") == "screen"


def test_nobody_else_can_read_it(kept: Kept) -> None:
    (file,) = Path(kept.folder).iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert Path(kept.folder).stat().st_mode & 0o777 == 0o700


def test_a_changed_file_makes_it_void_and_so_does_one_that_is_new(kept: Kept) -> None:
    os.utime(kept.file, ns=(1, 1))
    assert kept.find(str(kept.file)) is None
    kept.keep()
    assert kept.find("gas")
    (kept.file.parent / "missing").write_text("")
    assert kept.find("gas") is None


def test_the_last_one_is_void_once_something_else_was_read(kept: Kept) -> None:
    kept.state.write_text("another state")
    assert kept.find("") is None
    assert kept.find("gas")


@pytest.mark.parametrize(
    "around",
    [
        kept_screens.circumstances({"TERM": "xterm"}, "1.0", (81, 24)),
        kept_screens.circumstances({"TERM": "screen"}, "1.0", (80, 24)),
        kept_screens.circumstances({"TERM": "xterm"}, "1.1", (80, 24)),
        kept_screens.circumstances({"TERM": "xterm", "NO_COLOR": "1"}, "1.0", (80, 24)),
        kept_screens.circumstances({"TERM": "xterm", "XDG_DATA_HOME": "/x"}, "1.0", (80, 24)),
        kept_screens.circumstances({"TERM": "xterm", "BRIEFING_READER_LIBRARY": "/x"}, "1.0", (80, 24)),
    ],
)
def test_it_is_for_one_size_terminal_version_and_library(kept: Kept, around: str) -> None:
    assert kept.find("gas", around) is None


def test_another_look_makes_the_screens_of_the_first_void(kept: Kept) -> None:
    other = kept.file.parent / "oil.toml"
    other.write_text("two")
    kept_screens.keep(kept.folder, AROUND, str(other), "oil", [str(other)], str(kept.state), "light", "oil")
    assert kept.find("oil") == "oil"
    assert kept.find("gas") is None


def test_where_the_reader_was_is_remembered_and_what_showed_another_place_forgotten(kept: Kept) -> None:
    State(kept.state.with_name("true.db")).remember("gas", Position(str(kept.file), "s", 3, 0), "2017")
    assert kept.find("gas") is None


def test_only_so_many_are_kept(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    for number in range(kept_screens.MOST + 4):
        file = tmp_path / f"{number}.toml"
        file.write_text("")
        kept_screens.keep(str(tmp_path / "s"), AROUND, str(file), str(number), [str(file)], str(state), "dark", "x")
    assert len(list((tmp_path / "s").iterdir())) == kept_screens.MOST


@pytest.mark.parametrize("damage", [b"", b"\n" * 20, b"briefing-reader screen 1\n", b"\xff\xfe" * 100])
def test_a_damaged_one_counts_as_none(kept: Kept, damage: bytes) -> None:
    (file,) = Path(kept.folder).iterdir()
    whole = file.read_bytes()
    for data in (damage, whole[: len(whole) // 2], whole.replace(b"\n\n", b"\n")):
        file.write_bytes(data)
        assert kept.find("gas") is None


@pytest.mark.parametrize("variables", [{}, {"XDG_STATE_HOME": "/some/where"}, {"XDG_STATE_HOME": "relative"}])
def test_the_state_folder_is_the_one_that_everything_else_uses(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    monkeypatch.setenv("HOME", "/home/xi")  # which is where platformdirs looks
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    variables = {"HOME": "/home/xi", **variables}
    assert kept_screens.state_folder(variables) == str(find_places(variables).state)


def test_looking_for_one_loads_next_to_nothing() -> None:
    import subprocess

    code = "import sys; old = set(sys.modules); import reader.cli.first_screen; print(*(set(sys.modules) - old))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {name for name in loaded if not name.startswith("reader")} <= {"__future__", "binascii"}
