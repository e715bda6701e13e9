"""The command line: what was asked for, done by one module a command; exit codes and errors in this one place."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from reader.cli.arguments import Options, parse
from reader.errors import BriefingError, NotesError, NotFoundError, ReaderError, UsageError

EXIT_CODES: dict[type[ReaderError], int] = {UsageError: 2, BriefingError: 3, NotesError: 4, NotFoundError: 1}
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say and give the exit code. Never a traceback for what a person or a file did."""
    try:
        return run(parse(sys.argv[1:] if arguments is None else arguments))
    except ReaderError as error:
        print(f"briefing-reader: {error}", file=sys.stderr)
        return next((code for kind, code in EXIT_CODES.items() if isinstance(error, kind)), 1)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone: nothing more to say, and nothing to say it to when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def run(options: Options) -> int:
    """Do one command."""
    command = COMMANDS[options.command]
    code = command(options)
    sys.stdout.flush()
    return code


def _read(options: Options) -> int:
    from reader.cli.read import read

    return read(options)


def _list(options: Options) -> int:
    from reader.cli.listing import list_briefings

    return list_briefings(options)


def _show(options: Options) -> int:
    from reader.cli.show import show

    return show(options)


def _check(options: Options) -> int:
    from reader.cli.check import check

    return check(options)


COMMANDS = {"read": _read, "list": _list, "show": _show, "check": _check}
