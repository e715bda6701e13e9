"""`new`: a briefing to fill in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from reader.cli.arguments import Options
from reader.cli.output import print_file
from reader.cli.session import places_of
from reader.core.format.briefing import SLUG
from reader.core.format.template import template, title_from_id
from reader.core.safe_text import safe_line
from reader.errors import UsageError
from reader.storage.briefings import id_from_name
from reader.storage.files import create, describe
from reader.storage.places import Places


def new(options: Options) -> int:
    """Print a briefing with this id, or write it to a file that is not there yet."""
    name = checked_id(options.id)
    text = template(name, options.title or title_from_id(name), datetime.now(UTC).date())
    if options.output:
        _write(Path(options.output), text, places_of(options))
    else:
        print_file(text)
    return 0


def checked_id(name: str) -> str:
    """The id that a person asks for. Raises `UsageError` where it is none."""
    if SLUG.fits(name):
        return name
    raise UsageError(
        f'"{safe_line(name)}" cannot be an id: expected {SLUG.expected}. Perhaps: {id_from_name(Path(name).stem)}'
    )


def _write(path: Path, text: str, places: Places) -> None:
    try:
        create(path, text.encode(), places.mode_of(path))
    except FileExistsError:
        raise UsageError(f"{safe_line(str(path))} is there already; it is left as it is") from None
    except OSError as error:
        raise UsageError(f"{safe_line(str(path))} cannot be written: {describe(error)}") from error
