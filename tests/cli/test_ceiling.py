"""What is marked above the ceiling is exported only when asked for twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cli.main import main

BODY = (
    'format = 1\nid = "x"\ntitle = "X"\nmarking = "{}"\n[[sections]]\nid = "s"\ntitle = "S"\nbody = "Secret words."\n'
)


def exported(folder: Path, marking: str, *options: str) -> int:
    (folder / "x.toml").write_text(BODY.format(marking))
    (folder / "config.toml").write_text('export_ceiling = "TLP:AMBER"\n')
    return main(["show", str(folder / "x.toml"), "--config", str(folder / "config.toml"), *options])


@pytest.mark.parametrize("form", ["markdown", "json", "html"])
def test_above_the_ceiling_nothing_is_printed_until_asked_for_twice(
    tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exported(tmp_path, "TLP:RED", "--format", form) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "marked TLP:RED" in told.err
    assert "--above-ceiling" in told.err
    assert exported(tmp_path, "TLP:RED", "--format", form, "--above-ceiling") == 0
    assert "Secret words." in capsys.readouterr().out


def test_up_to_the_ceiling_and_to_be_read_it_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exported(tmp_path, "TLP:AMBER", "--format", "html") == 0
    assert exported(tmp_path, "TLP:RED") == 0
    assert "Secret words." in capsys.readouterr().out


def notes_exported(folder: Path, *options: str) -> int:
    shared = ("--config", str(folder / "config.toml"), "--data-dir", str(folder / "data"), "--library", str(folder))
    if not (folder / "data").exists():
        assert main(["notes", "add", str(folder / "x.toml"), "--quote", "Secret", "--text", "Why?", *shared]) == 0
    return main(["notes", "export", *options, *shared])


@pytest.mark.parametrize("form", ["markdown", "json", "csv", "jsonld"])
def test_notes_carry_the_marking_of_their_briefing_and_its_ceiling(
    tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    exported(tmp_path, "TLP:RED")
    capsys.readouterr()
    assert notes_exported(tmp_path, "--format", form, "-o", str(tmp_path / "out")) == 2
    assert "marked TLP:RED" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert notes_exported(tmp_path, "--format", form, "--above-ceiling") == 0
    out = capsys.readouterr().out
    assert "TLP:RED" in out
    assert "Why?" in out


def test_notes_whose_briefing_is_gone_may_be_above_any_ceiling(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported(tmp_path, "TLP:CLEAR")
    assert notes_exported(tmp_path) == 0
    (tmp_path / "x.toml").unlink()
    capsys.readouterr()
    assert notes_exported(tmp_path) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "not there to tell its marking" in told.err
    assert notes_exported(tmp_path, "--above-ceiling") == 0
    assert "Secret" in capsys.readouterr().out
