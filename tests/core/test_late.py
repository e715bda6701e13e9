"""Patterns that are compiled late are right all the same."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from reader.core.late import late_pattern

SOURCE = Path(__file__).parents[2] / "src"
USERS = [
    ".".join(path.relative_to(SOURCE).with_suffix("").parts)
    for path in sorted((SOURCE / "reader").rglob("*.py"))
    if "late_pattern(" in path.read_text() and path.name != "late.py"
]


@pytest.mark.parametrize("name", USERS)
def test_every_late_pattern_can_be_compiled(name: str) -> None:
    late = [value for value in vars(import_module(name)).values() if type(value).__name__ == "_Late"]
    assert all(re.compile(one.pattern) for one in late)


def test_a_late_pattern_does_what_the_pattern_does() -> None:
    late, found = late_pattern(r"(a+)(?P<rest>b*)", re.IGNORECASE), re.compile(r"(a+)(?P<rest>b*)", re.IGNORECASE)
    text = "xAAb aab b"
    assert [one.span("rest") for one in late.finditer(text)] == [one.span("rest") for one in found.finditer(text)]
    assert (late.sub("-", text), late.split(text)) == (found.sub("-", text), found.split(text))
    assert (late.pattern, late.flags, late.groups) == (found.pattern, found.flags, found.groups)
    assert late.fullmatch("aab") is not None
    assert late.match("b") is None
