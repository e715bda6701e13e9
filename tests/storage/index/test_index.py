import os
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest

from reader.core.search.query import parse_query
from reader.storage.index import Index, refreshing, schema
from reader.storage.index.found import Hit
from tests.storage.index.shelves import REGISTRY, write_briefing, write_registry


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    write_registry(folder)
    write_briefing(folder, "gas", "Gazprom sells gas.\n\nПутин ждал. 習近平在京。", more='tags = ["Énergie"]')
    write_briefing(folder / "2019", "oil", "Putin spoke of oil and gas in 북한.", date="2019-01-01")
    return folder


@pytest.fixture
def index(tmp_path: Path, shelf: Path) -> Index:
    found = Index(tmp_path / "cache", [shelf])
    found.refresh()
    return found


def hits(index: Index, query: str, *among: str) -> tuple[Hit, ...]:
    return index.search(parse_query(query), 100, frozenset(among or ("briefing",))).hits


def mention_counts(index: Index) -> dict[str, tuple[int, int]]:
    return {one.id: (one.mentions, one.briefings) for one in index.entities() if one.mentions}


def places(index: Index, query: str) -> set[tuple[str, int]]:
    return {(hit.briefing, hit.paragraph) for hit in hits(index, query)}


def test_a_word_is_found_in_the_paragraph_that_holds_it(index: Index) -> None:
    assert places(index, "sells") == {("gas", 1)}
    assert places(index, "GAS oil") == {("oil", 1)}
    assert ("gas", 1) in places(index, "gas -oil")


@pytest.mark.parametrize(("query", "briefing"), [("習近平", "gas"), ("京", "gas"), ("북한", "oil"), ("Путин", "gas")])
def test_every_script_is_found_from_one_character_on(index: Index, query: str, briefing: str) -> None:
    assert {name for name, paragraph in places(index, query) if paragraph} == {briefing}


def test_the_hit_stands_in_the_snippet(index: Index) -> None:
    (hit,) = hits(index, "習近平")
    assert [hit.snippet[start:end] for start, end in hit.hits] == ["習近平"]


def test_of_an_entity_is_shown_what_is_said_of_it_before_its_id(index: Index) -> None:
    assert hits(index, "gas", "entity")[0].snippet.startswith("A gas company.")
    assert hits(index, "gazprom", "entity")[0].snippet.startswith("Gazprom · Газпром")


def test_words_that_stand_in_different_paragraphs_find_the_briefing(index: Index) -> None:
    assert {hit.briefing for hit in hits(index, "sells ждал")} == {"gas"}
    assert not hits(index, "sells ждал 북한")


def test_filters_narrow_what_is_found(index: Index) -> None:
    assert {name for name, _ in places(index, "gas tag:energie")} == {"gas"}
    assert {name for name, _ in places(index, "gas since:2018")} == {"oil"}
    assert {name for name, _ in places(index, "gas until:2017-07")} == {"gas"}
    assert {name for name, _ in places(index, "gas in:oil")} == {"oil"}
    assert places(index, "in:gas#main ждал") == {("gas", 2)}
    assert places(index, "entity:putin") == {("gas", 2), ("oil", 1)}
    assert places(index, 'entity:"Vladimir Putin" oil') == {("oil", 1)}
    assert {name for name, _ in places(index, "since:2018")} == {"oil"}
    assert not hits(index, "entity:nobody")


def test_a_section_asked_for_is_the_only_one_found(tmp_path: Path, shelf: Path) -> None:
    path = write_briefing(shelf, "coal", "Gas, and Putin.")
    supply = '[[sections]]\nid = "supply"\ntitle = "Supply"\nbody = "Gas, and Putin."\n'
    path.write_text(path.read_text() + supply)
    index = Index(tmp_path / "cache", [shelf])
    index.refresh()

    def sections_of(query: str) -> set[tuple[str, str]]:
        return {(hit.briefing, hit.section) for hit in hits(index, query)}

    for query in ("gas in:supply", "gas in:coal#supply", "entity:putin in:supply", "entity:putin in:coal#supply"):
        assert sections_of(query) == {("coal", "supply")}
    assert not sections_of("gas in:gas#supply")
    assert not sections_of("entity:putin in:gas#supply")


