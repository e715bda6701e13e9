"""The index against a plain slow search over the same paragraphs."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.search.query import parse_query
from reader.core.search.terms import find_needles
from reader.storage.index import Index
from tests.storage.index.shelves import write_briefing

WORDS = (
    "gas",
    "Gás",
    "oil",
    "pipeline",
    "pipe",
    "習近平",
    "近平",
    "京",
    "在京。東",
    "북한은",
    "한국",
    "Путин",
    "Путина",
    "can't",
    "x",
)
PARAGRAPH = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
BODIES = st.lists(st.lists(PARAGRAPH, min_size=1, max_size=3).map("\n\n".join), min_size=1, max_size=4)
QUERIES = st.lists(
    st.sampled_from((*WORDS, "pipe*", "平", "東", "京東", '"gas oil"', '"習近平 京"', "-gas", "북", "zzz")),
    min_size=1,
    max_size=3,
).map(" ".join)


def slowly(bodies: list[str], query: str) -> set[tuple[str, int]]:
    asked = parse_query(query)
    return {
        (f"b{number}", place)
        for number, body in enumerate(bodies)
        for place, paragraph in enumerate(body.split("\n\n"), 1)
        if asked.needles
        and all(find_needles(paragraph, (needle,)) for needle in asked.needles)
        and not any(find_needles(paragraph, (needle,)) for needle in asked.without)
    }


@settings(max_examples=60, deadline=None)
@given(BODIES, st.lists(QUERIES, min_size=3, max_size=6))
def test_the_index_finds_all_and_only_what_a_plain_search_finds(bodies: list[str], queries: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number, body in enumerate(bodies):
            write_briefing(Path(folder), f"b{number}", body)
        with Index(None, [Path(folder)]) as index:
            index.refresh()
            for query in queries:
                expected = slowly(bodies, query)
                found = index.search(parse_query(query), 1000, frozenset({"briefing"}))
                if expected:  # else briefings that have all the words are found by their best passage
                    assert {(hit.briefing, hit.paragraph) for hit in found.hits} == expected
                    assert found.total == len(expected)
