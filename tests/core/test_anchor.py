"""A note finds its place again, or says that it is not sure; it never stays on words that say something else."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.anchoring.anchor import Anchor, Finding, NoteState, Passage, Place, describe
from reader.core.anchoring.locator import Locator, locate

NAMES = {"gazprom": {"Gazprom"}, "rosneft": {"Rosneft"}, "cnpc": {"CNPC"}}
ENERGY = (
    "The two presidents met in Moscow for the third time that year.",
    "Gazprom and CNPC signed a memorandum on storage. No price was named, and none is expected before the winter.",
    "Analysts expect a contract by the end of the decade. Some doubt that China needs the gas at all.",
)


def passages(*texts: str, section: str = "energy") -> tuple[Passage, ...]:
    return tuple(Passage(section, number, text) for number, text in enumerate(texts, 1))


def anchor(texts: Sequence[Passage], quote: str) -> Anchor:
    passage = next(passage for passage in texts if quote in passage.text)
    start = passage.text.index(quote)
    return describe(texts, Place(passage.section, passage.number, start, start + len(quote)))


def quoted(texts: Sequence[Passage], found: Finding) -> str:
    place = found.place
    assert place is not None
    text = next(p.text for p in texts if (p.section, p.number) == (place.section, place.paragraph))
    return text[place.start : place.end]


texts_of_a_section = st.lists(
    st.text(
        alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("ab e\u0301中文한국\n👩🏽\u200d🚀2017不")),
        max_size=60,
    ),
    min_size=1,
    max_size=5,
)


@settings(derandomize=True, deadline=None, max_examples=400)
@given(texts_of_a_section, st.data())
def test_on_unchanged_text_every_stretch_is_found_exactly(texts: list[str], data: st.DataObject) -> None:
    briefing = passages(*texts)
    number = data.draw(st.integers(1, len(texts)))
    start = data.draw(st.integers(0, len(texts[number - 1])))
    end = data.draw(st.integers(start, len(texts[number - 1])))
    place = Place("energy", number, start, end)
    found = locate(briefing, describe(briefing, place), NAMES)
    assert (found.state, found.place) == (NoteState.ANCHORED, place)


@settings(derandomize=True, deadline=None, max_examples=400)
@given(texts_of_a_section, texts_of_a_section, st.data())
def test_any_anchor_in_any_text_gives_one_state_and_a_place_inside_the_text(
    old: list[str], new: list[str], data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, len(old)))
    start = data.draw(st.integers(0, len(old[number - 1])))
    end = data.draw(st.integers(start, len(old[number - 1])))
    found = locate(passages(*new), describe(passages(*old), Place("energy", number, start, end)), NAMES)
    assert (found.place is None) == (found.state is NoteState.UNANCHORED)
    assert found.reason
    for place in (*found.candidates, *([found.place] if found.place else [])):
        assert 0 <= place.start <= place.end <= len(new[place.paragraph - 1])


sentence = st.lists(
    st.sampled_from(
        "alder birch cedar maple olive poplar rowan spruce walnut willow 橡树 사과 дуб 🌳 e\u0301lan".split()
    ),
    min_size=5,
    max_size=12,
).map(lambda words: " ".join(words) + ".")


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.lists(sentence, min_size=3, max_size=5, unique=True), sentence, st.data())
def test_an_edit_outside_the_quote_moves_it_or_flags_it_but_never_misplaces_it(
    texts: list[str], added: str, data: st.DataObject
) -> None:
    old = passages(*texts)
    number = data.draw(st.integers(1, len(texts)))
    text = texts[number - 1]
    start = data.draw(st.integers(0, len(text) - 12).filter(lambda at: not unicodedata.combining(text[at])))
    end = data.draw(
        st.integers(start + 10, len(text)).filter(lambda at: at == len(text) or not unicodedata.combining(text[at]))
    )
    at = data.draw(st.integers(0, len(texts)))
    new = passages(*texts[:at], f"Inserted {added}", *texts[at:])
    found = locate(new, describe(old, Place("energy", number, start, end)))
    moved = Place("energy", number + (at < number), start, end)
    if (
        found.state is NoteState.ANCHORED
        and text.count(text[start:end]) == 1
        and "".join(texts).count(text[start:end]) == 1
    ):
        assert found.place == moved
    longer = [*texts]
    longer[number - 1] = f"Inserted {added} {text}"
    found = locate(passages(*longer), describe(old, Place("energy", number, start, end)))
    shift = len(f"Inserted {added} ")
    if found.state is NoteState.ANCHORED and f"{added} {text}".count(text[start:end]) == 1:
        assert found.place == Place("energy", number, start + shift, end + shift)


def test_a_quote_moves_with_a_paragraph_inserted_before_it() -> None:
    new = passages("Nobody had expected it.", *ENERGY)
    found = locate(new, anchor(passages(*ENERGY), "No price was named"), NAMES)
    assert (found.state, quoted(new, found)) == (NoteState.ANCHORED, "No price was named")


@pytest.mark.parametrize(
    ("quote", "old", "new", "reason"),
    [
        ("by the end of the decade", "the decade", "the year", "the wording differs: “decade” became “year”"),
        ("Gazprom and CNPC signed", "Gazprom", "Rosneft", "a name differs: “Gazprom” became “Rosneft”"),
        ("Analysts expect a contract", "expect", "do not expect", "a negation differs: “do not” was added"),
        ("signed a memorandum", "Gazprom", "Rosneft", "the words are the same, but in their sentence a name differs"),
        ("Some doubt that China needs", "China", "no one in China", "a negation differs: “no one in” was added"),
        (
            "China needs",
            "that China",
            "that no one in China",
            "the words are the same, but in their sentence a negation",
        ),
        ("Gazprom", "Gazprom", "Gazprom Neft", "the words are the same, but in their sentence a name differs"),
    ],
)
def test_words_that_no_longer_say_the_same_are_changed_and_the_reason_is_given(
    quote: str, old: str, new: str, reason: str
) -> None:
    texts = passages(*(text.replace(old, new, 1) for text in ENERGY))
    found = locate(texts, anchor(passages(*ENERGY), quote), NAMES)
    assert found.state is NoteState.CHANGED
    assert found.reason.startswith(reason)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("storage. No", "storage.  No"),
        ("No price was", "No\u00a0price was"),
        ("No price was", "No [4] price was"),
        ("memorandum", "memo\u00adrandum"),
    ],
)
def test_how_the_words_are_typed_does_not_matter(old: str, new: str) -> None:
    texts = passages(*(text.replace(old, new, 1) for text in ENERGY))
    found = locate(texts, anchor(passages(*ENERGY), "a memorandum on storage. No price was named"), NAMES)
    assert found.state is NoteState.ANCHORED


def test_a_copy_elsewhere_does_not_hide_a_revision() -> None:
    old = (*passages(*ENERGY), *passages("In the notes: No price was named, and none is expected.", section="notes"))
    new = tuple(
        Passage(p.section, p.number, p.text.replace("No price", "A price")) if p.section == "energy" else p for p in old
    )
    found = locate(new, anchor(old, "No price was named"), NAMES)
    assert found.state is NoteState.CHANGED
    assert quoted(new, found) == "A price was named"


def test_a_twin_does_not_take_the_note_of_what_was_deleted() -> None:
    russia = "Russia sent 2.17 million barrels a day to China. Most of it went by sea."
    iran = "Iran sent 1.10 million barrels a day to China. Most of it went by sea."
    old, new = passages(ENERGY[0], russia, iran), passages(ENERGY[0], iran)
    found = locate(new, describe(old, Place("energy", 2, 49, 72)), NAMES)
    assert found.state is NoteState.UNANCHORED
    assert found.candidates


COMPANY = "The company is owned by the state. It pays its taxes in Moscow and has no foreign shareholders of note."


@pytest.mark.parametrize(
    ("old", "number", "quote", "new"),
    [
        (("Gazprom", COMPANY, "Rosneft", COMPANY), 4, COMPANY, ("Gazprom", COMPANY)),
        (("Gazprom", COMPANY, "Rosneft", COMPANY), 2, "It pays its taxes in Moscow", ("Rosneft", COMPANY)),
        (
            ("Iran: no comment was made by the ministry.", "Iraq: no comment was made by the ministry."),
            1,
            "no comment was made",
            ("Iraq: no comment was made by the ministry.", "Iran: no comment was made by the ministry."),
        ),
        (
            (
                "One bank left. The rest stayed on until the year ended.",
                "Two left. The rest stayed on until the year ended.",
            ),
            1,
            "The rest stayed on until the year ended.",
            ("Two left. The rest stayed on until the year ended.",),
        ),
        (("It will take 3 years to build.",), 1, "3 years to build", ("It will take at least 3 years to build.",)),
        (("They agreed to the plan.",), 1, "They agreed", ("They agreed to the plan?",)),
        (
            ("Russia will export gas to China.",),
            1,
            "Russia will export gas",
            ("If paid, Russia will export gas to China.",),
        ),
        (("双方明年签署合同。",), 1, "双方明年签署合同", ("如果价格合适，双方明年签署合同。",)),
        (("Стороны подпишут договор.",), 1, "Стороны подпишут", ("Если цена устроит, Стороны подпишут договор.",)),
        (("In it Russia attacked Georgia.",), 1, "Russia attacked Georgia", ("In it Georgia attacked Russia.",)),
        (("去年俄罗斯向中国出口天然气。",), 1, "俄罗斯向中国出口", ("去年中国向俄罗斯出口天然气。",)),
        (("그해 러시아가 중국을 도왔다.",), 1, "러시아가 중국을", ("그해 러시아를 중국이 도왔다.",)),
        (("Там банк помог заводу.",), 1, "банк помог заводу", ("Там банку помог завод.",)),
    ],
)
def test_what_says_something_else_or_is_about_someone_else_never_keeps_a_note(
    old: tuple[str, ...], number: int, quote: str, new: tuple[str, ...]
) -> None:
    start = old[number - 1].index(quote)
    note = describe(passages(*old), Place("energy", number, start, start + len(quote)))
    assert locate(passages(*new), note).state is not NoteState.ANCHORED


@pytest.mark.parametrize(
    ("quote", "old", "new"),
    [
        ("sides reached a deal", "Both sides reached a deal.", "Both sides reached a deal, then tore it up."),
        ("They reached a deal.", "They reached a deal.", "A forged letter claimed that they reached a deal."),
        ("state companies may bid", "Only state companies may bid.", "Foreign and state companies may bid."),
        ("部队均已到位。", "大多数部队均已到位。", "极少数部队均已到位。"),
        ("38500", "黄河\t巴拿马\t38500\n长江\t中国\t41000", "松花江\t巴拿马\t38500\n长江\t中国\t41000"),
        ("합의에 도달했", "양측은 합의에 도달했다.", "양측은 합의에 도달했다가 곧 파기했다."),
    ],
)
def test_words_whose_sentence_has_come_to_bear_on_them_otherwise_are_shown_as_changed(
    quote: str, old: str, new: str
) -> None:
    found = locate(passages(*ENERGY, new, *ENERGY), anchor(passages(*ENERGY, old, *ENERGY), quote))
    assert found.state is NoteState.CHANGED


@pytest.mark.parametrize(
    ("quote", "old", "new"),
    [
        (
            "ended late",
            "Talks on the pipeline went on and ended late.",
            "This week talks on the pipeline went on and ended late.",
        ),
        ("The brigade left", "The brigade left the town by train.", "The brigade left the town by train at noon."),
        ("Talks ended late.", "Talks ended late. More follow.", "Talks ended late [3]! More follow."),
    ],
)
def test_words_that_bear_on_the_quote_no_more_than_before_leave_it_where_it_is(quote: str, old: str, new: str) -> None:
    now = passages(ENERGY[0], new, ENERGY[1])
    found = locate(now, anchor(passages(ENERGY[0], old, ENERGY[1]), quote))
    assert found.state is NoteState.ANCHORED
    assert quoted(now, found).startswith(quote.removesuffix("."))


def test_paragraphs_alike_but_for_their_opening_are_told_apart() -> None:
    rest = " welcomed the plan. The ministry did not comment on the price of the deal. Talks go on in Geneva."
    old = passages("Moscow" + rest, "Tehran" + rest, ENERGY[0])
    found = locate(passages("Moscow" + rest, ENERGY[0]), describe(old, Place("energy", 2, 82, 97)), NAMES)
    assert found.state is not NoteState.ANCHORED


LONG = " It spoke of pipes, of prices and of patience, and of all that had been said before in other rooms than these."


@pytest.mark.parametrize(
    "quote", ["Russia sent 2.17 million barrels", "Most of it went by sea.", "other rooms than these."]
)
@pytest.mark.parametrize("twin_at", [1, 2])
def test_a_neighbour_that_moved_up_is_not_the_note_s_paragraph_revised(quote: str, twin_at: int) -> None:
    russia = f"Russia sent 2.17 million barrels. Most of it went by sea.{LONG}"
    texts = [ENERGY[0], russia, ENERGY[2]]
    texts.insert(twin_at, f"Saudi Arabia sent 1.72 million barrels. Most of it went by sea.{LONG}")
    old = passages(*texts)
    number = texts.index(russia) + 1
    start = russia.index(quote)
    note = describe(old, Place("energy", number, start, start + len(quote)))
    assert locate(passages(*(text for text in texts if text != russia)), note, NAMES).state is NoteState.UNANCHORED
    renamed = passages(*(text.replace("Russia sent 2.17", "Iran sent 0.90") for text in texts))
    assert locate(renamed, note, NAMES).state is NoteState.CHANGED


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 2, 1), (2, 1, 0)])
def test_a_whole_paragraph_that_moved_within_its_section_keeps_its_note(order: tuple[int, ...]) -> None:
    other = passages("Nothing of it is said here.", section="other")
    note = anchor((*passages(*ENERGY), *other), ENERGY[1])
    new = passages(*(ENERGY[at] for at in order))
    found = locate((*new, *other), note, NAMES)
    assert (found.state, quoted(new, found)) == (NoteState.ANCHORED, ENERGY[1])


@pytest.mark.parametrize(
    "new",
    [
        (ENERGY[0], ENERGY[2], f"It was said: {ENERGY[1]}"),  # it says more now
        (ENERGY[0], ENERGY[1].replace("No price", "A price"), ENERGY[2], ENERGY[1]),  # revised in place, and quoted
        (ENERGY[0], ENERGY[2], ENERGY[1], ENERGY[1]),  # two of them
    ],
)
def test_a_paragraph_that_may_be_another_does_not_take_the_note_of_one_that_moved(new: tuple[str, ...]) -> None:
    assert locate(passages(*new), anchor(passages(*ENERGY), ENERGY[1]), NAMES).state is not NoteState.ANCHORED


def test_of_two_paragraphs_with_the_same_words_the_one_that_stays_takes_no_note_of_the_other() -> None:
    old = passages("Gazprom", COMPANY, "Rosneft", COMPANY, ENERGY[0])
    note = describe(old, Place("energy", 4, 0, len(COMPANY)))
    assert locate(passages("Gazprom", ENERGY[0], COMPANY), note, NAMES).state is not NoteState.ANCHORED


def test_a_renamed_section_keeps_its_notes_but_a_copy_in_another_section_takes_none() -> None:
    old = (*passages(*ENERGY), *passages("Unrelated.", section="other"))
    renamed = tuple(Passage("gas" if p.section == "energy" else p.section, p.number, p.text) for p in old)
    found = locate(renamed, anchor(old, "No price was named"), NAMES)
    assert (found.state, found.place and found.place.section) == (NoteState.ANCHORED, "gas")
    copied = (*passages("Nothing is left here."), *passages(*ENERGY, section="other"))
    assert locate(copied, anchor(old, "No price was named"), NAMES).state is not NoteState.ANCHORED


DISCLAIMER = "Figures are the operator's own and have not been audited."
FIELDS = {"Alpha": "41,000", "Beta": "58,500", "Gamma": "17,200", "Delta": "9,300"}


def fields(ids: dict[str, str], titles: dict[str, str]) -> tuple[Passage, ...]:
    """A section for each field, all after one template; `ids` and `titles` by field."""
    return tuple(
        Passage(ids[field], number, text, titles[field])
        for field, output in FIELDS.items()
        if field in ids
        for number, text in enumerate((f"Output averaged {output} barrels a day.", DISCLAIMER), 1)
    )


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.permutations(list(FIELDS)), st.sampled_from(list(FIELDS)), st.booleans(), st.sampled_from([None, *FIELDS]))
def test_a_note_on_what_every_section_says_follows_none_but_its_own_when_ids_are_given_anew(
    order: list[str], own: str, is_kept: bool, retitled: str | None
) -> None:
    old = fields({field: f"s{at}" for at, field in enumerate(FIELDS)}, {field: field for field in FIELDS})
    section = f"s{list(FIELDS).index(own)}"
    ids = {field: f"s{at}" for at, field in enumerate(order) if is_kept or field != own}
    new = fields(ids, {field: f"New {field}" if field == retitled else field for field in FIELDS})
    for start, end in ((0, len(DISCLAIMER)), (12, 30)):
        found = locate(new, describe(old, Place(section, 2, start, end)))
        assert found.state is not NoteState.ANCHORED or found.place == Place(ids.get(own, ""), 2, start, end)
        if is_kept and retitled is None:
            assert found.place == Place(ids[own], 2, start, end)
    found = locate(new, describe(old, Place(section, 1, 0, 22)))  # words that stand once
    if is_kept and retitled is None:
        assert (found.state, found.place) == (NoteState.ANCHORED, Place(ids[own], 1, 0, 22))
    assert is_kept or found.state is not NoteState.ANCHORED


def test_a_twin_in_the_section_that_is_left_takes_no_note_of_one_that_is_gone() -> None:
    words = "Civilians may use the road by day. The crossing is closed at night, and permits are checked on both sides."
    old = (Passage("north", 1, words, "North"), Passage("south", 1, words, "South"))
    note = describe(old, Place("south", 1, 35, 66))
    assert locate(old[:1], note).state is NoteState.UNANCHORED
    assert locate((Passage("s2", 1, words, "South"),), note).state is NoteState.ANCHORED


@pytest.mark.parametrize("at", range(3))
def test_a_line_that_stood_once_stays_whatever_is_written_beside_it(at: int) -> None:
    old = passages("No price was given by either of them.", *ENERGY[1:])
    new = [f"Something else altogether, number {number}, stands here." for number in range(3)]
    new[at] = old[at].text
    note = describe(old, Place("energy", at + 1, 3, 30))
    found = locate(passages(*new), note, NAMES)
    assert (found.state, found.place) == (NoteState.ANCHORED, Place("energy", at + 1, 3, 30))
    moved = locate(passages(*new[:at], *new[at + 1 :], new[at]), note, NAMES)
    assert (moved.state, moved.place) == (NoteState.ANCHORED, Place("energy", 3, 3, 30))


def test_a_line_that_stood_once_may_speak_of_someone_else_where_the_text_before_does() -> None:
    line = "The company did not comment on the loan."
    old, new = (passages(f"{name} was asked for a statement on Monday.", line) for name in ("Gazprom", "Rosneft"))
    assert locate(new, describe(old, Place("energy", 2, 12, 39)), NAMES).state is NoteState.CHANGED


def test_a_paragraph_that_names_another_in_its_first_word_is_no_twin() -> None:
    rest = " welcomed the plan. The ministry did not comment on the price of the deal. A spokesman said no more."
    old = passages("Moscow" + rest, "Tehran" + rest, "Delhi waited.")
    note = describe(old, Place("energy", 2, 71, 90))
    assert locate(passages("Moscow" + rest, "Delhi waited."), note).state is NoteState.UNANCHORED


def test_an_empty_briefing_and_an_empty_quote_give_no_place() -> None:
    note = anchor(passages(*ENERGY), "Gazprom")
    assert locate((), note).state is NoteState.UNANCHORED
    caret = describe(passages(*ENERGY), Place("energy", 1, 3, 3))
    assert locate(passages("Something else."), caret).state is NoteState.UNANCHORED


def test_a_place_outside_the_briefing_cannot_be_described() -> None:
    for place in (
        Place("energy", 9, 0, 1),
        Place("gone", 1, 0, 1),
        Place("energy", 1, 5, 4),
        Place("energy", 1, 0, 999),
    ):
        with pytest.raises(ValueError, match="no such place"):
            describe(passages(*ENERGY), place)


def test_context_crosses_paragraphs_inside_the_section_and_stops_at_its_ends() -> None:
    note = anchor(passages(*ENERGY), "Gazprom and CNPC signed a memorandum on storage.")
    assert note.prefix.endswith("that year.\n")
    assert len(note.suffix) == 64
    assert anchor(passages(*ENERGY), "The two").prefix == ""


def test_ten_thousand_notes_on_unchanged_text_are_located_at_once() -> None:
    texts = passages(*(f"{text} Paragraph {number}." for number in range(100) for text in ENERGY))
    notes = [describe(texts, Place("energy", number, 4, 40)) for number in range(1, 301)]
    locator = Locator(texts, lambda: NAMES)
    began = time.process_time()
    states = {locator.locate(notes[at % 300]).state for at in range(10_000)}
    assert states == {NoteState.ANCHORED}
    assert time.process_time() - began < 1
