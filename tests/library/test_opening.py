"""What an open briefing says of the places that people name in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.anchoring.anchor import Place, describe
from reader.core.anchoring.locator import locate
from reader.core.format.briefing import Briefing, Section
from reader.errors import NotFoundError
from reader.library import Library, OpenBriefing
from reader.library.opening import entity_names, present
from reader.library.pages import page_of
from reader.library.quoting import place_named, target_named
from tests.conftest import SAMPLES
from tests.work import calls_in


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


def opened(*bodies: str) -> OpenBriefing:
    sections = tuple(Section(id=f"s{n}", title=f"Section {n}", body=body) for n, body in enumerate(bodies))
    return present(Path("x.toml"), Briefing(format=1, id="x", title="X", sections=sections), (), {})


SENTENCES = st.sampled_from(
    [
        "Gas.",
        "習近平到訪。",
        "Gas and *oil* flow.  ",
        "- Gas\n- oil, and gas again",
        "| a | b |\n|---|---|\n| gas | 1 |",
        "The pipeline carries gas to the border, where a company that nobody names takes it over and pays in roubles.",
        "The pipeline carries gas to the border,\nwhere a company takes it over and pays in roubles.\\\nOr not.",
    ]
)
BODIES = st.lists(st.lists(SENTENCES, max_size=6).map("\n\n".join), min_size=1, max_size=3)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(BODIES, BODIES, st.data())
def test_a_place_is_described_and_found_by_what_stands_near_it_as_by_the_whole_text(
    before: list[str], after: list[str], data: st.DataObject
) -> None:
    old, new = opened(*before), opened(*after)
    passages = old.passages()
    for passage in passages:
        start = data.draw(st.integers(0, len(passage.text)))
        place = Place(passage.section, passage.number, start, data.draw(st.integers(start, len(passage.text))))
        anchor = opened(*before).anchor_at(place)
        assert anchor == describe(passages, place)
        for now in (old, new):
            assert now.ground.locate(anchor) == locate(now.passages(), anchor, entity_names(()))


@pytest.mark.parametrize("bodies", [["\n\n".join(f"oil and gas {n}" for n in range(20_000))], ["Oil.\n\nGas."] * 2_000])
def test_a_note_in_a_long_text_asks_for_little_more_than_its_own_place(bodies: list[str]) -> None:
    opened("Oil.\n\nGas.").anchor_at(Place("s0", 1, 0, 4))  # what is loaded and made ready once
    text, last = opened(*bodies), f"s{len(bodies) - 1}"
    place = Place(last, 2, 0, 4)
    assert calls_in(lambda: text.anchor_at(place)) < 15 * len(bodies) + 8_000
    anchor = text.anchor_at(place)
    assert calls_in(lambda: text.ground.locate(anchor)) < 200
    made = sum(len(part.items._made) for part in text.document.parts)
    assert made < 50
