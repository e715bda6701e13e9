"""Approximate search agrees with the plain dynamic programme it is a fast form of."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.anchoring.matching import common_end, common_start, distances, search

few_letters = st.text(alphabet="abc", max_size=30)


def slow_distances(pattern: str, text: str, *, from_start: bool) -> list[int]:
    column = list(range(len(pattern) + 1))
    found = [column[-1]]
    for at, char in enumerate(text, 1):
        above = [at if from_start else 0]
        for row, wanted in enumerate(pattern, 1):
            above.append(min(column[row] + 1, above[-1] + 1, column[row - 1] + (wanted != char)))
        column = above
        found.append(column[-1])
    return found


@settings(derandomize=True, deadline=None, max_examples=300)
@given(few_letters, few_letters, st.booleans())
def test_bit_parallel_search_agrees_with_the_slow_one(pattern: str, text: str, from_start: bool) -> None:
    assert distances(pattern, text, from_start=from_start) == slow_distances(pattern, text, from_start=from_start)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(few_letters.filter(bool), few_letters, st.integers(0, 6))
def test_every_match_has_the_errors_it_claims_and_none_overlap_at_their_ends(
    pattern: str, text: str, most: int
) -> None:
    matches = search(pattern, text, most)
    best = min(slow_distances(pattern, text, from_start=False)[1:], default=most + 1)
    assert bool(matches) == (best <= most)
    for match in matches:
        assert match.errors <= most
        assert slow_distances(pattern, text[match.start : match.end], from_start=True)[-1] == match.errors
    assert len({match.end for match in matches}) == len(matches)


def test_a_pattern_of_more_than_64_letters_is_found() -> None:
    pattern = "the parties have not agreed a price for the second line of the pipeline " * 3
    changed = pattern.replace("agreed", "settled", 1)
    [match] = search(pattern, f"Before. {changed} After.", 12)
    assert match.start == len("Before. ")


def test_common_start_and_end_are_the_nearest_stretches_at_the_borders() -> None:
    assert common_end("exports rose", "crude exports rse").errors == 1
    assert common_start("exports rose", "exports rise again").end == len("exports rise")
