"""Settings: where each comes from, what is wrong with them, and that they reach the reader."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from reader.cli.arguments import parse
from reader.cli.configuration import configuration_of
from reader.cli.main import main
from reader.core.settings import NAMES, Theme, variable


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The settings file of the person who runs the test."""
    path = tmp_path / "home" / ".config" / "briefing-reader" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


def settings_told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, tuple[object, str]]:
    assert main(["info", "--json", *words]) == 0
    return {one["name"]: (one["value"], one["from"]) for one in json.loads(capsys.readouterr().out)["settings"]}


def test_without_a_file_every_setting_is_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    told = settings_told(capsys)
    assert {origin for _, origin in told.values()} == {"default"}
    assert set(told) == {*NAMES} - {"keys"}


def test_an_option_comes_before_a_variable_before_the_file(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("in-file", "in-variable", "in-option"):
        (tmp_path / name).mkdir()
    config.write_text(f'text_width = 60\nlibrary = "{tmp_path / "in-file"}"\n')
    assert settings_told(capsys)["text_width"] == (60, f"{config}:1")
    assert settings_told(capsys)["library"] == ([str(tmp_path / "in-file")], f"{config}:2")
    monkeypatch.setenv("BRIEFING_READER_TEXT_WIDTH", "61")
    monkeypatch.setenv("BRIEFING_READER_LIBRARY", str(tmp_path / "in-variable"))
    told = settings_told(capsys)
    assert told["text_width"] == (61, "environment BRIEFING_READER_TEXT_WIDTH")
    assert told["library"] == ([str(tmp_path / "in-variable")], "environment BRIEFING_READER_LIBRARY")
    told = settings_told(capsys, "--library", str(tmp_path / "in-option"))
    assert told["library"] == ([str(tmp_path / "in-option")], "option --library")
    chosen = configuration_of(parse(["--text-width", "62", "--theme=light"])).settings
    assert (chosen.text_width, chosen.theme) == (62, Theme.LIGHT)


def test_a_file_that_is_a_link_to_nothing_is_not_passed_over(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.symlink_to(config.parent / "dotfiles" / "config.toml")
    assert main(["list"]) == 2
    assert f"{config}:1:1: error: is a link that leads nowhere" in capsys.readouterr().err


def test_folders_in_the_file_are_seen_from_home_or_from_the_file(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.write_text('library = ["~/desk", "mine"]\n')
    folders, origin = settings_told(capsys)["library"]
    assert folders == [str(tmp_path / "home" / "desk"), str(config.parent / "mine")]
    assert origin == f"{config}:1"


WRONG = """\
theme = "lite"
text_width = "wide"
panels = ["content"]
[keys]
quit = []
"""


def test_every_error_of_the_file_is_told_with_its_line(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text(WRONG)
    assert main(["list"]) == 2
    told = capsys.readouterr().err.splitlines()[1:]
    assert [line.removeprefix(str(config)).split(": error: ")[0] for line in told] == [":1:1", ":2:1", ":3:11"]
    assert 'did you mean "light"?' in told[0]
    assert 'did you mean "contents"?' in told[2]


def test_an_unknown_setting_is_a_warning(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text("text_widht = 60\n")
    assert main(["list"]) == 0
    message = f'{config}:1:1: warning: text_widht: unknown key "text_widht" (did you mean "text_width"?) [unknown-key]'
    assert capsys.readouterr().err == message + "\n"


@pytest.mark.parametrize("text", ["theme = ", "\x00", "[keys"])
def test_a_file_that_is_no_toml_is_wrong_usage(config: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text(text)
    assert main(["list"]) == 2
    assert f"{config}:1:" in capsys.readouterr().err


def test_a_file_that_is_named_must_be_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--config", str(tmp_path / "none.toml")]) == 2
    assert "no such file" in capsys.readouterr().err


@pytest.mark.parametrize("name", [name for name in NAMES if name in ("theme", "text_width", "panels", "animation")])
def test_a_variable_that_makes_no_sense_is_wrong_usage(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(variable(name), "nonsense")
    assert main(["list"]) == 2
    assert f"environment {variable(name)}: expected" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("keys", "line", "says"),
    [
        ("quit = []", 2, "cannot be left without a key"),
        ("help = []", 2, "cannot be left without a key"),
        ('top = "ctlr+x"', 2, "is no key"),
        ('bottom = "G"\ntop = ["x", "w"]\nback = "w"', 4, 'is given to "top" already'),
        ('line_down = ["ctrl+q"]', 2, '"quit" cannot be left without a key'),
        ('line_down = ["ctrl+q"]\nquit = "ctrl+q"', 3, 'is given to "line_down" already'),
        ('line_down = ["?", "f1"]', 2, '"help" cannot be left without a key'),
    ],
)
def test_keys_that_cannot_be_are_told_with_their_line(
    config: Path, capsys: pytest.CaptureFixture[str], keys: str, line: int, says: str
) -> None:
    config.write_text(f"[keys]\n{keys}\n")
    assert main(["info"]) == 2
    told = capsys.readouterr().err
    assert f"{config}:{line}:" in told
    assert says in told


def test_a_key_that_is_taken_from_another_action_is_told(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text('[keys]\nline_down = ["n", "Down"]\nlime_up = "x"\n')
    assert main(["info", "--json"]) == 0
    told = capsys.readouterr()
    assert '"n" is taken from "next_match"' in told.err
    assert 'did you mean "line_up"?' in told.err
    keys = {one["action"]: (one["keys"], one["from"]) for one in json.loads(told.out)["keys"]}
    assert keys == {"line_down": (["n", "down"], f"{config}:2"), "next_match": ([], "default")}


def test_info_names_folders_versions_and_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info", "--json", "--data-dir", str(tmp_path / "data")]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["version"] == 1
    assert document["folders"]["notes"] == str(tmp_path / "data" / "notes")
    assert "unknown" not in document["versions"].values()
    assert document["library"][0]["files"] == 6
    assert main(["info"]) == 0
    lines = capsys.readouterr().out
    for part in ("versions:", "folders:", "library:", "terminal:", "settings:", "keys:"):
        assert f"\n{part}" in f"\n{lines}"


def test_info_counts_one_briefing_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "only.toml").write_text("")
    assert main(["info", "--library", str(tmp_path)]) == 0
    assert re.search("1 briefing$", capsys.readouterr().out, re.MULTILINE)
