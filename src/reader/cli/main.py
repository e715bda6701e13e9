"""The command line: what was asked for is done by one module a command; exit codes and errors in this one place."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TextIO

from reader.cli.arguments import Options, parse
from reader.cli.first_screen import FirstScreen
from reader.cli.secure import enter, is_secure
from reader.core.safe_text import safe
from reader.errors import BriefingError, NotesError, NotFoundError, ReaderError, UsageError

EXIT_CODES: dict[type[ReaderError], int] = {UsageError: 2, BriefingError: 3, NotesError: 4, NotFoundError: 1}
INTERRUPTED, FAILED = 130, 1


def main(arguments: Sequence[str] | None = None, first_screen: FirstScreen | None = None) -> int:
    """Do what the arguments say and give the exit code. Never a traceback for what a person or a file did.

    `first_screen` stands on the terminal already; where no reader comes to take its place, it goes.
    """
    _have_streams()
    _print_anything(sys.stdout, sys.stderr)
    options = None
    try:
        options = parse(sys.argv[1:] if arguments is None else arguments)
        options.first_screen = first_screen
        code = run(options)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 # the last line of defence: nothing is left to raise to
        if first_screen is not None:
            first_screen.take_back()
        code, words = outcome(error, options)
        _end_output(words)
    return code


def outcome(error: BaseException, options: Options | None) -> tuple[int, str]:
    """The exit code for an error, and what to tell the person of it."""
    match error:
        case ReaderError():
            return next((code for kind, code in EXIT_CODES.items() if isinstance(error, kind)), FAILED), str(error)
        case KeyboardInterrupt():
            return INTERRUPTED, ""
        case BrokenPipeError():  # whoever read the output has gone, and has what it wanted
            return 0, ""
        case OSError():
            place = f"{error.filename}: " if error.filename else ""
            return FAILED, f"{place}{error.strerror or error}"
        case MemoryError():
            return FAILED, "There is not enough memory for this."
        case Exception():
            from reader.cli.own_faults import told

            return FAILED, told(error, options)
    raise error


def _end_output(words: str) -> None:
    """Say the last words, and have nothing left that Python would try to print when it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if words and stream is sys.stderr:
                print(safe(f"briefing-reader: {words}"), file=stream)
            stream.flush()
        except (OSError, ValueError):
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


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


def _have_streams() -> None:
    """Give streams that were closed before the start a place to go, so that no file is opened in their stead."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
            pass
        os.close(descriptor)
        sys.stdin = sys.stdin or open(0)  # noqa: SIM115 # the streams stay open for as long as the program runs
        sys.stdout = sys.stdout or open(1, "w")  # noqa: SIM115
        sys.stderr = sys.stderr or open(2, "w")  # noqa: SIM115


def _print_anything(*streams: TextIO | None) -> None:
    """Have characters that a stream's encoding lacks printed as stand-ins instead of ending the program."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)  # a stream that a test put there has none
        if reconfigure is not None:
            reconfigure(errors="replace")
