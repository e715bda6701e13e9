"""What is typed becomes options: commands, their help, options before and after them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from reader import __version__
from reader.cli.arguments import BY_NAME, COMMAND_NAMES, parse, parser_of
from reader.cli.command import Command
from reader.cli.commands import COMMANDS
from reader.cli.main import command_function, main
from reader.errors import UsageError
from tests.storage.index.shelves import write_briefing


def test_every_command_has_a_function_that_does_it() -> None:
    for command in COMMANDS:
        assert callable(command_function(command.run)), command.name


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_examples_of_every_command_are_understood(command: Command) -> None:
    assert command.examples
    for typed, does in command.examples:
        own = shlex.split(re.split("[|<>]", typed)[0])  # without the shell's part
        assert does
        assert parse(own).run == command.run, typed


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_argument_says_what_it_is(command: Command) -> None:
    for action in parser_of(command)._actions:
        assert action.help, f"{command.name}: {action.dest}"
        if action.option_strings and action.nargs != 0:
            assert action.metavar or action.choices, f"{command.name}: {action.dest}"


@pytest.mark.parametrize(
    "words",
    [
        ["--library", "a", "--secure", "list", "--json"],
        ["list", "--json", "--library", "a", "--secure"],
        ["--library=a", "list", "--secure", "--json"],
    ],
)
def test_options_of_the_program_stand_before_or_after_the_command(words: list[str]) -> None:
    options = parse(words)
    assert (options.run, options.library, options.secure, options.json) == (BY_NAME["list"].run, ["a"], True, True)


@pytest.mark.parametrize(
    "words",
    [
        ["--library", "", "list"],
        ["list", "--data-dir="],
        ["--config", "", "list"],
        ["notes", "add", "xi", "--quote", "", "--text", "a variable of the script was not set"],
        ["notes", "add", "xi", "--entity", "", "--text", "x"],
        ["notes", "attach", "20261123T181626-4f9c2a", "--quote", " "],
        ["new", "xi", "--title", " "],
        [""],
        ["show", ""],
        ["diff", "old.toml", ""],
        ["entities", " "],
        ["notes", "list", ""],
        ["notes", "export", "", "--format", "json"],
        ["notes", "rm", "20261123T181626-4f9c2a", ""],
        ["check", ""],
        ["import", "article.md", "-o", ""],
    ],
)
def test_an_empty_value_is_never_taken_for_one_left_out(words: list[str]) -> None:
    with pytest.raises(UsageError, match="is empty"):
        parse(words)


def test_no_command_means_to_read() -> None:
    assert parse([]).run == parse(["--secure"]).run == parse(["a.toml#b"]).run == BY_NAME["read"].run
    assert parse(["a.toml#b"]).target == "a.toml#b"


def test_a_word_after_two_dashes_is_no_command() -> None:
    assert parse(["--", "list"]).target == "list"
    assert parse(["--", "--help"]).target == "--help"


def test_a_mistyped_command_is_told_its_name() -> None:
    with pytest.raises(UsageError, match='did you mean "check"'):
        parse(["chekc", "a.toml"])


@pytest.mark.parametrize("words", [["--help"], ["-h"], *([name, "--help"] for name in COMMAND_NAMES)])
def test_help_goes_to_stdout_and_shows_examples(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "examples:" in told.out
    assert max(map(len, told.out.split("\n"))) <= 120


def test_the_version_names_what_it_runs_on(capsys: pytest.CaptureFixture[str]) -> None:
    import importlib.metadata
    import platform

    assert main(["--no-color", "--version"]) == 0
    textual = importlib.metadata.version("textual")
    assert capsys.readouterr().out == (
        f"briefing-reader {__version__} (Python {platform.python_version()}, Textual {textual})\n"
    )


@pytest.mark.parametrize("words", [["list", "--nonsense"], ["check"], ["--library"], ["a", "b"]])
def test_wrong_arguments_end_with_2_and_say_where_to_look(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "--help" in told.err


@pytest.mark.parametrize("limit", ["0", "-1", "x", "", "1.5", "9" * 20, "9" * 5000])
def test_a_limit_that_is_none_is_told_in_words(limit: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "gas", "--limit", limit]) == 2
    assert "argument --limit: expected a whole number from 1 to 999999999" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "query", "limit"),
    [
        (["gas", "-coal"], ["gas", "-coal"], 20),
        (["-coal", "gas"], ["-coal", "gas"], 20),
        (["gas", "--limit", "3", "-high", "oil"], ["gas", "-high", "oil"], 3),
        (["--limit=3", "gas", "-Vienna"], ["gas", "-Vienna"], 3),
        (["gas", "--", "--limit", "3"], ["gas", "--limit", "3"], 20),
    ],
)
def test_a_word_that_is_not_to_be_there_needs_no_quotes(given: list[str], query: list[str], limit: int) -> None:
    options = parse(["search", *given])
    assert (options.query, options.limit) == (query, limit)


def test_a_value_of_an_option_of_search_is_never_a_word() -> None:
    with pytest.raises(UsageError, match='not "-1"'):
        parse(["search", "gas", "--limit", "-1"])
    with pytest.raises(UsageError, match="unrecognized arguments: --limitt"):
        parse(["search", "gas", "--limitt"])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["show", "gas-dael"], 'and no file of that name (did you mean "gas-deal"?).'),
        (["lst"], "and no file of that name. Did you mean the command list?"),
        (["show", "zzz"], "and no file of that name."),
        (["show", "#energy"], 'No briefing is named before the "#".'),
    ],
)
def test_a_name_that_is_mistyped_brings_the_one_that_was_meant(
    given: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_briefing(tmp_path, "gas-deal", "Words.")
    assert main(["--library", str(tmp_path), *given]) == 1
    assert capsys.readouterr().err.endswith(f"{said}\n")
