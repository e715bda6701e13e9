"""How a briefing may be shared."""

from __future__ import annotations

import pytest

from reader.core.reading.marking import ORDER, is_above, strictest, tlp_colour


@pytest.mark.parametrize("label", ORDER)
def test_a_label_is_not_above_itself_and_above_all_that_come_before(label: str) -> None:
    assert [is_above(label, ceiling) for ceiling in ORDER] == [
        ORDER.index(label) > place for place, _ in enumerate(ORDER)
    ]


def test_what_is_not_marked_is_above_nothing_and_a_house_marking_above_everything() -> None:
    assert not any(is_above("", ceiling) for ceiling in ORDER)
    assert all(is_above("Eyes of the minister only", ceiling) for ceiling in ORDER)


def test_labels_are_known_however_they_are_written() -> None:
    assert not is_above("tlp:white", "TLP:CLEAR")
    assert is_above("TLP: Red", "TLP:AMBER+STRICT")
    assert tlp_colour("tlp:amber+strict") == "amber"


def test_of_several_markings_the_strictest_is_that_of_the_whole() -> None:
    assert strictest([]) == strictest([""]) == ""
    assert strictest(["", *ORDER, "tlp:red"]) in ("TLP:RED", "tlp:red")
    assert strictest(["TLP:GREEN", "", "TLP:CLEAR"]) == "TLP:GREEN"
    assert strictest(["TLP:RED", "Eyes of the minister only"]) == "Eyes of the minister only"
