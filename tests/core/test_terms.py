import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.search.query import parse_query
from reader.core.search.terms import find_needles, fold_terms, terms
from reader.core.text.excerpt import excerpt

TEXTS = st.text(alphabet="aé Øß.,京習近平북한한국はカПутинй'-\n", max_size=60)


def found_in(query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in find_needles(text, parse_query(query).needles)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Élysée", "elysee"),
        ("ÅNGSTRÖM straße", "angstrom strasse"),
        ("Ёлка", "елка"),
        ("Российский", "российскии"[:-1] + "й"),
        ("Łódź", "lodz"),
        ("ＷＴＯ", "wto"),
        ("don't", "don t"),
    ],
)
def test_case_accents_and_widths_are_folded(text: str, folded: str) -> None:
    assert fold_terms(text) == folded


def test_each_character_of_a_script_without_spaces_is_a_term() -> None:
    assert terms("習近平 and 북한")[:3] == ("習", "近", "平")


def test_a_row_of_han_is_found_inside_a_longer_row_but_not_over_a_full_stop() -> None:
    assert found_in("近平", "國家主席習近平在京") == ["近平"]
    assert found_in("京東", "在京。東方") == []


def test_the_stretch_found_is_that_of_the_text_as_it_stands() -> None:
    assert found_in("elysee", "At the Élysée today") == ["Élysée"]
    assert found_in('"elysee today"', "At the Élysée, today") == ["Élysée, today"]


def test_a_russian_word_is_found_with_its_endings_unless_quoted() -> None:
    assert found_in("Путин", "слова Путина") == ["Путина"]
    assert found_in('"Путин"', "слова Путина") == []


@given(TEXTS)
def test_terms_are_words_and_single_letters_of_scripts_without_spaces(text: str) -> None:
    plain = unicodedata.normalize("NFKC", text).casefold()
    for letters in re.findall("[가-힣京習近平북한국は]", plain):
        assert letters in terms(text)
    assert all(len(term) == 1 for term in terms(text) if re.search("[京習近平가-힣は]", term))
    if text.isascii():
        assert terms(text) == tuple(re.findall(r"\w+", text.lower()))


LETTERS = st.characters(categories=("Lu", "Ll", "Lo")).filter(
    lambda char: unicodedata.normalize("NFKC", char).isalpha()
)


@given(LETTERS.filter(lambda char: unicodedata.normalize("NFKC", char).isalpha()))
def test_every_letter_is_found_by_itself_whatever_its_script(letter: str) -> None:
    assert found_in(letter, f"1 {letter}. 2") == [letter]


@given(TEXTS)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    words = tuple(term for term in terms(text) if term > "\ue002" or term < "\ue000")
    assert all(terms(word) == (word,) for word in words)


@given(TEXTS)
def test_what_is_found_lies_in_the_text_in_order_and_apart(text: str) -> None:
    last = 0
    for start, end in find_needles(text, parse_query("a* 京 ок* 북").needles):
        assert last <= start < end <= len(text)
        last = end


@given(st.text(max_size=300), st.data())
def test_an_excerpt_shows_the_first_hit_and_marks_it(text: str, data: st.DataObject) -> None:
    text = text + "x"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    line, marked = excerpt(text, ((start, end),), 20)
    level = text.replace("\n", " ").replace("\t", " ")
    assert [line[a:b] for a, b in marked] == [level[start:end]]
