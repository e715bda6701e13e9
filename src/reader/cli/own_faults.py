"""A fault of the program's own: what the person is told, and what is kept for those who will mend it."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from reader import __version__
from reader.cli.arguments import Options
from reader.core.safe_text import safe, safe_line

REPORT = "fault.txt"
"""The name of the report in the state folder; the next one replaces it."""


def told(error: Exception, options: Options | None) -> str:
    """What to tell of an error that nobody foresaw; all that is known of it is kept in a file, where one can be."""
    where = _where(error, options)
    return f"A mistake in briefing-reader itself ended it ({_what(error)}). What was saved is safe.{where}"


def told_of_one_survived(error: Exception, options: Options | None) -> str:
    """The same of an error that ended nothing but some work on the side."""
    return f"A mistake in briefing-reader itself was met ({_what(error)}).{_where(error, options)}"


def _what(error: Exception) -> str:
    name = type(error).__name__
    return f"{name}: {safe_line(str(error))[:200]}" if str(error) else name


def _where(error: Exception, options: Options | None) -> str:
    kept = _keep(error, options)
    return f" What is known of it is in {safe_line(str(kept))}; please report it." if kept else ""


def _keep(error: Exception, options: Options | None) -> Path | None:
    from reader.cli.session import places_of
    from reader.storage.files import make_folder, write_atomically

    path = places_of(options or Options()).state / REPORT
    try:
        make_folder(path.parent)
        write_atomically(path, safe(_report(error)).encode(errors="replace"))
    except OSError:
        return None
    return path


def _report(error: Exception) -> str:
    import platform
    import traceback

    about = f"briefing-reader {__version__}, Python {platform.python_version()}, {platform.platform()}"
    about += f", TERM={os.environ.get('TERM', '')}, {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, {sys.argv[1:]}"
    return "\n".join((about, "", *traceback.format_exception(error)))
