"""Regular expressions that are compiled when they are first used, so that commands which need none start at once.

Compiling those of a library's worth of scripts takes longer than listing a library.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """Stands for a pattern until something of it is asked for; then has its methods for its own."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        found = re.compile(self._source, self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn"):
            setattr(self, method, getattr(found, method))  # from now on found at once, without coming here
        return getattr(found, name)


def late_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, made at its first use. A mistake in it shows only then."""
    return cast("re.Pattern[str]", _Late(source, flags))
