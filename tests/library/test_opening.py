"""What an open briefing says of the places that people name in it."""

from __future__ import annotations

import pytest

from reader.errors import NotFoundError
from reader.library import Library
from reader.library.pages import page_of
from reader.library.quoting import place_named, target_named
from tests.conftest import SAMPLES


@pytest.mark.parametrize(
    ("section", "paragraph", "told"),
    [
        ("", 0, ""),
        ("contract", 0, ""),
        ("contract", 1, ""),
        ("contract", 99, "There is no paragraph 99 in power-of-siberia#contract. It has 6."),
        ("nowhere", 1, 'There is no section "nowhere" in power-of-siberia. It has contract, '),
        ("", 1, "Say in which section paragraph 1 is: power-of-siberia#section/p1."),
    ],
)
def test_a_place_that_is_not_there_is_told_wherever_it_is_named(
    library: Library, section: str, paragraph: int, told: str
) -> None:
    opened = library.open(SAMPLES / "power-of-siberia.toml")
    assert opened.absent(section, paragraph)[: len(told) or None] == told
    if told:
        for refuse in (
            lambda: page_of(opened, section, paragraph),
            lambda: place_named(opened, section, paragraph, "gas"),
            lambda: target_named(opened, section, paragraph),
            lambda: target_named(opened, section, paragraph, entity="gazprom"),
        ):
            with pytest.raises(NotFoundError) as found:
                refuse()
            assert str(found.value).startswith(told)
