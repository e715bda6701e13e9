"""Folding levels how text is typed, and every folded stretch can be mapped back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.anchoring.folding import fold, weight, whole_graphemes

tricky = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"), st.sampled_from("é e\u0301\u1112\u1161\u11ab“” \n 中，[1]👩🏽\u200d🚀")
    )
)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(tricky)
def test_every_folded_character_comes_from_a_stretch_of_the_text_in_order(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the “deal” — signed", 'the "deal" - signed'),
        ("a  b\u00a0c\nd", "a b c d"),
        ("2017 年，中欧班列", "2017年,中欧班列"),
        ("signed a memorandum [3] on", "signed a memorandum on"),
        ("signed[^src] on", "signed on"),
        ("pipe\u00adline", "pipeline"),
        (unicodedata.normalize("NFD", "отчётность 하다 café"), "отчётность 하다 café"),
        ("８４１", "841"),
    ],
)
def test_texts_that_differ_only_in_typing_fold_alike(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


def test_a_bracketed_year_is_not_taken_for_a_citation() -> None:
    assert "2017" in fold("the summit [2017] was").text


def test_a_folded_stretch_maps_back_to_the_letters_it_came_from() -> None:
    text = unicodedata.normalize("NFD", "в отчётность  о")
    folded = fold(text)
    at = folded.text.index("отчётность")
    start, end = folded.original(at, at + len("отчётность"))
    assert unicodedata.normalize("NFC", text[start:end]) == "отчётность"


def test_han_and_hangul_weigh_twice() -> None:
    assert weight("价格ab가") == 8


@pytest.mark.parametrize("cluster", ["é".replace("é", "e\u0301"), "👩🏽‍🚀", "🇨🇳", "❤️", "한"])
def test_a_stretch_is_widened_to_whole_graphemes(cluster: str) -> None:
    cluster = unicodedata.normalize("NFD", cluster)
    text = f"a{cluster}b"
    assert whole_graphemes(text, 2, len(text) - 1) == (1, 1 + len(cluster))


def test_two_flags_side_by_side_are_two() -> None:
    assert whole_graphemes("🇨🇳🇷🇺", 2, 4) == (2, 4)
