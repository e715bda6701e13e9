"""What `check` finds: every fault at its line and column, in tables, in texts, and over a whole library."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reader.core.format.problem import Problem, Severity
from reader.library import checking
from reader.library.checking import check_files
from reader.library.given import each_once, given_files
from tests.conftest import library_in

TODAY = date(2026, 11, 24)
TOP = 'format = 1\nid = "one"\ntitle = "One"\ndate = 2026-11-20\n'
SECTION = '[[sections]]\nid = "a"\ntitle = "A"\nbody = """\n'


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def problems_in(*paths: Path, libraries: tuple[Path, ...] = ()) -> tuple[Problem, ...]:
    return check_files([one for path in paths for one in given_files(path, libraries)], libraries, TODAY)


def found_in(tmp_path: Path, text: str) -> list[tuple[int, int, str]]:
    write(tmp_path, {"one.toml": text})
    return [(one.line, one.column, one.code) for one in problems_in(tmp_path / "one.toml")]


def body(text: str, before: str = "") -> str:
    """A briefing whose body begins in line 9, or later by the lines of `before`."""
    return f'{TOP}{before}{SECTION}{text}\n"""\n'


TEN_FAULTS = """\
format = 1
id = "ten"
title = ""
date = 2027-11-20
titel = "x"
marking = "TLP:ORANGE"
[[sections]]
id = "energy"
title = "Energy"
confidence = "moderat"
body = \"""
The deal with [[gazprm]] stands[^ttt], says [this](ftp://example.org/x).

See [[briefing:nowhere#there]] \\u202e and [[gazprom\u200b].
\"""
  [[sections.figures]]
  label = "x"
  value = true
[[events]]
date = 2027-01-01
title = "E"
section = "energie"
entities = ["gazprom", "cnpc"]
[[entities]]
id = "gazprom"
name = "Gazprom"
kind = "company"
[[entities]]
id = "gazprom"
name = "Twice"
kind = "firm"
[[sources]]
id = "tt"
title = "T"
url = "example.org"
"""


def test_every_fault_of_a_file_is_named_at_its_place(tmp_path: Path) -> None:
    assert found_in(tmp_path, TEN_FAULTS) == [
        (3, 1, "value"),
        (4, 1, "doubtful-date"),
        (5, 1, "unknown-key"),
        (6, 1, "doubtful-marking"),
        (10, 1, "value"),
        (12, 15, "unknown-entity"),
        (12, 32, "unknown-source"),
        (12, 52, "bad-link"),
        (14, 5, "unknown-briefing"),
        (14, 32, "bidi-override"),
        (14, 43, "broken-mark"),
        (18, 3, "value"),
        (22, 1, "unknown-section"),
        (23, 24, "unknown-entity"),
        (29, 1, "duplicate-id"),
        (31, 1, "value"),
        (35, 1, "value"),
    ]


