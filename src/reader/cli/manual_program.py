"""briefing-reader(1): the program, its commands, options, files and exit codes."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cli import roff
from reader.cli.arguments import PROGRAM, PROGRAM_EXAMPLES, parser_of
from reader.cli.command import Command
from reader.cli.commands import COMMANDS
from reader.cli.grammar import Argument, arguments_of, shared_arguments
from reader.core.settings import NAMES, variable

_EXIT_CODES = (
    ("0", "Done."),
    ("1", "Nothing was found or there is nothing to list, with --json too, or check found errors."),
    ("2", "Wrong usage or settings."),
    ("3", "A briefing cannot be read."),
    ("4", "Notes cannot be read or written."),
    ("130", "Interrupted."),
)
_FILES = (
    ("~/.config/briefing-reader/config.toml", "The settings; see briefing-reader(5)."),
    ("~/.local/share/briefing-reader/notes/", "Your notes, one file each. Keep copies of this folder."),
    ("~/.local/share/briefing-reader/briefings/", "Your library, where no other is named."),
    ("~/.local/state/briefing-reader/", "Where you were in each briefing, what you have read, notes being written."),
    ("~/.cache/briefing-reader/", "The search index, which is made again where it is missing."),
)
_VARIABLES = (
    ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME, XDG_CACHE_HOME", "Other places for these folders."),
    ("BRIEFING_READER_CONFIG, BRIEFING_READER_DATA_DIR, BRIEFING_READER_SECURE", "As --config, --data-dir, --secure."),
    ("NO_COLOR", "No colour in what commands print."),
    ("VISUAL, EDITOR", "The editor for notes."),
)


def page() -> str:
    """The page."""
    return roff.page(_parts())


def _parts() -> Iterator[str]:
    yield roff.title(PROGRAM, 1, "Briefings in a terminal")
    yield roff.heading("Name")
    yield f"{roff.plain(PROGRAM)} \\- {roff.plain('read briefings in a terminal')}"
    yield roff.heading("Synopsis")
    yield roff.verbatim([f"{PROGRAM} [options] [TARGET]", f"{PROGRAM} COMMAND ..."])
    yield roff.heading("Description")
    yield roff.paragraph(_ABOUT)
    yield roff.heading("Commands")
    for command in COMMANDS:
        yield from _command(command)
    yield roff.heading("Options")
    yield from map(_argument, shared_arguments())
    yield roff.heading("Environment")
    settings = [name for name in NAMES if variable(name)]
    yield roff.entry(", ".join(map(variable, settings)), "The settings of those names; see briefing-reader(5).")
    yield from (roff.entry(*one) for one in _VARIABLES)
    yield roff.heading("Files")
    yield from (roff.entry(*one) for one in _FILES)
    yield roff.heading("Exit status")
    yield from (roff.entry(*one) for one in _EXIT_CODES)
    yield roff.heading("Examples")
    for typed, does in PROGRAM_EXAMPLES:
        yield roff.entry(f"{PROGRAM} {typed}".rstrip(), does)
    yield roff.heading("See also")
    yield roff.paragraph("briefing-reader(5), less(1)")


_ABOUT = (
    "Shows briefings: text in sections, with the people, places and companies in it linked to what is known of them,"
    " and with your own notes, which keep their place when a briefing is issued again. TARGET is a file, a folder or"
    " the id of a briefing of the library, each with an optional #section. Without a TARGET it opens the library where"
    " you left it. The keys are told by the help in the reader: press ? there."
)


def _command(command: Command) -> Iterator[str]:
    yield roff.part(parser_of(command).usage or command.name)
    yield roff.plain(f"{command.does[:1].upper()}{command.does[1:]}. {command.more}".strip().replace("\n", " "))
    yield from map(_argument, arguments_of(command))
    if command.examples:
        width = max(len(typed) for typed, _ in command.examples)
        yield roff.verbatim(f"{PROGRAM} {typed:<{width}}  # {does}" for typed, does in command.examples)


def _argument(argument: Argument) -> str:
    """An option with all that its value may be, or a value, and what it is."""
    value = f" {'|'.join(argument.words) or argument.value}" if argument.value and argument.names else argument.value
    is_word = argument.does.split()[0].rstrip(",") in argument.words  # and so as it is typed
    does = argument.does if is_word else f"{argument.does[:1].upper()}{argument.does[1:]}"
    return roff.entry(", ".join(argument.names) + value, f"{does}.")
