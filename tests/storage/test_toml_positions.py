"""Where a value stands in its file: every key, every item, every character of every text."""

from __future__ import annotations

import time

import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.format.raw import texts
from reader.storage.toml_positions import TomlPositions, places_in_string

SOURCE = """title = "T"
"odd key" = { inner = ["a", "b"] }
[[sections]]
id = "one"
[[sections]]
  id = 'two'
  [[sections.figures]]
  label = "x"
[a.b]
c = 1
"""


def test_keys_items_and_tables_have_their_place() -> None:
    positions = TomlPositions(SOURCE)
    assert positions.of(("title",)) == (1, 1)
    assert positions.of(("odd key", "inner", 1)) == (2, 29)
    assert positions.of(("sections", 1, "id")) == (6, 3)
    assert positions.of(("sections", 1, "figures", 0, "label")) == (8, 3)
    assert positions.of(("a", "b", "c")) == (10, 1)


def test_what_is_not_there_has_the_place_of_the_table_around_it() -> None:
    positions = TomlPositions(SOURCE)
    assert positions.of(("sections", 0, "title")) == positions.of(("sections", 0)) == (3, 3)
    assert positions.of(("nothing",)) == (1, 1)


def escaped(text: str) -> str:
    return "".join(
        f"\\U{ord(char):08x}" if char in '"\\' or ord(char) < 32 or ord(char) == 127 else char for char in text
    )


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WRITERS = (
    lambda text: f'"{escaped(text)}"',
    lambda text: f'"""\n{escaped(text)}"""',
    lambda text: f'"""\r\n\\   \r\n  \n  {escaped(text)}"""',
    lambda text: (
        "'''\n" + text.replace("'", "’").translate({n: None for n in (*range(32), 127) if n not in (9, 10)}) + "'''"
    ),
)


@settings(max_examples=150, deadline=None)
@given(words, st.sampled_from(WRITERS), st.data())
def test_every_character_of_a_text_is_found_where_it_is_written(text: str, write: object, data: st.DataObject) -> None:
    assert callable(write)
    written = write(text)
    source = f'a = 1\n"üß" = [ 2, {{ k = {written} }} ]\n'
    value = dict(texts(tomli.loads(source)))[("üß", 1, "k")]
    if not value:
        return
    offset = data.draw(st.integers(0, len(value) - 1))
    found = written[list(places_in_string(written))[offset] :]
    assert found.startswith(
        (value[offset], f"\\U{ord(value[offset]):08x}", "\r\n" if value[offset] == "\n" else value[offset])
    )
    line, column = TomlPositions(source).of(("üß", 1, "k"), offset)
    assert source.split("\n")[line - 1][column - 1 :][:1] == found.replace("\r\n", "\r")[:1].replace("\n", "")


def test_a_place_in_a_long_text_is_found_without_reading_it_again() -> None:
    source = 'a = """\n' + "word\n" * 100_000 + '"""\nb = [' + "1, " * 20_000 + "2]\n"
    start = time.process_time()
    positions = TomlPositions(source)
    assert [positions.of(("a",), 5 * line) for line in range(50_000)] == [(line + 2, 1) for line in range(50_000)]
    assert positions.of(("b", 20_000)) == (100_003, 60_006)
    assert time.process_time() - start < 10  # it once took hours
