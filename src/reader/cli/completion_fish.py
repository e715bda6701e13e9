"""The completion for fish."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cli.arguments import GROUPS
from reader.cli.commands import COMMANDS
from reader.cli.grammar import SECTIONS, Argument, ValueKind, arguments_of, shared_arguments

_SCRIPT = r"""# fish completion for briefing-reader. Made by "briefing-reader completion fish".

function __briefing_reader_command --description "The words of the command typed so far"
    set -l found
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
            continue
        end
        switch $word
            case @VALUED@
                set skip 1
            case '-*'
            case '*'
                set -a found $word
                contains -- $found[1] @GROUPS@; and test (count $found) = 1; or break
        end
    end
    echo "$found"
end

function __briefing_reader_is --description "Whether that command is being typed"
    contains -- (__briefing_reader_command) $argv
end

function __briefing_reader_ask --description "What a command prints, with the options of the program typed so far"
    set -l asked
    set -l words (commandline -opc)[2..-1]
    for at in (seq (count $words))
        if string match -qr -- '^(@WITH_VALUE@)=' $words[$at]
            set -a asked $words[$at]
        else if contains -- $words[$at] @SHARED@; and test $at -lt (count $words)
            set -a asked $words[$at] (string replace -r '^~' $HOME -- $words[(math $at + 1)])
        end
    end
    briefing-reader $asked $argv 2>/dev/null
end

function __briefing_reader_entities --description "Entities of the library, with their names"
    __briefing_reader_ask entities | while read -l -d \t id kind name rest
        printf '%s\t%s\n' $id $name
    end
end

function __briefing_reader_notes --description "My notes, with their words"
    __briefing_reader_ask notes list $argv | while read -l -d \t id kind state where quote words
        printf '%s\t%s\n' $id "$where $words"
    end
end

function __briefing_reader_targets --description "Briefings of the library, and after a # their sections"
    set -l typed (commandline -ct)
    if string match -q '*#*' -- $typed
        set -l id (string split -m 1 '#' -- $typed)[1]
        set -l file (string replace -r '^~' $HOME -- $id)
        if test -f "$file"
            awk -v id="$id" '@SECTIONS@' <$file
            return
        end
        __briefing_reader_ask list | while read -l -d \t name date title sections rest
            test $name = $id; and for section in (string split ' ' -- $sections)
                echo "$id#$section"
            end
        end
    else
        __briefing_reader_ask list | while read -l -d \t name date title rest
            printf '%s\t%s\n' $name $title
        end
    end
end

@LINES@
"""


def script() -> str:
    """The whole of it."""
    described = [(command.name, arguments_of(command)) for command in COMMANDS]
    everything = [*shared_arguments(), *(one for _, those in described for one in those)]
    valued = sorted({name for one in everything if one.value for name in one.names})
    shared = [name for one in shared_arguments() if one.value for name in one.names]
    text = _SCRIPT.replace("@VALUED@", " ".join(valued)).replace("@GROUPS@", " ".join(sorted(GROUPS)))
    text = text.replace("@SHARED@", " ".join(shared)).replace("@WITH_VALUE@", "|".join(shared))
    text = text.replace("@SECTIONS@", _escaped(SECTIONS))
    return text.replace("@LINES@", "\n".join(_lines()))


def _lines() -> Iterator[str]:
    for one in shared_arguments():
        yield _line("", one)
    for command in COMMANDS:
        first, _, second = command.name.partition(" ")
        where = f"__briefing_reader_is {first}" if second else "__briefing_reader_is ''"
        yield f"complete -c briefing-reader -n {_quoted(where)} -a {second or first} -d {_quoted(command.does)}"
    for group in sorted(GROUPS):
        does = _quoted(f"what to do with {group}")
        yield f"complete -c briefing-reader -n \"__briefing_reader_is ''\" -a {group} -d {does}"
        yield f"complete -c briefing-reader -n '__briefing_reader_is {group}' -f"
    for command in COMMANDS:
        names = f"{_quoted(command.name)} ''" if command.name == "read" else _quoted(command.name)
        for one in arguments_of(command):
            yield _line(f"__briefing_reader_is {names}", one)


def _line(where: str, argument: Argument) -> str:
    words = ["complete -c briefing-reader"]
    if where:
        words.append(f"-n {_quoted(where)}")
    words += [f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in argument.names]
    if argument.kind is ValueKind.WORDS:
        words.append(f"{'-x ' if argument.names else '-f '}-a {_quoted(' '.join(argument.words))}")
    elif argument.kind is ValueKind.TARGETS:
        words.append(f"{'-x ' if argument.names else ''}-a '(__briefing_reader_targets)'")
    elif argument.kind in _LISTED:
        words.append(f"{'-x' if argument.names else '-f'} -a '(__briefing_reader_{_LISTED[argument.kind]})'")
    elif argument.kind is ValueKind.FILES:
        words.append("-r -F" if argument.names else "-F")
    elif argument.kind is ValueKind.TEXT:
        words.append("-x" if argument.names else "-f")
    if argument.names:
        words.append(f"-d {_quoted(argument.does)}")
    return " ".join(words)


_LISTED = {ValueKind.ENTITIES: "entities", ValueKind.NOTES: "notes", ValueKind.TRASHED: "notes --trash"}


def _quoted(text: str) -> str:
    return f"'{_escaped(text)}'"


def _escaped(text: str) -> str:
    """Text as it stands between single quotes."""
    return text.replace("\\", "\\\\").replace("'", "\\'")
