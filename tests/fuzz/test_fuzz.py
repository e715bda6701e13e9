"""A short run of every target, always the same; and all that longer runs have found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.fuzz.targets import TARGETS, key_sequences, state_and_index_files

FEW = {key_sequences: 2, state_and_index_files: 8}


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