def test_messages_say_what_was_meant(tmp_path: Path) -> None:
    write(tmp_path, {"one.toml": TEN_FAULTS})
    told = "\n".join(map(str, problems_in(tmp_path / "one.toml")))
    for meant in ('"gazprom"', '"tt"', '"title"', '"moderate"', '"energy"', '"TLP:GREEN"'):
        assert f"did you mean {meant}" in told or meant == '"TLP:GREEN"', meant


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("word [[nobody]]", (9, 6)),
        ("first\n\n- an item\n- another, [[nobody|with words]]", (12, 12)),
        ("| a | b |\n|---|---|\n| x | [[nobody\\\\|y]] |", (11, 7)),
        ("`code [[nobody]]` and [[nobody]]", (9, 23)),
        ("> quoted [[nobody]]", (9, 10)),
        ("tab\\t\\u0041 [[nobody]]", (9, 13)),
        ("a line that \\\n   goes on [[nobody]]", (10, 12)),
        ("習近平[[nobody]]", (9, 4)),
    ],
)
def test_a_mark_in_a_text_is_found_where_it_is_written(tmp_path: Path, text: str, place: tuple[int, int]) -> None:
    assert [one[:2] for one in found_in(tmp_path, body(text)) if one[2] == "unknown-entity"] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "`[[nobody]]` and ``a ` [[nobody]]``",
        "```\n[[nobody]] [^none]\n```",
        "~~~\n[[nobody]]",
        "before\n\n    [[nobody]] in code\n\nafter",
        "\\\\[[nobody]] is typed with a backslash",
        "[a link](https://example.org/[^x]) and <mailto:a@example.org>",
        "[written elsewhere][1]\n\n[1]: https://example.org",
        "a footnote mark ^ and a list [1] and [[] and array[[",
    ],
)
def test_what_is_no_mark_is_not_asked_to_lead_anywhere(tmp_path: Path, text: str) -> None:
    found = {one[2] for one in found_in(tmp_path, body(text))}
    assert found <= {"broken-mark"}
    assert ("broken-mark" in found) == (text.endswith("array[["))


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("[x](javascript:alert(1))", "is shown as text"),
        ("[x](htps://example.org)", 'did you mean "https"'),
        ("[x](page.html)", "is not opened"),
        ("[x]()", "is empty"),
        ("[x](https://)", "names no host"),
        ("![a picture](file:///etc/passwd)", "is shown as text"),
    ],
)
def test_a_link_that_no_reader_opens_is_told(tmp_path: Path, link: str, says: str) -> None:
    write(tmp_path, {"one.toml": body(f"good [y](https://example.org), bad {link}")})
    (problem,) = problems_in(tmp_path / "one.toml")
    assert problem.code == "bad-link"
    assert says in problem.message
    assert (problem.line, problem.column >= 36) == (9, True)


ENTITIES = """\
[[entities]]
id = "georgia"
name = "Georgia"
kind = "country"
[[entities]]
id = "georgia-us"
name = "Georgia"
kind = "place"
[[entities]]
id = "unseen"
name = "Unseen"
kind = "topic"
"""


def test_ambiguous_names_are_told_where_they_stand_and_where_they_come_from(tmp_path: Path) -> None:
    write(tmp_path, {"entities.toml": ENTITIES, "one.toml": body("In `Georgia` or\n**Georgia** and Georgia.")})
    found = [(Path(one.file).name, one.line, one.column, one.code) for one in problems_in(tmp_path)]
    assert found == [
        ("entities.toml", 7, 1, "ambiguous-name"),
        ("entities.toml", 10, 1, "unused-entity"),
        ("one.toml", 10, 3, "ambiguous-name"),
    ]


def test_an_entity_that_nothing_names_is_told_and_only_then(tmp_path: Path) -> None:
    own = '[[entities]]\nid = "x"\nname = "习近平"\nkind = "person"\n'
    assert found_in(tmp_path, body("no one", own)) == [(6, 1, "unused-entity")]
    assert found_in(tmp_path, body("习近\n平来了", own)) == []
    assert found_in(tmp_path, body("[[x|he]]", own)) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("date = 2030-01-01", "doubtful-date"),
        ("date = 0207-01-01", "doubtful-date"),
        ('date = "2026-01-01"', "quoted-date"),
        ('lang = "english please"', "doubtful-language"),
        ('marking = "TLP:CLEER"', "doubtful-marking"),
        ('summary = "a\\u001b[31m"', "control-character"),
        ('tags = ["\u202egnp"]', "bidi-override"),
    ],
)
def test_what_is_seldom_meant_is_a_warning(tmp_path: Path, line: str, code: str) -> None:
    text = f'format = 1\ntitle = "T"\n{line}\n[[sections]]\nid = "a"\ntitle = "A"\nbody = "x"\n'
    ((at, _, found),) = found_in(tmp_path, text)
    assert (at, found) == (3, code)


def test_dates_are_held_against_the_date_of_issue(tmp_path: Path) -> None:
    text = TOP + '[[sections]]\nid = "a"\ntitle = "A"\nas_of = 2026-11-21\nbody = "x"\n'
    text += '[[events]]\ndate = 2027-01-01\ntitle = "Coming"\n[[events]]\ndate = 2126-01-01\ntitle = "A slip"\n'
    assert found_in(tmp_path, text) == [(8, 1, "doubtful-date"), (14, 1, "doubtful-date")]


