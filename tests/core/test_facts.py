"""What a text says: figures, dates and names in one form, however they are written; differences in words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.anchoring.differences import differences, in_words
from reader.core.anchoring.facts import Names, Token, TokenKind, reading
from reader.core.anchoring.folding import fold

NAMES = Names(
    {
        "putin": {"Putin", "Vladimir Putin"},
        "gazprom": {"Gazprom", "Газпром", "俄气", "가스프롬"},
        "gazprom-neft": {"Gazprom Neft"},
        "cnpc": {"CNPC", "中石油"},
    }
)


def says(text: str) -> tuple[Token, ...]:
    return reading(fold(text).text, NAMES)


def forms(text: str) -> list[str]:
    return [item.form for item in says(text)]


@pytest.mark.parametrize(
    "writings",
    [
        (
            "US$400 billion",
            "$400bn",
            "400 billion US dollars",
            "$400,000,000,000",
            "4000亿美元",
            "四千亿美元",
            "4천억 달러",
        ),
        ("12亿5000万元", "1.25 billion yuan", "12.5亿元"),
        ("2,17 млн баррелей", "2,17 миллиона баррелей"),
        ("20.8%", "20.8 per cent", "20.8 percent"),
        (
            "4 July 2017",
            "July 4, 2017",
            "4th of July 2017",
            "2017-07-04",
            "2017年7月4日",
            "2017년 7월 4일",
            "4 июля 2017 года",
        ),
        ("二〇一七年七月", "2017年7月", "July 2017"),
        ("eleven", "11", "十一"),
        ("Putin", "Vladimir Putin"),
        ("the U.S. said", "the US said"),
        ("oil-rich states", "oil rich states"),
    ],
)
def test_writings_of_the_same_thing_have_one_form(writings: tuple[str, ...]) -> None:
    assert len({tuple(forms(text)) for text in writings}) == 1, [forms(text) for text in writings]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2.17", "2.01"),
        ("2.1", "2.10"),
        ("2,17 млн", "217 млн"),
        ("US$12 billion", "€12 billion"),
        ("12亿", "12万"),
        ("四百亿", "四千亿"),
        ("4천억", "4백억"),
        ("5%", "5 percentage points"),
        ("5%", "-5%"),
        ("5%", "<5%"),
        ("4 July 2017", "4 June 2017"),
        ("2017", "2018"),
        ("in May", "in March"),
        ("Gazprom", "Gazprom Neft"),
        ("agreed", "not agreed"),
        ("binding", "non-binding"),
        ("a few", "few"),
        ("казнить, нельзя помиловать", "казнить нельзя, помиловать"),
        ("아버지가 방에", "아버지 가방에"),
        ("prescribe", "proscribe"),
        ("agreed.", "agreed?"),
        ("9" * 40, "9" * 39 + "8"),
    ],
)
def test_writings_of_different_things_have_different_forms(one: str, other: str) -> None:
    assert forms(f"x {one} y") != forms(f"x {other} y")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("signed in 2017", "signed in 2018", "the year differs: “2017” became “2018”"),
        ("signed on 4 July", "signed on 5 July", "a date differs: “4 July” became “5 July”"),
        ("worth US$12 billion", "worth US$12 million", "a figure differs: “US$12 billion” became “US$12 million”"),
        ("deal by Gazprom", "deal by CNPC", "a name differs: “Gazprom” became “CNPC”"),
        ("they agreed", "they never agreed", "a negation differs: “never” was added"),
        ("双方没有公布", "双方公布", "a negation differs: “没有” was taken out"),
        ("the yuan rose", "the yuan fell", "the sense differs: “rose” became “fell”"),
        ("it may pay", "it will pay", "how sure it is differs: “may” became “will”"),
        ("a large deal", "a big deal", "the wording differs: “large” became “big”"),
        ("ready, set", "ready set", "the punctuation differs: “,” was taken out"),
        (
            "러시아는 가스 대금을 받았다",
            "러시아는 원유 2척 값을 받았다",
            "a figure differs: “가스 대금” became “원유 2척 값”",
        ),
        ("对 CNPC 公司说", "对 Gazprom Neft 说", "a name differs: “CNPC公司” became “Gazprom Neft”"),
        ("a long deal", "a long-term gas deal", "the wording differs: “term gas” was added"),
    ],
)
def test_a_difference_is_said_in_words(old: str, new: str, reason: str) -> None:
    assert in_words(differences(says(old), says(new))) == reason


def test_a_name_is_found_with_what_korean_writes_onto_it() -> None:
    assert says("가스프롬은")[0].kind is TokenKind.NAME


def test_a_name_of_two_entities_stands_for_both() -> None:
    shared = Names({"a": {"Georgia"}, "b": {"Georgia"}})
    assert reading("Georgia", shared)[0].form == "@a|b"


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.text())
def test_any_text_can_be_read_and_equals_itself(text: str) -> None:
    assert differences(says(text), says(text)) == []


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(alphabet="0123456789.,%$年月日万亿千百十一二만억천백 -/mayJuly"))
def test_any_row_of_figures_can_be_read(text: str) -> None:
    assert isinstance(says(text), tuple)


def test_a_long_row_of_figures_takes_ten_times_as_long_as_a_row_of_a_tenth() -> None:
    def seconds(figures: int) -> float:
        start = time.process_time()
        assert len(says("5.5 apples " * figures)) == 2 * figures
        return time.process_time() - start

    seconds(100)  # the patterns are compiled at their first use
    assert seconds(20_000) < 30 * seconds(2_000)
