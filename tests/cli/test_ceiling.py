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
