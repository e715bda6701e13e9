"""The ceiling of exports: what is marked above it leaves the program only when asked for twice."""

from __future__ import annotations

from collections.abc import Iterable

from reader.cli.arguments import Options
from reader.cli.configuration import configuration_of
from reader.core.marking import is_above
from reader.core.settings import Ceiling
from reader.errors import UsageError


def refuse_above_ceiling(markings: Iterable[str], options: Options) -> None:
    """Raise `UsageError` where one of the markings is above the ceiling and `--above-ceiling` was not given."""
    ceiling = configuration_of(options).settings.export_ceiling
    if ceiling is Ceiling.NONE or options.above_ceiling:
        return
    above = next((marking for marking in markings if is_above(marking, ceiling)), None)
    if above is not None:
        raise UsageError(
            f"This is marked {above}, and the settings let nothing above {ceiling} be exported. "
            "Add --above-ceiling where it may be."
        )
