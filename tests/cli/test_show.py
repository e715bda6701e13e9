"""`show`: what it prints in each format, to the letter, in a pipe and on a terminal.

The transcripts are in `transcripts/`. `UPDATE_TRANSCRIPTS=1 pytest tests/cli/test_show.py` writes them anew; read the
difference before it is kept.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.cli.main import main
from reader.core.pages.html_style import STYLE
from tests.storage.index.shelves import REGISTRY, write_briefing, write_registry
from tests.terminal import COMMAND, environment, on_terminal

HERE = Path(__file__).parent
GAS = HERE / "gas.toml"


def assert_transcript(name: str, found: str) -> None:
    path = HERE / "transcripts" / name
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


@pytest.mark.parametrize("kind", ["text", "markdown", "json", "html"])
def test_a_briefing_in_each_format(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(GAS), "--format", kind]) == 0
    printed = capsys.readouterr()
    assert_transcript(f"show.{kind}", printed.out.replace(STYLE, "(the style)"))
    assert printed.err == ""


def keys_of(value: object) -> set[str]:
    if isinstance(value, list):
        return {key for one in value for key in keys_of(one)}
    if not isinstance(value, dict):
        return set()
    return set(value) | {key for name, one in value.items() if name not in ("ids", "facts") for key in keys_of(one)}


def test_every_key_of_the_json_is_explained_and_every_explained_key_is_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["notes", "add", f"{GAS}#energy", "--quote", "signed a deal", "--text", "When?"])
    capsys.readouterr()
    assert main(["show", str(GAS), "--format", "json", "--notes"]) == 0
    printed = keys_of(json.loads(capsys.readouterr().out))
    shape = (HERE.parent.parent / "docs" / "pages.md").read_text("utf-8").split("```")[3]
    explained = set(re.findall(r'"(\w+)"', shape))
    assert printed == explained


def test_one_section_with_its_notes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notes", "add", f"{GAS}#energy", "--quote", "signed a deal", "--text", "When?", "--tag", "gas"]) == 0
    assert main(["notes", "add", f"{GAS}#talks", "--text", "Whose?"]) == 0
    capsys.readouterr()
    assert main(["show", f"{GAS}#energy", "--notes"]) == 0
    lines = capsys.readouterr().out.split("\n")
    assert lines[:3] == ["TLP:GREEN", "", "Energy"]
    place = next(at for at, line in enumerate(lines) if "#gas" in line)
    assert lines[place].endswith("on “signed a deal”:")
    assert lines[place + 1] == "  When?"
    assert "  Whose?" not in lines
    assert main(["show", str(GAS), "--notes", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["version"] == 1
    assert [(one["section"], one["paragraph"], one["text"]) for one in document["notes"]] == [
        ("energy", 1, "When?"),
        ("talks", None, "Whose?"),
    ]


def test_a_folder_stands_for_the_briefing_that_reading_it_would_begin_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "gas.toml").write_bytes(GAS.read_bytes())
    assert main(["show", str(tmp_path / "folder")]) == 0
    assert "Gas & <b>oil</b>" in capsys.readouterr().out
    assert main(["show", f"{tmp_path / 'folder'}#talks"]) == 0
    assert capsys.readouterr().out == "TLP:GREEN\n\nTalks\n=====\n\nNone yet.\n"


def test_what_is_no_regular_file_is_told_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    assert main(["show", str(tmp_path / "pipe.toml")]) == 3
    assert "is no regular file" in capsys.readouterr().err
    assert main(["notes", "add", str(tmp_path), "--text", "Words."]) == 3
    assert "is no regular file" in capsys.readouterr().err


def test_a_section_that_is_not_there_is_not_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", f"{GAS}#nowhere", "--format", "json"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith('briefing-reader: There is no section "nowhere" in gas. It has energy, ')


def test_a_paragraph_that_is_not_there_is_not_found(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("show", "read"):
        assert main([command, f"{GAS}#talks/p9"]) == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err == "briefing-reader: There is no paragraph 9 in gas#talks. It has 1.\n"
    assert main(["show", f"{GAS}#talks/p1"]) == 0


@pytest.mark.parametrize("kind", ["text", "markdown", "json", "html"])
def test_a_reader_that_goes_away_early_is_no_error(kind: str, tmp_path: Path) -> None:
    sections = "".join(f'[[sections]]\nid = "s{n}"\ntitle = "S"\nbody = """{"word " * 2000}"""\n' for n in range(50))
    briefing = tmp_path / "long.toml"
    briefing.write_text(f'format = 1\ntitle = "Long"\n{sections}')
    command = f"{sys.executable} -m reader show {briefing} --format {kind} | head -c 10; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=environment(tmp_path))
    assert done.stderr == ""
    assert done.stdout[10:].strip() == "0"


def test_on_a_terminal_words_stay_whole_and_the_marking_has_its_colour(tmp_path: Path) -> None:
    with on_terminal(tmp_path, "show", str(GAS), size=(40, 60), env={"COLORTERM": "truecolor"}) as found:
        assert found.ended() == 0
        shown = "\n".join(line.rstrip() for line in found.screen.split("\n")).rstrip() + "\n"
        assert_transcript("show.terminal", shown)
        assert b"\x1b[1;38;2;51;255;0;40mTLP:GREEN" in found.raw
    with on_terminal(tmp_path, "show", str(GAS), env={"COLORTERM": "truecolor", "NO_COLOR": "1"}) as found:
        assert found.ended() == 0
        assert b"TLP:GREEN" in found.raw
        assert b"38;" not in found.raw
        assert b" \r\n" not in found.raw


def test_reading_without_a_keyboard_prints_as_show_does(tmp_path: Path) -> None:
    shown = []
    for command, given in (("show", ""), ("read", "</dev/null")):
        words = ("sh", "-c", f'"$0" -m reader {command} "$1" {given}', COMMAND[0], str(GAS))
        with on_terminal(tmp_path, command=words, size=(40, 60)) as found:
            assert found.ended() == 0
            shown.append(bytes(found.raw))
    assert shown[0] == shown[1]


def test_a_file_that_one_may_not_look_at_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a folder of someone else's: asking whether the file is there fails already."""
    closed = tmp_path / "closed" / "gas.toml"

    def refusing(call: Callable[..., object]) -> Callable[..., object]:
        def refused(path: object, *more: object, **named: object) -> object:
            if isinstance(path, (str, os.PathLike)) and Path(path).parent == closed.parent:
                raise PermissionError(13, "Permission denied", str(path))
            return call(path, *more, **named)

        return refused

    for call in ("stat", "open"):
        monkeypatch.setattr(os, call, refusing(getattr(os, call)))
    for command in (["show", str(closed)], ["diff", str(closed), str(GAS)], ["notes", "list", str(closed)]):
        assert main([*command, "--data-dir", str(tmp_path / "data")]) == 3, command
    assert main(["check", str(closed)]) == 1
    assert "permission denied [unreadable]" in capsys.readouterr().out


def test_a_name_that_no_file_can_have_is_that_of_no_briefing() -> None:
    assert main(["show", "x" * 300]) == 1


def test_a_library_named_from_where_one_stands_shares_the_entities_of_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_registry(tmp_path / "shelf")
    write_registry(tmp_path / "shelf" / "deep", REGISTRY.replace("Gazprom", "Another"))
    write_briefing(tmp_path / "shelf" / "deep", "a", "[[gazprom]] signed.")
    monkeypatch.chdir(tmp_path / "home")
    assert main(["show", "a", "--library", "../shelf"]) == 0
    assert "Gazprom signed." in capsys.readouterr().out
