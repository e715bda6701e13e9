"""A quotation with where it is from."""

from __future__ import annotations

from datetime import date

from reader.core.format.briefing import Briefing, Section
from reader.core.reading.citation import cite, locator
from reader.library.address import split_target

BRIEFING = Briefing(
    format=1,
    id="xi",
    title="Xi in Moscow",
    date=date(2017, 7, 3),
    edition=2,
    authors=("A. Desk",),
    marking="TLP:AMBER",
    sections=(Section(id="energy", title="Energy"),),
)


def test_a_citation_says_all_that_is_needed_to_find_the_place_again() -> None:
    assert cite(BRIEFING, "energy", 3, "The gas will travel.") == (
        "“The gas will travel.”\n"
        "— A. Desk, Xi in Moscow, edition 2, 2017-07-03, Energy, ¶3. [TLP:AMBER]\n"
        "  xi#energy/p3\n"
    )


def test_a_citation_from_the_summary_leaves_out_what_is_not_known() -> None:
    assert cite(BRIEFING, "", 0, "In short.").split("\n")[1:] == [
        "— A. Desk, Xi in Moscow, edition 2, 2017-07-03. [TLP:AMBER]",
        "  xi",
        "",
    ]


def test_the_program_opens_what_a_locator_says() -> None:
    assert split_target(locator(BRIEFING, "energy", 3)) == ("xi", "energy", 3)
    assert split_target(locator(BRIEFING, "energy")) == ("xi", "energy", 0)
