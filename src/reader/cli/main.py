"""The command line: what was asked for is done by one module a command; exit codes and errors in this one place."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TextIO

from reader.cli.arguments import Options, parse
from reader.cli.secure import enter, is_secure
from reader.errors import BriefingError, NotesError, NotFoundError, ReaderError, UsageError

EXIT_CODES: dict[type[ReaderError], int] = {UsageError: 2, BriefingError: 3, NotesError: 4, NotFoundError: 1}
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say and give the exit code. Never a traceback for what a person or a file did."""
    _print_anything(sys.stdout, sys.stderr)
    try:
        code = run(parse(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except ReaderError as error:
        print(f"briefing-reader: {error}", file=sys.stderr)
        return next((code for kind, code in EXIT_CODES.items() if isinstance(error, kind)), 1)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone: nothing more to say, and nothing to say it to when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def run(options: Options) -> int:
    """Do one command and give its exit code."""
    if "text" in options:
        print(options.text, end="")
        return 0
    if is_secure(options):
        from reader.cli.session import places_of

        enter(places_of(options))
    return command_function(options.run)(options)


def command_function(name: str) -> Callable[[Options], int]:
    """What does a command, from the module of its own, which is imported only now."""
    module, function = name.split(":")
    found: Callable[[Options], int] = getattr(import_module(f"reader.cli.{module}"), function)
    return found


def _print_anything(*streams: TextIO | None) -> None:
    """Have characters that a stream's encoding lacks printed as stand-ins instead of ending the program."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)  # a stream that a test put there has none
        if reconfigure is not None:
            reconfigure(errors="replace")