def test_entities_are_found_by_every_name_and_the_one_so_named_comes_first(index: Index) -> None:
    assert [hit.entity for hit in hits(index, "Газпром", "entity")] == ["gazprom"]
    assert [hit.entity for hit in hits(index, "kind:person", "entity")] == ["putin"]
    assert hits(index, "putin", "entity", "briefing")[0].entity == "putin"


def test_mentions_stand_in_order_of_date_with_their_place(index: Index) -> None:
    lines = index.mentions("putin", index.appearances("putin"))
    assert [(line.briefing, line.section, line.paragraph) for line in lines] == [
        ("gas", "main", 2),
        ("oil", "main", 1),
    ]
    assert [line.text[line.start : line.end] for line in lines] == ["Путин", "Putin"]
    assert mention_counts(index)["putin"] == (2, 2)
    assert index.linked_from("putin") == (("owned by the state of", "gazprom"),)


def test_a_change_of_a_file_is_seen_and_a_file_that_is_gone_leaves(index: Index, shelf: Path) -> None:
    write_briefing(shelf, "gas", "Only coal.")
    (shelf / "2019" / "oil.toml").unlink()
    refreshed = index.refresh()
    assert (refreshed.read, refreshed.gone) == (1, 1)
    assert not hits(index, "oil")
    assert places(index, "coal") == {("gas", 1)}
    assert mention_counts(index) == {}


def test_a_file_written_in_place_with_the_same_size_and_time_is_seen(index: Index, shelf: Path) -> None:
    path = shelf / "gas.toml"
    about = path.stat()
    text = path.read_text()
    with path.open("r+") as file:
        file.write(text.replace("sells", "burns"))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    index.refresh()
    assert places(index, "burns") == {("gas", 1)}


def test_nothing_is_read_again_when_nothing_changed(index: Index) -> None:
    assert index.refresh().read == 0
    assert index.looks_unchanged()


def test_a_look_at_few_sees_what_is_written_again_into_the_file_that_was_changed_last(
    index: Index, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "RECENT", 1)
    write_briefing(shelf, "gas", "Only coal.")
    index.refresh()
    assert index.looks_unchanged()
    with (shelf / "gas.toml").open("a") as file:
        file.write("\n")
    assert not index.looks_unchanged()


def test_a_new_name_in_the_registry_is_found_in_files_that_did_not_change(index: Index, shelf: Path) -> None:
    write_registry(
        shelf, REGISTRY + '\n[[entities]]\nid = "nk"\nname = "North Korea"\nkind = "country"\nnative = "북한"\n'
    )
    refreshed = index.refresh()
    assert refreshed.read == 1
    assert [line.briefing for line in index.appearances("nk")] == ["oil"]


def test_a_file_that_cannot_be_read_is_listed_with_its_reason_until_it_is_mended(index: Index, shelf: Path) -> None:
    path = shelf / "bad.toml"
    path.write_text("title = ")
    index.refresh()
    assert [problem.file for problem in index.problems()] == [str(path)]
    write_briefing(shelf, "bad", "Fine now.")
    index.refresh()
    assert index.problems() == ()
    assert places(index, "fine") == {("bad", 1)}


def test_two_indexers_at_once_give_one_right_index(tmp_path: Path) -> None:
    shelf = tmp_path / "many"
    write_registry(shelf)
    for number in range(60):
        write_briefing(shelf, f"b{number}", f"Putin and word{number}.")
    both = [Index(tmp_path / "cache", [shelf]) for _ in range(2)]
    threads = [threading.Thread(target=one.refresh) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in both:
        assert one.refresh().read == 0
        assert mention_counts(one)["putin"] == (60, 60)
        assert one.search(parse_query("putin"), 100, frozenset({"briefing"})).total == 60


def test_an_index_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    shelf = tmp_path / "many"
    for number in range(20):
        write_briefing(shelf, f"b{number}", f"word{number} here.")
    index = Index(tmp_path / "cache", [shelf])
    told: list[int] = []
    refreshed = index.refresh(lambda done, _: told.append(done), lambda: len(told) >= 5)
    assert refreshed.is_stopped
    assert refreshed.read == 5
    assert index.refresh().read == 15
    assert index.search(parse_query("here"), 100, frozenset({"briefing"})).total == 20


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100, None])
def test_a_damaged_index_is_made_again(tmp_path: Path, shelf: Path, index: Index, damage: bytes | None) -> None:
    index.close()
    (path,) = (tmp_path / "cache").glob("*.db")
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096) if damage is None else damage)
    again = Index(tmp_path / "cache", [shelf])
    again.refresh()
    assert places(again, "sells") == {("gas", 1)}
    assert not again.is_in_memory


