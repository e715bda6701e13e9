"""How much work something is: calls of functions, which no other load of the machine changes."""

from __future__ import annotations

import sys
from collections.abc import Callable


def calls_in(do: Callable[[], object]) -> int:
    """How many functions, of Python and of C, are called while something is done."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        do()
    finally:
        sys.setprofile(before)
    return count


def grows_as_its_size(make: Callable[[int], Callable[[], object]], size: int) -> bool:
    """Whether twice the size is at most about twice the work; a little is allowed for what is done once."""
    make(10)()  # what is loaded and made ready once
    small, large = calls_in(make(size)), calls_in(make(2 * size))  # in this order: some things are kept
    return large <= 2.6 * small + 5_000
