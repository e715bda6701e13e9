"""Names found in text, by the rules of the format."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.format.briefing import Alias, Entity, EntityKind
from reader.core.text.bodies import read_blocks
from reader.core.text.mentions import Mention, Resolver, fold_name


def entity(entity_id: str, *names: str, case: bool = False, autolink: bool = True, native: str = "") -> Entity:
    aliases = tuple(Alias(text=name, case=case) for name in names[1:])
    return Entity(id=entity_id, name=names[0], kind=EntityKind.TOPIC, aliases=aliases, autolink=autolink, native=native)


def named(text: str, *entities: Entity, shared: tuple[Entity, ...] = ()) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[m.start : m.end], m.entities) for m in Resolver(entities, shared).find(text)]


def test_a_name_is_found_in_any_capitals_and_only_as_a_whole_word() -> None:
    gas = entity("gas", "Gas")
    assert named("GAS, gasoline and Gas's price; biogas", gas) == [("GAS", ("gas",)), ("Gas", ("gas",))]


def test_the_longest_name_wins() -> None:
    bank, new_bank = entity("bank", "Development Bank"), entity("ndb", "New Development Bank")
    assert named("the New Development Bank", bank, new_bank) == [("New Development Bank", ("ndb",))]


def test_han_names_are_found_anywhere() -> None:
    assert named("主席習近平訪問", entity("xi", "Xi Jinping", native="習近平")) == [("習近平", ("xi",))]


def test_a_korean_name_may_carry_a_particle_but_not_be_part_of_another_word() -> None:
    north = entity("kp", "North Korea", native="북한")
    assert named("북한은 북한의 북한산 탈북한", north) == [("북한", ("kp",)), ("북한", ("kp",))]


def test_a_russian_name_is_a_whole_word() -> None:
    assert named("Путин и Путина", entity("p", "Putin", native="Путин")) == [("Путин", ("p",))]


def test_an_exact_alias_asks_for_its_capitals() -> None:
    assert named("US to us", entity("us", "United States", "US", case=True)) == [("US", ("us",))]


def test_a_currency_is_not_its_country() -> None:
    assert named("US$100 billion in the US.", entity("us", "US")) == [("US", ("us",))]


def test_one_text_that_fits_two_entities_is_ambiguous() -> None:
    (mention,) = Resolver([entity("city", "Moscow"), entity("government", "Moscow")]).find("Moscow said")
    assert mention == Mention(0, 6, ("city", "government"))
    assert mention.is_ambiguous


def test_the_briefing_s_own_entity_comes_before_the_library_s() -> None:
    assert named("Moscow", entity("own", "Moscow"), shared=(entity("other", "Moscow"),)) == [("Moscow", ("own",))]
    assert named("Gazprom OAO", entity("g", "Gazprom OAO"), shared=(entity("g", "Gazprom"),)) == [
        ("Gazprom OAO", ("g",))
    ]


def test_autolink_false_links_by_mark_only() -> None:
    quiet = entity("visit", "visit", autolink=False)
    (block,) = read_blocks("The visit, a [[visit]].")
    assert Resolver([quiet]).mentions(block) == (Mention(13, 18, ("visit",)),)


def test_a_mark_is_not_linked_twice_and_code_and_links_not_at_all() -> None:
    (block,) = read_blocks("[[ru|Russia]] `Russia` [Russia](http://x) Russia")
    assert [m.start for m in Resolver([entity("ru", "Russia")]).mentions(block)] == [0, 21]


def test_many_marks_and_many_names_in_one_block_take_no_longer_than_they_should() -> None:
    rows = "| Gazprom | `x` [[cnpc]] |\n" * 4_000
    (block,) = read_blocks(f"| a | b |\n|---|---|\n{rows}")
    start = time.process_time()
    assert len(Resolver([entity("gazprom", "Gazprom")]).mentions(block)) == 8_000
    assert time.process_time() - start < 4  # it once took most of a minute


def test_any_number_of_entities_may_share_a_name_or_have_no_name_of_their_own_script() -> None:
    many = [entity(f"e{number}", "Name") for number in range(40_000)]
    start = time.process_time()
    (mention,) = Resolver(many).find("The name.")
    assert len(mention.entities) == 40_000
    assert time.process_time() - start < 4  # it once took minutes


def test_names_within_names_within_names_take_neither_time_nor_memory() -> None:
    nested = [entity(f"e{number}", "a " * number + "a") for number in range(250)]
    start = time.process_time()
    found = Resolver(nested).find("a " * 40_000)
    assert [(one.start, one.end, one.entities) for one in found[:2]] == [(0, 499, ("e249",)), (500, 999, ("e249",))]
    assert time.process_time() - start < 4  # it once took gigabytes and most of a minute


def test_a_name_that_stands_where_two_stretches_meet_is_found() -> None:
    text = "x " * 497 + "the New Development Bank, and " + "x " * 600
    assert named(text, entity("ndb", "New Development Bank")) == [("New Development Bank", ("ndb",))]


def test_an_apostrophe_or_space_of_another_shape_is_the_same_name() -> None:
    assert named("People’s\u00a0Bank", entity("pboc", "People's Bank")) == [("People’s\u00a0Bank", ("pboc",))]


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold_name(text)) == len(text)


_LETTERS = st.text("abAB習平 .", max_size=4).filter(lambda text: bool(text.strip()))


def slow_and_plain(names: list[str], text: str) -> list[tuple[int, int]]:
    taken: list[tuple[int, int]] = []
    spans = [(a, a + n) for n in range(len(text), 0, -1) for a in range(len(text) - n + 1)]
    for start, end in spans:
        piece = text[start:end]
        word_before = (
            start > 0 and (text[start - 1] + text[start]).isalnum() and not set("習平") & {*text[start - 1 : start + 1]}
        )
        word_after = (
            end < len(text) and (text[end - 1] + text[end]).isalnum() and not set("習平") & {*text[end - 1 : end + 1]}
        )
        if word_before or word_after or piece.lower() not in {name.lower() for name in names}:
            continue
        if all(end <= other_start or other_end <= start for other_start, other_end in taken):
            taken.append((start, end))
    return sorted(taken)


@settings(derandomize=True, deadline=None, max_examples=500)
@given(st.lists(_LETTERS, min_size=1, max_size=6), st.text("abAB習平 .", max_size=30))
def test_the_resolver_agrees_with_a_slow_and_plain_one(names: list[str], text: str) -> None:
    entities = [entity(f"e{n}", name) for n, name in enumerate(names)]
    assert [(m.start, m.end) for m in Resolver(entities).find(text)] == slow_and_plain(names, text)