def test_nothing_stays_open_of_a_damaged_index(tmp_path: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def connected(*args: Any, **options: Any) -> sqlite3.Connection:
        opened.append(connect(*args, **options))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", connected)
    Index(tmp_path / "cache", [shelf]).close()
    (file,) = (tmp_path / "cache").glob("*.db")
    file.write_bytes(b"no database at all, and longer than the head of one" * 9)
    Index(tmp_path / "cache", [shelf]).close()
    assert len(opened) > 2
    for connection in opened:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")


def test_an_index_damaged_while_it_is_in_use_is_made_again(tmp_path: Path, index: Index) -> None:
    (path,) = (tmp_path / "cache").glob("*.db")
    path.write_bytes(b"\0" * path.stat().st_size)
    index.close()
    assert places(index, "sells") == {("gas", 1)}


def test_a_cache_folder_that_cannot_be_made_leaves_the_index_in_memory(tmp_path: Path, shelf: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    index = Index(tmp_path / "file" / "cache", [shelf])
    index.refresh()
    assert index.is_in_memory
    assert places(index, "sells") == {("gas", 1)}


def test_the_index_is_for_its_owner_alone(tmp_path: Path, shelf: Path) -> None:
    Index(tmp_path / "caches" / "cache", [shelf]).refresh()
    (path,) = tmp_path.rglob("*.db")
    assert path.stat().st_mode & 0o777 == 0o600
    assert [folder.stat().st_mode & 0o777 for folder in (path.parent, path.parent.parent)] == [0o700, 0o700]


def test_a_very_large_library_is_looked_at_whole_once_a_minute(
    index: Index, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.refresh()
    assert not index.was_just_looked_at()
    monkeypatch.setattr(refreshing, "MANY", 1)
    index.refresh()
    assert index.was_just_looked_at()
    monkeypatch.setattr(refreshing, "TRUSTED", 0)
    assert not index.was_just_looked_at()


def held(index: Index) -> sqlite3.Connection:
    """Another process that keeps the index locked."""
    path = index._database.path
    assert path
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


def test_what_is_known_is_told_while_another_process_does_not_let_go_of_the_index(
    index: Index, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.storage.index.database._PATIENCE", 0.0)
    monkeypatch.setattr("reader.storage.index.database._SHORT", 0.0)
    other = held(index)
    write_briefing(shelf, "coal", "Coal sells.")
    assert index.refresh().is_stopped
    index.put_notes([], ["a note"])
    assert index.is_held
    assert not index.is_in_memory
    assert places(index, "sells") == {("gas", 1)}
    other.execute("ROLLBACK")
    assert index.refresh().read == 1
    assert not index.is_held
    assert places(index, "sells") == {("gas", 1), ("coal", 1)}


def test_an_index_of_which_nothing_is_known_and_that_is_locked_is_made_in_memory(
    tmp_path: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.storage.index.database._PATIENCE", 0.0)
    index = Index(tmp_path / "cache", [shelf])
    other = held(index)
    assert index.refresh().read == 2
    assert index.is_in_memory
    assert places(index, "sells") == {("gas", 1)}
    other.close()


def test_what_is_written_at_once_does_not_grow_with_what_was_written_before() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.create(connection, b"")
    connection.execute(
        "INSERT INTO passage_terms (passage_terms, rank) VALUES ('pgsz', 64)"
    )  # small pages: many merges
    changes = []
    for batch in range(300):
        before = connection.total_changes
        connection.execute("BEGIN")
        for key in range(4 * batch, 4 * batch + 4):
            words = " ".join(f"w{(12 * key + word) * 7919 % 3001}" for word in range(12))
            connection.execute("INSERT INTO passage_terms (rowid, text) VALUES (?, ?)", (key, words))
        connection.execute("COMMIT")
        changes.append(connection.total_changes - before)
    assert max(changes) < 50 * sorted(changes)[150]
