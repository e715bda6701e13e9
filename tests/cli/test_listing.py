"""What holds for every command that lists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.cli.main import main


@pytest.mark.parametrize(
    ("command", "key"),
    [("list", "briefings"), ("entities", "entities"), ("search gas", "results"), ("notes list", "notes")],
)
def test_nothing_to_list_is_an_exit_code_of_one_in_every_form(
    command: str, key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--library", str(tmp_path), *command.split()]
    assert main(words) == 1
    assert capsys.readouterr().out == ""
    assert main([*words, "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["version"] == 1
    assert document[key] == []
