"""Every error that the program raises on purpose.

    ReaderError            something the person should be told, in one sentence
    ├── UsageError         wrong arguments or settings                     exit code 2
    ├── BriefingError      a briefing cannot be read                       exit code 3
    ├── NotesError         notes cannot be read or written                 exit code 4
    └── NotFoundError      what was asked for is not there                 exit code 1

Errors of the system and of libraries are wrapped in one of these at the border (`storage`), with the cause
kept. What is wrong *inside* a file is no exception but a value: see `core.problem.Problem`.
"""

from __future__ import annotations


class ReaderError(Exception):
    """Something the person should be told; `str(error)` is the sentence to show."""


class UsageError(ReaderError):
    """The arguments or the settings make no sense."""


class BriefingError(ReaderError):
    """A briefing cannot be read."""


class NotesError(ReaderError):
    """Notes cannot be read or written."""


class NotFoundError(ReaderError):
    """What was asked for is not there."""
