"""Notes are written, listed, changed, moved and taken away by commands, as a person and a script can rely on."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reader.cli.main import main

BODY = """The two presidents met in Moscow for the third time that year.

Gazprom and *CNPC* signed a **memorandum** on storage[^tt]. No price was named.

Analysts expect a contract by the end of the decade. No price was named there.
"""


def write_briefing(path: Path, body: str = BODY, **sections: str) -> Path:
    parts = "".join(
        f"\n[[sections]]\nid = \"{name}\"\ntitle = \"{name.title()}\"\nbody = '''\n{text}'''\n"
        for name, text in ({"energy": body} | sections).items()
    )
    source = '\n[[sources]]\nid = "tt"\ntitle = "The Times"\n'
    path.write_text(f'format = 1\nid = "{path.stem}"\ntitle = "Gas"\n{parts}{source}', "utf-8")
    return path


@pytest.fixture
def gas(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    return write_briefing(folder / "gas.toml")


class Ran:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def command(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        shared = ("--library", str(tmp_path / "library"), "--data-dir", str(tmp_path / "data"))
        code = main(["notes", *map(str, arguments), *shared])
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return command


def add(run: Any, target: str | Path, *arguments: str) -> Any:
    ran = run("add", target, *arguments, "--json")
    assert ran.code == 0, ran.err
    return ran.json


# add


def test_the_note_made_is_printed(run: Any, gas: Path) -> None:
    note = add(run, gas, "--quote", "signed a memorandum", "--text", "Why?", "--tag", "gas", "--kind", "question")
    assert list(note) == (
        "version id briefing section entity state quote paragraph_text text tags kind created modified file".split()
    )
    assert note["version"] == 1
    assert (note["briefing"], note["section"], note["state"]) == ("gas", "energy", "anchored")
    assert note["quote"] == "signed a memorandum"
    assert note["paragraph_text"] == "Gazprom and CNPC signed a memorandum on storage. No price was named."
    assert (note["text"], note["tags"], note["kind"]) == ("Why?", ["gas"], "question")
    file = Path(note["file"])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert file.read_text().startswith("+++\nformat = 1\ncreated = 20")
    assert file.read_text().endswith("+++\nWhy?\n")


def test_without_json_the_id_is_printed(run: Any, gas: Path) -> None:
    ran = run("add", "gas#energy", "--text", "on the section")
    assert (ran.code, ran.out.strip()) == (0, run("list", "--json").json["notes"][0]["id"])


def test_words_come_from_stdin(run: Any, gas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("one\ntwo\n\n"))
    assert add(run, "gas#energy/p2", "--text", "-")["text"] == "one\ntwo\n"


@pytest.mark.parametrize(
    "quote",
    ["signed  a\nmemorandum", "signed a **memorandum**", "*CNPC* signed a", "signed a memorandum on storage[^tt]."],
)
def test_a_quote_may_be_typed_another_way_or_hold_mark_up(run: Any, gas: Path, quote: str) -> None:
    assert add(run, gas, "--quote", quote, "--text", "x")["paragraph_text"].startswith("Gazprom and CNPC")


def test_composed_and_decomposed_letters_are_the_same(run: Any, gas: Path) -> None:
    write_briefing(gas, "In the café they spoke of “gas” — and oil.\n")
    note = add(run, gas, "--quote", 'cafe\u0301 they spoke of "gas" - and', "--text", "x")
    assert note["quote"] == "café they spoke of “gas” — and"


def test_a_quote_that_stands_twice_is_refused_with_a_way_to_say_which(run: Any, gas: Path) -> None:
    ran = run("add", gas, "--quote", "No price was named", "--text", "x")
    assert ran.code == 2
    assert "stands 2 times in gas" in ran.err
    assert "gas#energy/p2, gas#energy/p3" in ran.err
    assert add(run, "gas#energy/p3", "--quote", "No price was named", "--text", "x")["paragraph_text"].startswith("Ana")


def test_a_quote_that_is_not_there_is_refused_with_the_nearest_words(run: Any, gas: Path) -> None:
    ran = run("add", gas, "--quote", "signed a memorandom on the storage", "--text", "x")
    assert ran.code == 1
    assert "signed a memorandum on storage" in ran.err
    assert run("list", "--json").json["notes"] == []


def test_a_quote_over_two_paragraphs_is_refused_with_the_reason(run: Any, gas: Path) -> None:
    ran = run("add", gas, "--quote", "No price was named. Analysts expect", "--text", "x")
    assert ran.code == 1
    assert "more than one paragraph" in ran.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("gas", "--text", ""), 2),
        (("gas", "--text", "x", "--kind", "idea"), 2),
        (("gas#nowhere", "--text", "x"), 1),
        (("gas#energy/p9", "--text", "x"), 1),
        (("gas#/p1", "--text", "x"), 1),
        (("gas#/p9", "--text", "x"), 1),
        (("gas", "--entity", "nobody", "--text", "x"), 1),
        (("nothing", "--text", "x"), 1),
    ],
)
def test_what_cannot_be_noted_says_so_with_its_code(run: Any, gas: Path, arguments: tuple[str, ...], code: int) -> None:
    ran = run("add", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err
    assert "A mistake in briefing-reader" not in ran.err


def test_a_briefing_that_cannot_be_read_ends_with_3(run: Any, gas: Path) -> None:
    gas.write_text("format = 1\n[broken")
    assert run("add", gas, "--text", "x").code == 3


def test_notes_that_cannot_be_written_end_with_4(run: Any, gas: Path, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    assert run("add", gas, "--text", "x").code == 4


# list


def test_notes_are_listed_without_their_briefing(run: Any, gas: Path) -> None:
    add(run, gas, "--quote", "signed a memorandum", "--text", "Why?")
    gas.unlink()
    for target in ((), ("gas",)):
        (note,) = run("list", *target, "--json").json["notes"]
        assert (note["state"], note["paragraph_text"], note["quote"]) == ("unanchored", None, "signed a memorandum")
    gas.write_text("format = 1\n[broken")
    assert [note["text"] for note in run("list", gas, "--json").json["notes"]] == ["Why?"]


def test_only_the_notes_that_were_asked_for_are_listed(run: Any, gas: Path) -> None:
    write_briefing(gas, finance="Money flows.\n")
    add(run, "gas#energy/p1", "--text", "first", "--tag", "a")
    add(run, "gas#finance", "--text", "second", "--kind", "question", "--tag", "a", "--tag", "b")

    def listed(*arguments: str | Path) -> list[str]:
        return [note["text"] for note in run("list", *arguments, "--json").json["notes"]]

    assert listed() == ["second", "first"]  # the open question first
    assert listed("gas#finance") == listed(f"{gas}#finance") == listed("--tag", "b") == ["second"]
    assert listed("gas#energy/p1") == listed("--kind", "comment") == ["first"]
    assert listed(gas.parent) == listed("--tag", "a") == listed("--state", "anchored") == ["second", "first"]
    assert listed("gas#energy/p2") == listed("--state", "changed") == []
    assert run("list", "--state", "changed").code == 1


def test_an_unreadable_note_is_listed_with_its_path_and_hides_only_itself(run: Any, gas: Path, tmp_path: Path) -> None:
    note = add(run, gas, "--text", "good")
    bad = Path(note["file"]).with_name("20200101T000000-000000.md")
    bad.write_bytes(b"\xff not a note")
    stray = tmp_path / "data" / "notes" / "stray.md"
    stray.write_text("x")
    listed = run("list", "--json").json
    assert [one["text"] for one in listed["notes"]] == ["good"]
    assert {one["file"]: one["message"] for one in listed["unreadable"]} == {
        str(bad): "is not UTF-8 text",
        str(stray): "lies in the folder of no briefing",
    }
    assert run("list").err.count("kept as it is") == 2
    assert bad.read_bytes() == b"\xff not a note"


def test_a_line_a_note_for_people(run: Any, gas: Path) -> None:
    add(run, "gas#energy/p1", "--text", "two\nlines", "--tag", "t")
    (line,) = run("list").out.splitlines()
    assert line.split("\t")[1:4] == ["comment", "anchored", "gas#energy"]
    assert line.endswith("two lines #t")


# edit, rm, restore, attach


def test_words_tags_and_kind_are_changed(run: Any, gas: Path) -> None:
    note = add(run, gas, "--text", "old", "--tag", "a")
    assert run("edit", note["id"], "--text", "new", "--json").json["text"] == "new"
    changed = run("edit", note["id"], "--tag", "b", "--kind", "disagree", "--json").json
    assert (changed["text"], changed["tags"], changed["kind"]) == ("new", ["b"], "disagree")
    assert run("edit", "20200101T000000-000000", "--text", "x").code == 1


def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    script = tmp_path / "my editor.py"
    script.write_text(f"import sys\nfrom pathlib import Path\nfile = Path(sys.argv[-1])\n{code}\n")
    monkeypatch.setenv("VISUAL", f"'{sys.executable}' '{script}' --wait")


def test_an_editor_changes_the_words_without_a_shell(
    run: Any, gas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = add(run, gas, "--text", "old $(touch /nowhere) 'words'")
    editor(tmp_path, monkeypatch, "file.write_text(file.read_text() + 'more\\n')")
    assert run("edit", note["id"], "--json").json["text"] == "old $(touch /nowhere) 'words'\nmore"
    assert list((tmp_path / "home/.local/state/briefing-reader/drafts").iterdir()) == []


@pytest.mark.parametrize("words", ["old", "old\n", "two\n\nparagraphs\n\n"])
def test_an_editor_that_only_looks_leaves_the_very_words(
    run: Any, gas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    note = add(run, gas, "--text", words)
    editor(tmp_path, monkeypatch, "assert file.read_text()[-1] == '\\n'; file.write_text(file.read_text())")
    assert run("edit", note["id"], "--json").json["text"] == words


def test_an_editor_that_fails_leaves_the_note_and_keeps_the_words_as_a_draft(
    run: Any, gas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = add(run, gas, "--text", "old")
    editor(tmp_path, monkeypatch, "file.write_text('half written'); sys.exit(7)")
    ran = run("edit", note["id"])
    assert ran.code == 4
    assert "ended with code 7" in ran.err
    assert run("list", "--json").json["notes"][0]["text"] == "old"
    draft = Path(ran.err.strip().rpartition(" ")[2])
    assert draft.read_text().endswith("+++\nhalf written\n")


def test_an_editor_that_is_not_there_or_changes_nothing_changes_nothing(
    run: Any, gas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = add(run, gas, "--text", "old")
    monkeypatch.setenv("EDITOR", str(tmp_path / "gone"))
    assert run("edit", note["id"]).code == 4
    editor(tmp_path, monkeypatch, "pass")
    assert run("edit", note["id"]).code == 0
    monkeypatch.delenv("VISUAL")
    monkeypatch.delenv("EDITOR")
    assert run("edit", note["id"]).code == 2
    assert run("list", "--json").json["notes"][0]["modified"] == note["modified"]


def test_secure_mode_runs_no_editor(run: Any, gas: Path, tmp_path: Path) -> None:
    note = add(run, gas, "--text", "old")
    done = subprocess.run(
        [sys.executable, "-m", "reader", "--secure", "--data-dir", tmp_path / "data", "notes", "edit", note["id"]],
        env={**os.environ, "EDITOR": f"touch {tmp_path / 'ran'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "secure mode" in done.stderr
    assert not (tmp_path / "ran").exists()


def test_a_note_goes_to_the_trash_and_comes_back(run: Any, gas: Path, tmp_path: Path) -> None:
    note = add(run, gas, "--text", "precious")
    assert run("rm", note["id"]).code == 0
    assert run("list", "--json").json["notes"] == []
    trashed = tmp_path / "data" / "notes" / ".trash" / "gas" / f"{note['id']}.md"
    assert trashed.read_text().endswith("precious\n")
    listed = run("list", "--trash", "--json").json["notes"]
    assert [(one["id"], one["text"], one["file"]) for one in listed] == [(note["id"], "precious", str(trashed))]
    assert run("list", "--trash", "--kind", "question").code == 1
    assert run("list", "--trash", gas).code == 2
    assert run("rm", note["id"]).code == 1
    assert run("restore", note["id"]).code == 0
    assert [one["text"] for one in run("list", "--json").json["notes"]] == ["precious"]
    assert run("restore", note["id"]).code == 1


def test_of_many_notes_one_that_is_not_there_does_not_keep_the_others(run: Any, gas: Path) -> None:
    first, second = (add(run, gas, "--text", text) for text in ("a", "b"))
    assert run("rm", first["id"], "20200101T000000-000000", second["id"]).code == 1
    assert run("list", "--json").json["notes"] == []


def test_a_note_gets_a_new_place_and_keeps_what_it_was_made_on(run: Any, gas: Path) -> None:
    note = add(run, gas, "--quote", "signed a memorandum", "--text", "Why?")
    write_briefing(gas, BODY.replace("signed a **memorandum** on storage", "agreed on gas"))
    assert run("list", "--json").json["notes"][0]["state"] != "anchored"
    attached = run("attach", note["id"], "--quote", "agreed on gas", "--json").json
    assert (attached["state"], attached["quote"]) == ("anchored", "agreed on gas")
    text = Path(note["file"]).read_text()
    assert 'exact = "signed a memorandum"' in text
    assert 'outcome = "placed"' in text
    assert run("attach", note["id"], f"{gas}#energy/p3", "--quote", "No price was named").code == 0
    other = write_briefing(gas.with_name("other.toml"))
    assert run("attach", note["id"], other, "--quote", "Analysts").code == 2
    assert run("attach", note["id"], "--quote", "no such words at all").code == 1


def test_a_note_changed_while_the_editor_was_open_keeps_both_texts(
    run: Any, gas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = add(run, gas, "--text", "old")
    elsewhere = f"Path({note['file']!r})"
    change = f"{elsewhere}.write_text({elsewhere}.read_text().replace('old', 'theirs'))"
    editor(tmp_path, monkeypatch, f"file.write_text('mine')\n{change}")
    assert "changed elsewhere" in run("edit", note["id"]).err
    assert sorted(one["text"] for one in run("list", "--json").json["notes"]) == ["mine", "theirs"]
