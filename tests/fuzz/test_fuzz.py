"""A short run of every target, always the same; and all that longer runs have found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from textual import events
from textual.geometry import Size

from reader.library import Library
from tests.fuzz.keys import key_sequences
from tests.fuzz.targets import TARGETS, large_and_deep_bodies, state_and_index_files
from tests.tui.screens import reading

FEW = {key_sequences: 2, state_and_index_files: 8, large_and_deep_bodies: 8}


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.__name__)
def test_what_others_wrote_does_no_harm(target: Callable[[], Any]) -> None:
    short = settings(
        max_examples=FEW.get(target, 60),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    short(target)()


# What longer runs have found


async def test_a_panel_that_is_hidden_while_it_is_given_a_size_stays_quiet(library: Library) -> None:
    async with reading(library) as (pilot, screen):
        rows = screen.desk.rows("entities")
        rows.choose_line(3)
        rows.display = False
        await pilot.pause()
        rows.on_resize(events.Resize(Size(30, 7), Size(30, 7)))
