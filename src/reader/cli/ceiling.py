"""The ceiling of exports: what is marked above it leaves the program only when asked for twice."""

from __future__ import annotations

from collections.abc import Iterable

from reader.cli.arguments import Options
from reader.cli.configuration import configuration_of
from reader.core.reading.marking import is_above
from reader.core.settings import ExportCeiling
from reader.errors import UsageError


def refuse_above_ceiling(markings: Iterable[str | None], options: Options) -> None:
    """Raise `UsageError` where one of the markings is above the ceiling and `--above-ceiling` was not given.

    A marking that is None is not known, since its briefing is not there: it may be above any ceiling.
    """
    ceiling = configuration_of(options).settings.export_ceiling
    if ceiling is ExportCeiling.NONE or options.above_ceiling:
        return
    known = list(markings)
    if None in known:
        raise UsageError(
            f"The briefing of a note is not there to tell its marking, and the settings let nothing above {ceiling} be "
            "exported. Add --above-ceiling where it may be."
        )
    above = next((marking for marking in known if marking and is_above(marking, ceiling)), None)
    if above is not None:
        raise UsageError(
            f"This is marked {above}, and the settings let nothing above {ceiling} be exported. "
            "Add --above-ceiling where it may be."
        )
