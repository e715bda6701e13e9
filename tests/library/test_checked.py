"""What `check` says again without checking is what it would find, whatever was done to the files meanwhile."""

import json
import os
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.core.format.problem import Problem
from reader.library import checking
from reader.library.checked import check
from reader.library.checking import Looked
from reader.library.given import Given, given_files
from reader.storage import kept_checks
from reader.storage.kept_checks import Reads
from tests.storage.index.shelves import REGISTRY, write_briefing, write_registry

TODAY = date(2026, 11, 25)
BODIES = st.sampled_from(
    [
        "Gas flows to [[gazprom]].",
        "Gas flows to [[gazprim]].",
        "Gazprom [[briefing:b]], see.",
        "Gazprom [[briefing:c]], see.",
        "Gazprom [[briefing:d]], see.",
        "Putin [[briefing:c#main]] ok",
        "Putin [[briefing:c#mann]] ok",
        "\u202eab",
        "\u202eba",
    ]
)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["given/a", "given/b", "library/c", "library/d"]), BODIES),
        st.tuples(st.sampled_from(["given", "library"]), st.sampled_from([REGISTRY, REGISTRY.replace("prom", "pron")])),
        st.tuples(st.just("gone"), st.sampled_from(["given/a", "given/entities", "library/c"])),
        st.tuples(st.just("broken"), st.sampled_from(["given/a", "given/entities", "library/c"])),
    ),
    min_size=1,
    max_size=5,
)


def make(folder: Path, what: str, how: str) -> None:
    """What an author does; the file keeps the size and the times that it had, where it was there."""
    if what in ("given", "library"):
        path = folder / what / "entities.toml"
    else:
        path = folder / f"{how if what in ('gone', 'broken') else what}.toml"
    before = path.stat() if path.exists() else None
    if what == "gone":
        path.unlink(missing_ok=True)
    elif what == "broken":
        path.write_text("title = ", encoding="utf-8")
    elif what in ("given", "library"):
        write_registry(path.parent, how)
    else:
        write_briefing(path.parent, path.stem, how)
    if before and path.exists():
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def both(folder: Path, asked: str = "given") -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """What is said with what was kept, and what is found."""
    libraries = [folder / "library"]
    files = list(given_files(folder / asked, libraries))
    return check(files, libraries, TODAY, folder / "cache"), checking.check_files(files, libraries, TODAY)


@settings(max_examples=60, deadline=None)
@given(EDITS)
@example([("given/a", "Gazprom [[briefing:d]], see."), ("library/d", "Gas flows.")])
def test_what_was_kept_is_what_would_be_found(edits: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for what, how in [("given/a", "Gas flows to [[gazprom]]."), ("library/c", "Gas."), *edits]:
            make(folder, what, how)
            for asked in ("given", "given/a.toml"):
                again, found = both(folder, asked)
                assert again == found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_briefing(tmp_path / "given", "a", "[[gazprim]] and [[briefing:c]]")
    write_registry(tmp_path / "given")
    write_briefing(tmp_path / "library", "c", "Gas.")
    return tmp_path


def test_a_second_check_of_the_same_files_checks_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = both(folder)
    assert [problem.code for problem in first if "a.toml" in problem.file] == ["unknown-entity"]
    monkeypatch.setattr(checking, "look_at", lambda *_: pytest.fail("a file was looked at"))
    libraries = [folder / "library"]
    files = list(given_files(folder / "given", libraries))
    assert check(files, libraries, TODAY, folder / "cache") == first


def test_another_day_is_another_question(folder: Path) -> None:
    write_briefing(folder / "given", "a", "Gas.", date="2026-12-01")
    files = list(given_files(folder / "given" / "a.toml", ()))
    early = check(files, (), TODAY, folder / "cache")
    late = check(files, (), TODAY + timedelta(days=30), folder / "cache")
    assert [[problem.code for problem in found] for found in (early, late)] == [["doubtful-date"], []]


@pytest.mark.parametrize("damage", ["", "{", "[]", "null", "3", '{"problems": 1}', "[" * 100_000, "\ud800"])
def test_a_kept_answer_that_is_none_is_passed_over(folder: Path, damage: str) -> None:
    first, _ = both(folder)
    for path in (folder / "cache" / "checks").iterdir():
        path.write_bytes(damage.encode(errors="surrogatepass"))
    assert both(folder) == (first, first)


@pytest.mark.parametrize("part", ["program", "library", "files", "problems"])
def test_a_kept_answer_of_another_shape_is_passed_over(folder: Path, part: str) -> None:
    first, _ = both(folder)
    (path,) = (folder / "cache" / "checks").iterdir()
    path.write_text(json.dumps({**json.loads(path.read_text()), part: [["odd"]]}))
    assert both(folder) == (first, first)


def test_what_another_program_said_is_not_said_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both(folder)
    looked_at: list[Given] = []

    def look(given: Given, today: date, really: Callable[[Given, date], Looked] = checking.look_at) -> Looked:
        looked_at.append(given)
        return really(given, today)

    monkeypatch.setattr(checking, "look_at", look)
    files = list(given_files(folder / "given", [folder / "library"]))
    for judges in (kept_checks._JUDGES, ("core/format",)):
        monkeypatch.setattr(kept_checks, "_JUDGES", judges)
        check(files, [folder / "library"], TODAY, folder / "cache")
    assert looked_at == files


def test_a_cache_that_cannot_be_written_changes_nothing(folder: Path) -> None:
    (folder / "cache").touch()
    again, found = both(folder)
    assert again == found != ()


def test_what_comes_from_a_pipe_is_not_kept(tmp_path: Path) -> None:
    assert check([Given(Path("-"), None, data=b"title = 1")], (), TODAY, tmp_path / "cache") != ()
    assert not (tmp_path / "cache").exists()


def test_of_many_answers_the_last_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_checks, "MOST", 2)
    for day in range(4):
        check(list(given_files(folder / "given", ())), (), TODAY + timedelta(days=day), folder / "cache")
    assert len(list((folder / "cache" / "checks").iterdir())) == 2


def test_a_file_that_was_read_twice_and_was_not_the_same_leaves_nothing_sure() -> None:
    reads = Reads()
    reads.note(Path("a"), "1")
    reads.note(Path("a"), "1")
    assert reads.is_sure
    reads.note(Path("a"), "2")
    assert not reads.is_sure
    reads.note(Path("a"), "1")
    assert not reads.is_sure
