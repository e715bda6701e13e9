"""What differs between two versions: laws over random texts, and what a person wants to hear of real ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.anchoring.facts import Names
from reader.core.changes.change import Change, ChangeKind, What
from reader.core.changes.change_lines import marked, pieces
from reader.core.changes.comparison import Changes, compare
from reader.core.changes.fact_changes import fact_changes
from reader.core.changes.version import paragraphs
from reader.core.changes.wording import word_edits
from reader.core.format.briefing import Briefing, Confidence, Event, Figure, Section, Source
from reader.core.value import replace

Texts = dict[str, list[str]]

POOL = [
    "Gas is where the partnership is most solid.",
    "Gas is where the partnership is least solid.",
    "Finance is where promise is furthest ahead of fact.",
    "The line carries 38 billion cubic metres a year.",
    "The line carries 36 billion cubic metres a year.",
    "None.",
    "“None.”",
    "中国进口增长，达到4000亿美元。",
    "Экспорт вырос на 2,17 млн баррелей.",
    "러시아는 380억 달러를 지불했다.",
]


def briefing(texts: Texts) -> Briefing:
    sections = tuple(Section(id=name, title=name.title(), body="\n\n".join(body)) for name, body in texts.items())
    return Briefing(format=1, id="b", title="B", sections=sections)


def changes(old: Texts, new: Texts) -> Changes:
    return compare(briefing(old), briefing(new), str)


bodies = st.lists(st.sampled_from(POOL), max_size=7)
versions = st.dictionaries(st.sampled_from("abcd"), bodies, min_size=1, max_size=4)


def rebuilt(found: Changes) -> list[tuple[str, int, str]]:
    """The new version made from the old one by what was found alone; only how things are typed may be lost."""
    old = {(one.section, one.number): one.text for one in found.old}
    told = [change for change in found.every if change.what is What.PARAGRAPH]
    for change in told:
        if change.kind is not ChangeKind.NEW:
            assert old.pop((change.old_section, change.old_paragraph)) == change.old or change.field
    put = {(change.section, change.paragraph): change.new for change in told if change.kind is not ChangeKind.GONE}
    kept = iter(old.values())
    places = [(one.section, one.number) for one in found.new]
    made = [(*place, put[place] if place in put else next(kept)) for place in places]
    assert next(kept, None) is None
    return made


@given(versions)
@settings(deadline=None)
def test_a_version_does_not_differ_from_itself(texts: Texts) -> None:
    assert changes(texts, texts).every == ()


@given(bodies, bodies)
@settings(max_examples=120, deadline=None)
def test_the_old_text_with_the_changes_made_in_it_is_the_new_text(old: list[str], new: list[str]) -> None:
    found = changes({"a": old}, {"a": new})
    typed = str.maketrans("“”", '""')
    made = [(*place, text.translate(typed).strip('"')) for *place, text in rebuilt(found)]
    assert made == [(one.section, one.number, one.text.translate(typed).strip('"')) for one in found.new]


@given(versions, versions)
@settings(max_examples=120, deadline=None)
def test_every_paragraph_of_both_versions_is_accounted_for_once(old: Texts, new: Texts) -> None:
    found = changes(old, new).alignment
    assert sorted([*found.gone, *(pair.old for pair in found.pairs)]) == list(range(len(changes(old, new).old)))
    assert sorted([*found.new, *(pair.new for pair in found.pairs)]) == list(range(len(changes(old, new).new)))


@given(versions, versions)
@settings(max_examples=120, deadline=None)
def test_what_is_new_one_way_is_gone_the_other_way(old: Texts, new: Texts) -> None:
    there, back = changes(old, new).alignment, changes(new, old).alignment
    assert (len(there.new), len(there.gone)) == (len(back.gone), len(back.new))
    assert sum(pair.is_same for pair in there.pairs) == sum(pair.is_same for pair in back.pairs)


WORDS = [
    f"{a}{b}{c}" for a in ("bor", "kal", "mun", "rit", "sev") for b in "aeiou" for c in ("dan", "lem", "nor", "tis")
]


def sentence(random: Random, number: int) -> str:
    words = " ".join(random.choice(WORDS) for _ in range(random.randint(14, 25)))  # few words are alike by chance
    return f"Passage {words} reached {number} million tonnes."


@given(st.integers(0, 10_000), st.lists(st.sampled_from(["new", "gone", "changed", "moved"]), max_size=5))
@settings(max_examples=60, deadline=None)
def test_what_is_planted_is_named_and_nothing_else(seed: int, plants: Sequence[str]) -> None:
    random = Random(seed)
    old = [sentence(random, 100 + at) for at in range(40)]
    new, expected = list(old), Counter[str]()
    for at, plant in enumerate(plants):
        place, text = new.index(old[8 * at + 3]), old[8 * at + 3]
        if plant == "new":
            new.insert(place, sentence(random, 900 + at))
        elif plant == "changed":
            new[place] = text.replace(f"{100 + 8 * at + 3} million", f"{800 + at} million")
        else:
            new.remove(text)
        if plant == "moved":
            new.append(text)
        expected[plant] += 1
    found = changes({"a": old}, {"a": new}).listed
    assert Counter(str(change.kind) for change in found) == expected
    for change in found:
        if change.kind is ChangeKind.CHANGED:
            (fact,) = change.facts
            assert fact.new.startswith("80")
            assert fact.old.startswith("1")


texts = st.lists(
    st.sampled_from(["the ", "gas ", "38", ",", "中国", "增长", "газ ", "가스 ", " ", "\n", "e\u0301", "👍🏽"]),
    max_size=20,
).map("".join)


@given(texts, texts)
@settings(max_examples=120, deadline=None)
def test_the_edits_of_words_turn_the_old_text_into_the_new_one(old: str, new: str) -> None:
    made = old
    for edit in reversed(word_edits(old, new)):
        made = made[: edit.old_start] + new[edit.start : edit.end] + made[edit.old_end :]
    assert made == new


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("It carries 38 billion.", "It carries 36 billion.", [("38", "36")]),
        ("中国进口增长百分之五。", "中国进口下降百分之五。", [("增长", "下降")]),
        ("러시아는 돈을 지불했다.", "러시아는 돈을 받았다.", [("지불했다", "받았다")]),
        ("Экспорт вырос на 2,17 млн.", "Экспорт упал на 2,01 млн.", [("вырос", "упал"), ("2,17", "2,01")]),
        ("a red gas line", "a blue oil line", [("red gas", "blue oil")]),
    ],
)
def test_words_are_those_of_the_script(old: str, new: str, pieces: list[tuple[str, str]]) -> None:
    assert [(old[e.old_start : e.old_end], new[e.start : e.end]) for e in word_edits(old, new)] == pieces


NAMES = Names({"gazprom": {"Gazprom", "Газпром", "俄气"}, "rosneft": {"Rosneft"}})


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("It carries 36 billion m³.", "It carries 38 billion m³.", ["38 billion was 36 billion"]),
        ("进口达到4000亿美元。", "进口达到3800亿美元。", ["3800亿美元 was 4000亿美元"]),
        ("380억 달러를 지불했다.", "360억 달러를 지불했다.", ["360억 달러 was 380억 달러"]),
        ("Добыча 2,17 млн баррелей.", "Добыча 2,01 млн баррелей.", ["2,01 млн was 2,17 млн"]),
        ("It was signed by Gazprom.", "It was signed by Rosneft.", ["Rosneft was Gazprom"]),
        ("It was signed by Gazprom.", "It was signed by 俄气.", []),
        ("They met on 4 July 2017.", "They met on 5 July 2017.", ["5 July 2017 was 4 July 2017"]),
        ("They met on 4 July 2017.", "They met on 2017-07-04.", []),
        ("Of 38 tonnes 12 were sold.", "They sold 12 of 38 tonnes.", []),
        ("They sold some.", "They sold 12.", ["12 is new"]),
    ],
)
def test_facts_are_compared_by_what_they_say(old: str, new: str, said: list[str]) -> None:
    assert [str(fact) for fact in fact_changes(old, new, NAMES)] == said


def one(found: Changes) -> Change:
    (change,) = found.listed
    return change


def test_a_new_section_is_named_once_and_not_paragraph_by_paragraph() -> None:
    found = changes({"a": POOL[:2]}, {"a": POOL[:2], "b": POOL[2:4]})
    assert (one(found).what, one(found).kind, one(found).name) == (What.SECTION, ChangeKind.NEW, "B")
    assert found.counts()["b"][ChangeKind.NEW] == 2


def test_a_section_under_another_id_and_title_is_known_by_its_paragraphs() -> None:
    found = changes({"a": POOL[:4]}, {"z": POOL[:4]})
    assert {(change.field, change.old, change.new) for change in found.listed} == {
        ("id", "a", "z"),
        ("title", "A", "Z"),
    }


def test_sections_in_another_order_moved_and_their_paragraphs_did_not() -> None:
    found = changes({"a": POOL[:2], "b": POOL[2:4], "c": POOL[4:6]}, {"b": POOL[2:4], "c": POOL[4:6], "a": POOL[:2]})
    assert (one(found).kind, one(found).section) == (ChangeKind.MOVED, "a")


def test_a_paragraph_that_moved_to_another_section_is_not_new_and_not_gone() -> None:
    change = one(changes({"a": POOL[:3], "b": POOL[7:9]}, {"a": POOL[:2], "b": [*POOL[7:9], POOL[2]]}))
    assert (change.kind, change.old_section, change.section, change.paragraph) == (ChangeKind.MOVED, "a", "b", 3)


def test_a_paragraph_that_moved_and_changed_says_both() -> None:
    change = one(changes({"a": [POOL[3], *POOL[7:]], "b": [POOL[0]]}, {"a": POOL[7:], "b": [POOL[0], POOL[4]]}))
    assert (change.kind, change.is_moved, str(change.facts[0])) == (
        ChangeKind.CHANGED,
        True,
        "36 billion was 38 billion",
    )


def test_other_quotes_and_dashes_are_no_change() -> None:
    assert changes({"a": ['He said "no" - twice.']}, {"a": ["He said “no” – twice."]}).every == ()


def test_another_source_for_the_same_words_is_a_change() -> None:
    change = one(changes({"a": ["Gas[^x] flows."]}, {"a": ["Gas[^y] flows."]}))
    assert (change.field, change.old, change.new) == ("sources", "x", "y")


def test_a_source_under_another_id_is_the_same_source() -> None:
    old, new = briefing({"a": ["Gas[^x] flows."]}), briefing({"a": ["Gas[^y] flows."]})
    old = replace(old, sources=(Source(id="x", title="The Times"),))
    new = replace(new, sources=(Source(id="y", title="The Times"),))
    assert compare(old, new, str).every == ()


def test_date_and_edition_tell_versions_apart_and_are_no_change() -> None:
    old = briefing({"a": POOL})
    assert compare(old, replace(old, edition=2, date=date(2017, 7, 9)), str).every == ()


def test_figures_come_first_then_names_then_the_rest_and_what_only_moved_last() -> None:
    base = Section(id="a", title="A", body="\n\n".join([*POOL[:3], "It was signed by Ivanov there.", "Last of all."]))
    old = Briefing(
        format=1,
        id="b",
        title="B",
        sections=(replace(base, figures=(Figure(label="Volume", value=36, unit="bcm"),)), Section(id="z", title="Z")),
        events=(Event(date=date(2017, 7, 4), title="They meet"),),
    )
    body = "\n\n".join(["Last of all.", *POOL[:3], "It was signed by Petrov there.", "Wholly other words about ships."])
    figure = Figure(label="Volume", value=38, unit="bcm")
    new = replace(
        old,
        marking="TLP:GREEN",
        sections=(replace(base, body=body, figures=(figure,), confidence=Confidence.LOW), old.sections[1]),
        events=(Event(date=date(2017, 7, 5), title="They meet"),),
    )
    told = [(str(c.what), c.field or str(c.kind)) for c in compare(old, new, str).listed]
    assert told == [
        ("figure", "value"),
        ("paragraph", "changed"),
        ("briefing", "marking"),
        ("section", "confidence"),
        ("paragraph", "new"),
        ("event", "date"),
        ("paragraph", "moved"),
    ]


def test_the_numbers_of_paragraphs_are_those_of_addresses() -> None:
    found = paragraphs(briefing({"a": ["One.", "***", "Three."]}), str)
    assert [(one.number, one.text) for one in found] == [(1, "One."), (3, "Three.")]


def test_two_thousand_changed_paragraphs_are_all_known_again() -> None:
    random = Random(1)
    old = [sentence(random, 10_000 + at) for at in range(2_000)]
    new = [text.replace(" reached ", " came to ") for text in old]
    found = changes({"a": old}, {"a": new})
    assert all(change.kind is ChangeKind.CHANGED for change in found.listed)
    assert len(found.listed) == 2_000


def test_marks_stand_close_to_the_words_and_the_space_beside_them() -> None:
    old, new = "The price clause has never been made public.", "No price has ever been made public."
    told = marked(pieces(one(changes({"a": [old]}, {"a": [new]}))))
    assert told == "[-The-]{+No+} price [-clause-] has [-never-]{+ever+} been made public."
