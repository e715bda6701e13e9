"""`import`: articles become briefings that `check` has no error to say of."""

from __future__ import annotations

import io
import json
import sys
import tomllib
from pathlib import Path

import pytest

from reader.cli.main import main
from tests.conftest import SAMPLES

COLUMN = """The gas deal

By Ann Author

Gazprom (Газпром) and the World Bank met in Moscow.

Li Wei said so. Later Li Wei said it “again”.
"""


def test_a_column_becomes_a_briefing_whose_names_the_library_links(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    column, briefing = tmp_path / "column.txt", tmp_path / "gas.toml"
    column.write_text(COLUMN)
    assert main(["import", str(column), "-o", str(briefing), "--library", str(SAMPLES)]) == 0
    assert main(["check", str(briefing), "--library", str(SAMPLES)]) == 0
    capsys.readouterr()
    assert main(["show", str(briefing), "--format", "json", "--library", str(SAMPLES)]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["briefing"]["title"] == "The gas deal"
    assert document["briefing"]["authors"] == ["Ann Author"]
    mentions = [(one["text"], one["entities"]) for one in document["sections"][0]["paragraphs"][0]["mentions"]]
    assert mentions == [
        ("Gazprom", ["gazprom"]),
        ("Газпром", ["gazprom"]),
        ("World Bank", ["world-bank"]),
        ("Moscow", ["moscow", "russian-government"]),
    ]
    assert "# [[entities]] # 2 times\n" in briefing.read_text("utf-8")


def test_standard_input_is_read_as_what_it_looks_like(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for text, body in (
        ("# T\n\n*a*", "*a*"),
        ("<!doctype html><h1>T</h1><p><i>a</i>", "*a*"),
        ('<?xml version="1.0"?>\n<html><h1>T</h1><p><i>a</i>', "*a*"),
        ("T\n\n*a*", r"\*a\*"),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        assert main(["import", "-"]) == 0
        raw = tomllib.loads(capsys.readouterr().out)
        assert (raw["id"], raw["title"], raw["sections"][0]["body"]) == ("t", "T", f"{body}\n")


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article, there = tmp_path / "a.md", tmp_path / "there.toml"
    article.write_text("text")
    there.write_text("precious")
    assert main(["import", str(article), "-o", str(there)]) == 2
    assert there.read_text() == "precious"
    assert "never overwritten" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"one\nt\xe9xt", "a.txt:2: expected UTF-8 text, found the byte 0xE9"),
        ("a.txt", b" \n", "there is no text to make a briefing of"),
        ("a.txt", b"t\xe9xt", "iconv -f LATIN1 -t UTF-8 FILE | briefing-reader import -"),
        ("a.html", b"<meta charset=klingon><p>x", 'there is no encoding "klingon"'),
        ("a.html", b"<meta charset=undefined><p>x", 'there is no encoding "undefined"'),
    ],
)
def test_what_cannot_be_read_is_said(
    name: str, data: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert main(["import", str(tmp_path / name)]) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert message in printed.err


@pytest.mark.parametrize(
    ("head", "encoding", "words"),
    [
        ("<meta charset=windows-1251>", "cp1251", "Газпром"),
        ("<meta charset=iso-8859-1>", "cp1252", "“Zürich” – 5 €"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gbk", "習近平"),
        ("<meta charset=euc-kr>", "cp949", "시진핑 뷁"),
        ("<meta charset=utf-16>", "utf-8", "Straße"),
        ('<?xml version="1.0" encoding="windows-1251"?><html>', "cp1251", "Газпром"),
    ],
)
def test_a_page_in_another_encoding_is_read_as_browsers_read_it(
    head: str, encoding: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.html").write_bytes(f"{head}<p>{words}".encode(encoding))
    assert main(["import", str(tmp_path / "a.html")]) == 0
    assert tomllib.loads(capsys.readouterr().out)["sections"][0]["body"] == f"{words}\n"


def test_html_without_its_library_names_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.html").write_text("<p>x")
    monkeypatch.setitem(sys.modules, "selectolax", None)
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    assert main(["import", str(tmp_path / "a.html")]) == 2
    assert "pip install 'briefing-reader[html]'" in capsys.readouterr().err


def test_what_show_prints_as_markdown_comes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "china-russia-summit-2017", "--format", "markdown", "--library", str(SAMPLES)]) == 0
    page = tmp_path / "xi.md"
    page.write_text(capsys.readouterr().out)
    briefing = tmp_path / "xi.toml"
    assert main(["import", str(page), "-o", str(briefing), "--library", str(SAMPLES)]) == 0
    assert main(["check", str(briefing), "--library", str(SAMPLES)]) == 0
    raw, first = tomllib.loads(briefing.read_text("utf-8")), SAMPLES / "china-russia-summit-2017.toml"
    original = tomllib.loads(first.read_text("utf-8"))
    for key in ("title", "date", "authors", "marking"):
        assert raw[key] == original[key]
    assert [one["id"] for one in raw["sources"]] == [one["id"] for one in original["sources"]]
    titles = [one["title"] for one in original["sections"]]
    assert [one["title"] for one in raw["sections"]][1 : len(titles) + 1] == titles
