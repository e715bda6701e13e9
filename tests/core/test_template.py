"""`new` gives a briefing that has nothing wrong, and stays so when its examples are put to use."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.core.format.briefing import Alias, Briefing, Chart, Entity, Event, Figure, Link, Section, Source
from reader.core.format.template import template
from reader.core.value import fields
from reader.library.checking import check_files
from reader.library.given import Given
from reader.storage.briefings import parse_briefing

TODAY = date(2026, 11, 24)


def problems_of(text: str) -> list[str]:
    return [str(one) for one in check_files([Given(Path("a.toml"), None, data=text.encode())], (), TODAY)]


def with_examples(text: str) -> str:
    """The template with every example put to use."""
    head, start, rest = text.partition("format = 1\n")
    lines = (line if _REMARK.match(line) else line.removeprefix("#").removeprefix(" ") for line in rest.split("\n"))
    return head + start + "\n".join(lines)


_REMARK = re.compile("# (Sections are shown)")


def test_a_new_briefing_has_no_problem() -> None:
    assert problems_of(template("gas-deal", "Gas deal", TODAY)) == []


def test_every_example_in_it_is_right() -> None:
    text = with_examples(template("gas-deal", "Gas deal", TODAY))
    assert problems_of(text) == []
    briefing = parse_briefing(text.encode(), Path("a.toml")).value
    assert briefing is not None
    assert len(briefing.sections) == 2
    assert all((briefing.events, briefing.entities, briefing.sources, briefing.entities[0].links, briefing.tags))


def test_it_shows_every_key_that_there_is() -> None:
    text = template("gas-deal", "Gas deal", TODAY)
    for record in (Briefing, Section, Figure, Chart, Event, Entity, Alias, Link, Source):
        for entry in fields(record):
            assert re.search(rf"\b{entry.name}( = |\]\])", text), f"{record.__name__}.{entry.name}"


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=[]), min_size=1).filter(lambda title: title.strip()))
@example("\udcff")
def test_any_title_can_be_given(title: str) -> None:
    reading = parse_briefing(template("a", f"x{title}", TODAY).encode(), Path("a.toml"))
    assert reading.value is not None
    assert reading.value.title.startswith("x")