def test_an_empty_section_is_told(tmp_path: Path) -> None:
    assert found_in(tmp_path, f'{TOP}[[sections]]\nid = "a"\ntitle = "A"\n') == [(5, 3, "empty-section")]


def test_a_library_is_checked_as_a_whole(tmp_path: Path) -> None:
    other = body("See [[briefing:two#b]] and [[briefing:two#nowhere]].").replace('"one"', '"two"').replace('"a"', '"b"')
    write(tmp_path, {"x/one.toml": body("x"), "y/again.toml": body("x"), "y/two.toml": other})
    write(tmp_path, {"y/three.toml": body("x").replace("date =", "edition = 2\ndate =")})
    found = [(Path(one.file).name, one.line, one.column, one.code) for one in problems_in(tmp_path)]
    assert found == [("again.toml", 2, 1, "duplicate-briefing"), ("two.toml", 9, 28, "unknown-section")]


def test_a_draft_may_lead_to_what_the_library_holds(tmp_path: Path) -> None:
    library = write(tmp_path / "library", {"two.toml": body("x").replace('"one"', '"two"'), "entities.toml": ENTITIES})
    draft = write(tmp_path / "drafts", {"one.toml": body("[[briefing:two#a]] [[briefing:three]]")}) / "one.toml"
    assert [(one.column, one.code) for one in problems_in(draft, libraries=(library,))] == [(20, "unknown-briefing")]
    inside = write(library / "deep", {"one.toml": body("[[georgia]]")}) / "one.toml"
    assert problems_in(inside, libraries=(library,)) == ()


def test_many_files_are_looked_at_by_several_processes_with_the_same_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"{n:03}.toml": body(f"{n} [[nobody]]").replace('"one"', f'"b-{n}"') for n in range(12)}
    write(tmp_path, files)
    alone = problems_in(tmp_path)
    monkeypatch.setattr(checking, "_FILES_FOR_A_PROCESS", 4)
    monkeypatch.setattr(checking, "_cores", lambda: 2)
    assert problems_in(tmp_path) == alone
    assert len(alone) == 12


def test_the_briefings_that_come_along_have_no_fault_but_the_one_on_purpose() -> None:
    samples = Path(__file__).parents[2] / "briefings"
    found = problems_in(samples, libraries=(samples,))
    assert all(one.severity is Severity.WARNING and one.code == "ambiguous-name" for one in found), found
    assert all("Moscow" in one.message for one in found)


def test_a_file_that_is_named_in_several_ways_is_looked_at_once(tmp_path: Path) -> None:
    write(tmp_path, {"one.toml": body("[[nobody]] [[georgia]]"), "entities.toml": ENTITIES})
    ways = (tmp_path / "entities.toml", tmp_path / "one.toml", tmp_path / ".." / tmp_path.name, tmp_path)
    found = each_once(given for path in ways for given in given_files(path, ()))
    assert [given.path.name for given in found] == ["entities.toml", "one.toml"]
    problems = check_files(found, (), TODAY)
    assert [one.code for one in problems] == [one.code for one in problems_in(tmp_path)]
    assert "unused-entity" in {one.code for one in problems}


def test_a_folder_with_the_name_of_a_file_is_a_folder(tmp_path: Path) -> None:
    write(tmp_path, {"one.toml/two.toml": body("x"), "entities.toml/three.toml": body("x").replace('"one"', '"three"')})
    assert [given.path.name for given in given_files(tmp_path, ())] == ["three.toml", "two.toml"]
    assert problems_in(tmp_path) == ()
    library = library_in(tmp_path / "home", tmp_path)
    library.catalogue.refresh()
    assert {Path(entry.file).name for entry in library.catalogue.shelf().entries} == {"two.toml", "three.toml"}


def test_shared_entities_that_a_link_no_longer_leads_to_are_told(tmp_path: Path) -> None:
    write(tmp_path, {"one.toml": body("x")})
    (tmp_path / "entities.toml").symlink_to("nowhere.toml")
    library = library_in(tmp_path / "home", tmp_path)
    library.catalogue.refresh()
    for found in (problems_in(tmp_path), library.catalogue.shelf().problems):
        assert [(Path(one.file).name, one.code) for one in found] == [("entities.toml", "unreadable")]
