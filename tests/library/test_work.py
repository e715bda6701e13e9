"""A file of very many records, names or slips is gone through once, by whatever reads it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest

from reader.core.checking.inspection import SharedNames, inspect
from reader.core.format import fault
from reader.core.format.briefing import BRIEFING
from reader.core.format.fault import MANY, MOST_COMPARED, Guesses
from reader.core.text.mentions import Resolver
from reader.storage.briefings import parse_briefing, read_table
from reader.storage.index.writing import MOST_SHARED
from tests.conftest import library_in
from tests.core.test_mentions import entity
from tests.work import calls_in, grows_as_its_size

TODAY = date(2026, 11, 25)


def sections(body: str, count: int = 1, **more: object) -> dict[str, object]:
    found = [{"id": f"s{number}", "title": "S", "body": body, **more} for number in range(count)]
    return {"format": 1, "title": "T", "sections": found}


def entities(count: int, name: str = "Name{}") -> list[dict[str, object]]:
    return [{"id": f"e{number}", "name": name.format(number), "kind": "topic"} for number in range(count)]


FILES: dict[str, Callable[[int], dict[str, object]]] = {
    "records with a slip": lambda count: sections("", count, titel=1),
    "entities that nothing names": lambda count: {**sections("Text."), "entities": entities(count)},
    "entities of one name": lambda count: {**sections("Alpha. " * count), "entities": entities(count, "Alpha")},
    "marks that are broken": lambda count: sections("[[a " * count),
    "marks that lead nowhere": lambda count: sections("\n\n".join(f"[[e{number}]]" for number in range(count))),
    "links that are not opened": lambda count: sections("[a](ftp://x)\n\n" * count),
}


@pytest.mark.parametrize("shape", FILES)
def test_twice_the_records_are_at_most_about_twice_the_work(shape: str) -> None:
    def make(count: int) -> Callable[[], object]:
        raw = FILES[shape](count)
        return lambda: (read_table(raw, BRIEFING), inspect(raw, SharedNames(), TODAY))

    assert grows_as_its_size(make, 300)


def test_an_entity_is_read_from_its_file_in_a_few_steps() -> None:
    count = 2_000
    said = "".join(f'[[entities]]\nid = "e{n}"\nname = "Name {n}"\nkind = "topic"\n' for n in range(count))
    file = f'format = 1\ntitle = "T"\n[[sections]]\nid = "s"\ntitle = "S"\nbody = "x"\n{said}'.encode()
    parse_briefing(file[: file.index(b"[[entities]]")], Path("x.toml"))  # what is loaded and made ready once
    assert calls_in(lambda: parse_briefing(file, Path("x.toml"))) < 45 * count


def test_slips_past_so_many_are_told_without_a_guess() -> None:
    guesses = Guesses(f"known{number}" for number in range(MANY))
    with patch.object(fault, "_near", return_value="known1") as near:
        said = [guesses.near(f"knwn{number}") for number in range(2 * MOST_COMPARED // MANY)]
        assert guesses.near("knwn0") == said[0] == ' (did you mean "known1"?)'
    assert near.call_count == MOST_COMPARED // MANY
    assert said[-1] == ""


def test_names_within_names_are_found_however_they_lie() -> None:
    names = Resolver([entity("long", "aa b"), entity("short", "c"), entity("mid", "b c")])
    found = names.find("aa b c aa b " * 3)
    assert [(one.start % 12, one.entities[0]) for one in found[:4]] == [
        (0, "long"),
        (5, "short"),
        (7, "long"),
        (0, "long"),
    ]
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_name_of_very_many_entities_is_kept_for_the_first_of_them(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    described = "".join(
        f'[[entities]]\nid = "e{number}"\nname = "Alpha"\nkind = "topic"\n' for number in range(2 * MOST_SHARED)
    )
    text = 'format = 1\ntitle = "T"\n[[sections]]\nid = "s"\ntitle = "S"\nbody = "Alpha, Alpha."\n'
    (shelf / "one.toml").write_text(text + described, "utf-8")
    library = library_in(tmp_path, shelf)
    library.catalogue.refresh()
    (file,) = (tmp_path / "cache").glob("*.db")
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM mentions").fetchone() == (2 * MOST_SHARED,)
    connection.close()
