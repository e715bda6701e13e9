"""A regular expression that takes for ever is broken off; nothing else is."""

from __future__ import annotations

import re
import signal
import sys

import pytest

from reader.tui import promptly
from reader.tui.promptly import spans_promptly


def test_what_is_found_soon_is_given() -> None:
    assert spans_promptly(re.compile("a+"), "aa b a") == [(0, 2), (5, 6)]


@pytest.mark.parametrize(("expression", "text"), [(r"(a+)+$", "a" * 60 + "!"), (r"(\w+\s?)+$", "word " * 40 + "!")])
def test_an_expression_that_takes_for_ever_is_broken_off(expression: str, text: str) -> None:
    with pytest.raises(TimeoutError):
        spans_promptly(re.compile(expression), text)
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_nothing_but_the_expression_is_broken_off() -> None:
    promptly._ring(signal.SIGVTALRM, sys._getframe())
    promptly._ring(signal.SIGVTALRM, None)
