"""The manual pages say all that the program knows, in words that can be typed as they stand."""

from __future__ import annotations

import re

from reader.cli import manual_files, manual_program
from reader.cli.commands import COMMANDS
from reader.cli.grammar import arguments_of
from reader.tui.actions import ACTIONS


def unescaped(page: str) -> str:
    return page.replace("\\-", "-")


def test_every_value_that_an_option_may_have_is_named_as_it_is_typed() -> None:
    page = unescaped(manual_program.page())
    for command in COMMANDS:
        for argument in arguments_of(command):
            if argument.names and argument.words:
                assert f'.B "{argument.names[0]} {"|".join(argument.words)}"' in page
    assert "bash, zsh or fish." in page
    assert not re.search("Bash|Briefing or entities|Text, markdown", page)


def test_every_action_is_named_for_who_changes_its_keys() -> None:
    page = unescaped(manual_files.page())
    assert all(f'.B "{action.name}"' in page for action in ACTIONS)
