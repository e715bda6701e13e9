"""Every command, in the order in which help lists them.

Help, the parser, shell completion and the manual page are made from this one table. To add a command, write its module,
a function that adds its arguments, and its line in a table; the module is imported only when the command runs.

The names of values say what they are, for help and for completion: PATH and FILE are files and folders, TARGET is a
file, a folder or an id of a briefing, with `#section`.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError

from reader.cli.command import Command, add_above_ceiling, add_json
from reader.cli.note_commands import NOTE_COMMANDS
from reader.cli.writing_commands import WRITING_COMMANDS


def _read(parser: ArgumentParser) -> None:
    parser.add_argument("target", metavar="TARGET", nargs="?", help="a file, a folder or an id, with #section")
    parser.add_argument("--theme", choices=("dark", "light", "contrast", "terminal"), help="the colours of the screen")
    parser.add_argument("--text-width", metavar="N", help="columns of the text at most (76)")
    parser.add_argument("--plain", action="store_true", help="lines to ask and to tell, for screen readers; no screen")
    parser.add_argument("--no-diff", action="store_true", help="send whole screens, for bug reports")


def _list(parser: ArgumentParser) -> None:
    add_json(parser)


def _show(parser: ArgumentParser) -> None:
    parser.add_argument("target", metavar="TARGET", help="a file, a folder or an id, with #section")
    formats = ("text", "markdown", "json", "html")
    parser.add_argument("--format", choices=formats, default="text", help="text, markdown, json or html (text)")
    parser.add_argument("--notes", action="store_true", help="print your notes with it")
    add_above_ceiling(parser)


def _diff(parser: ArgumentParser) -> None:
    parser.add_argument("old", metavar="TARGET", help="the older version: a file or an id")
    parser.add_argument(
        "new", metavar="TARGET", nargs="?", help="the newer version; left out, TARGET against what you read of it last"
    )
    add_json(parser)


def _search(parser: ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", nargs="+", help='words, "phrases", begin*, -without, and filters')
    parser.add_argument(
        "--in", dest="among", action="append", choices=("briefings", "entities", "notes"), help="only there; may repeat"
    )
    parser.add_argument("--limit", metavar="N", type=_count, default=20, help="print so many at most (20)")
    add_json(parser)


def _entities(parser: ArgumentParser) -> None:
    parser.add_argument("entity", metavar="ID", nargs="?", help="an id or a name: all that is said of that one")
    add_json(parser)


def _count(text: str) -> int:
    if not (text.isdecimal() and len(text) < 10 and int(text)):
        raise ArgumentTypeError(f'expected a whole number from 1 to 999999999, not "{text}"')
    return int(text)


def _info(parser: ArgumentParser) -> None:
    add_json(parser)


def _completion(parser: ArgumentParser) -> None:
    parser.add_argument("shell", metavar="SHELL", choices=("bash", "zsh", "fish"), help="bash, zsh or fish")


def _manual(parser: ArgumentParser) -> None:
    told = "1 for the program, 5 for its files (1)"
    parser.add_argument("section", metavar="SECTION", choices=("1", "5"), nargs="?", default="1", help=told)


READING_COMMANDS = (
    Command(
        "read",
        "open the reader (the same as no command)",
        "read:read",
        _read,
        (
            ("", "the library, at the briefing read last"),
            ("china-russia-summit-2017#energy", "a section of a briefing of the library"),
            ("read ./gas-deal.toml", "a file"),
            ("~/briefings", "a folder as the library"),
        ),
        "Where there is no terminal to draw on, prints the briefing as text instead.",
    ),
    Command(
        "list",
        "the briefings of the library",
        "listing:list_briefings",
        _list,
        (
            ("list", "newest first"),
            ("list --json | jq -r '.briefings[].id'", "their ids"),
        ),
    ),
    Command(
        "show",
        "print a briefing or a section as text, Markdown, JSON or an HTML page",
        "show:show",
        _show,
        (
            ("show china-russia-summit-2017", "all of it"),
            ("show ./gas-deal.toml#overview | less", "one section of a file"),
            ("show power-of-siberia --format html --notes > gas.html", "a page to keep or to print"),
        ),
    ),
    Command(
        "search",
        "find words in briefings, entities and notes, best first",
        "search:search",
        _search,
        (
            ("search gas pipeline", "both words, in any order"),
            ("search 'gas -coal'", "one without the other"),
            (
                "search '\"power of siberia\" since:2017'",
                "a phrase, in briefings since that year",
            ),
            ("search 'entity:gazprom pri*'", "in paragraphs that mention the entity"),
            ("search 京 --in notes --json", "one character is enough; in my notes"),
        ),
        "Filters: tag: entity: kind: since: until: and in: (a briefing or section). Case and accents do not matter.",
    ),
    Command(
        "entities",
        "who and what the library speaks of, or all that it says of one",
        "entities:entities",
        _entities,
        (
            ("entities", "all of them, with how often each is mentioned"),
            ("entities gazprom", "summary, facts, links, every mention in order of date, my notes"),
        ),
    ),
    Command(
        "diff",
        "what differs between two versions of a briefing",
        "diff:diff",
        _diff,
        (
            ("diff xi-edition-1.toml xi-edition-2.toml", "figures and names first, then by section"),
            ("diff china-russia-summit-2017", "what changed since you read it in the reader"),
            ("diff old.toml new.toml --json | jq '.changes[].facts[]'", "the figures and names alone"),
        ),
        "The exit code is 0 where anything differs, 1 where nothing does. Date and edition are no difference.",
    ),
)
PROGRAM_COMMANDS = (
    Command(
        "info",
        "versions, folders, library, terminal, and every setting with where it comes from",
        "info:info",
        _info,
        (
            ("info", "for a look, and for reports of faults"),
            ("info --json | jq -r .folders.notes", "the folder of your notes"),
        ),
    ),
    Command(
        "completion",
        "the completion of commands, options and briefings for a shell",
        "completion:completion",
        _completion,
        (
            ("completion bash >> ~/.bash_completion", "for bash"),
            ("completion zsh > ~/.zfunc/_briefing-reader", "for zsh, with fpath+=~/.zfunc before compinit"),
            ("completion fish | source", "for fish, in ~/.config/fish/config.fish"),
        ),
    ),
    Command(
        "manual",
        "the manual pages, as man reads them",
        "manual:manual",
        _manual,
        (
            ("manual | man -l -", "read briefing-reader(1)"),
            ("manual 5 | man -l -", "read briefing-reader(5): the format of briefings, and the settings"),
        ),
    ),
)
COMMANDS = (*READING_COMMANDS, *WRITING_COMMANDS, *NOTE_COMMANDS, *PROGRAM_COMMANDS)
