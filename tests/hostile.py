"""A library in which every text of every file tries to drive the terminal, and what to look for in what is written."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from reader.core.format import briefing as of
from reader.core.format import shape, table
from reader.storage.note_file import _value as toml_value

CONTROLS = (
    "\x1b]0;PWNED\x07",  # a window title
    "\x1b]52;c;UFdORUQ=\x1b\\",  # the clipboard
    "\x1b[31337m",
    "\x1b[2J\x1b[?31337h\x1b[6n\x1b[c",  # erase, a mode, questions that are answered as if typed
    "\x9b31337m\x9d0;PWNED\x9c\x90PWNED\x9c",  # the same in C1
    "\x1bP31337\x1b\\\x1b_PWNED\x1b\\",
    "\x00\x08\x0e\x0f\x7f\x85",
    "\u202e\u2066\u202a\u2069\u2028\u2029",  # directions, and line ends that are no line ends
)
MARKUP = "[bold red]MARK[/] [/x] [@click=app.quit]CLICK[/] [link='http://evil.example']LINK[/] [[[]] $x {y} %s"
PAYLOAD = "".join(CONTROLS) + MARKUP
URL = "https://example.org/" + "".join(CONTROLS[:3]).replace(" ", "")


def _example(form: shape.Shape, name: str) -> Any:
    """A value that a shape accepts, hostile wherever it may hold text."""
    match form:
        case shape.Matching():
            return URL if form is of.URL else "hostile"
        case shape.Choice():
            return next(iter(form.known))
        case of.AliasShape():
            return {"text": f"alias {PAYLOAD}", "lang": PAYLOAD}
        case table.Either():
            return _example(form.choices[0][1], name)
        case table.ListOf():
            return [_example(form.item, name)]
        case table.Pair():
            return [_example(form.first, name), _example(form.second, name)]
        case table.Mapping():
            return {f"key {PAYLOAD}": _example(form.item, name)}
        case table.Table():
            return {key: _example(item, key) for key, (item, _, _) in form.keys.items()}
        case _:
            return _simple(form, name)


def _simple(form: shape.Shape, name: str) -> Any:
    match form:
        case shape.Whole():
            return form.lowest
        case shape.Number():
            return 4.2
        case shape.Flag():
            return True
        case shape.Day():
            return date(2017, 7, 3)
        case _:
            return _body() if name == "body" else f"{name} {PAYLOAD}"


def _body() -> str:
    links = "[a](javascript:alert(1)) [b](file:///etc/passwd) [c](briefing:../../etc/passwd) [[hostile|d]] [^hostile]"
    return "\n\n".join(
        (
            f"# heading {PAYLOAD}",
            f"Text {PAYLOAD} *{PAYLOAD}* `{PAYLOAD}` [{PAYLOAD}]({URL}) {links}",
            f"- item {PAYLOAD}\n  1. {PAYLOAD}",
            f"> quote {PAYLOAD}",
            f"```\n{PAYLOAD}\n```",
            f"| {PAYLOAD} | b |\n| - | - |\n| {PAYLOAD} | d |",
            f"<b onclick='x'>{PAYLOAD}</b> ![{PAYLOAD}]({URL})",
        )
    )


def briefing() -> dict[str, Any]:
    """A briefing with every key of the format, each hostile, and one that the format does not know."""
    whole: dict[str, Any] = _example(of.BRIEFING, "")
    return {**whole, f"unknown {PAYLOAD}": PAYLOAD}


def as_toml(table: dict[str, Any]) -> str:
    """A table as a TOML file, with all that is not plain written as escapes."""
    from reader.storage.note_file import _key

    text = "\n".join(f"{_key(key)} = {toml_value(value)}" for key, value in table.items())
    return re.sub("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]", lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


FILE_NAME = b"\x1b]0;PWNED\x07\x1b[31337m\xe2\x80\xae\xc2\x9b31337m\xff\n[bold]MARK[@click=app.quit].toml"


def write_library(folder: Path) -> Path:
    """Hostile files below `folder`: a library whose own name is one of them. Gives the library."""
    import os

    library = Path(os.fsdecode(os.fsencode(folder) + b"/" + FILE_NAME.removesuffix(b".toml")))
    library.mkdir(parents=True)
    text = as_toml(briefing())
    (library / "hostile.toml").write_text(text)
    Path(os.fsdecode(os.fsencode(library) + b"/" + FILE_NAME)).write_text(
        text.replace('id = "hostile"', 'id = "twin"', 1)
    )
    (library / "broken.toml").write_text(text + f"\n{toml_value(PAYLOAD)} = \n")
    (library / "wrong.toml").write_text(
        as_toml({"format": 1, "title": 3, PAYLOAD: 1, "edition": PAYLOAD, "date": PAYLOAD})
    )
    (library / "bytes.toml").write_bytes(b"format = 1\n# \xff\x1b[31337m\n")
    (library / "entities.toml").write_text(as_toml({"format": 1, "entities": briefing()["entities"]}))
    return library


NOTE = """+++
format = 1
created = 2026-11-23T18:16:26Z
modified = 2026-11-23T18:20:01Z
tags = [{text}]
kind = "comment"
{text} = {text}

[target]
briefing = "hostile"
edition = 1
section = "hostile"
paragraph = 1
start = 0
end = 4
exact = {text}
prefix = {text}
suffix = {text}
+++
words {raw}
"""


def write_notes(data: Path) -> None:
    """Hostile notes in a data folder: one that can be read, one that cannot, and names that are hostile."""
    import os

    folder = data / "notes" / "hostile"
    folder.mkdir(parents=True)
    note = NOTE.format(text=as_toml({"x": PAYLOAD}).partition(" = ")[2].strip(), raw=PAYLOAD)
    (folder / "20261123T181626-4f9c2a.md").write_bytes(note.encode())
    (folder / "20261123T181626-4f9c2b.md").write_bytes(
        note.replace("format = 1", f'format = "{PAYLOAD!r}"', 1).encode()
    )
    Path(os.fsdecode(os.fsencode(folder) + b"/" + FILE_NAME.replace(b".toml", b".md"))).write_bytes(note.encode())


# What is written

_OF_TERMINALS = re.compile(
    r"[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+"
    r"|\r|\n|\t|\x08"
    r"|\x1b\[(?!\d*31337)[?>=<]?[0-9;:]*[$ ]?[A-Za-z@`]"
    r"|\x1b\]8;[^;\x1b\x07]*;(?P<link>[^\x1b\x07]*)\x1b\\"
    r"|\x1b\]52;c;[A-Za-z0-9+/=]*(?:\x07|\x1b\\)"
    r"|\x1b\]22;default\x07"  # Textual's, for the pointer of the mouse
    r"|\x1b[78=>M]|\x1b\([B0]|\x18"
)
_LINES_ONLY = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+|\r|\n|\t|\x1b\[[0-9;:]*m")


def intruders(raw: bytes, *, is_screen: bool) -> list[str]:
    """What stands in the bytes that went to a terminal, and is neither text nor written by the program itself."""
    allowed = _OF_TERMINALS if is_screen else _LINES_ONLY
    text = raw.decode(errors="replace")
    found, place = [], 0
    while place < len(text):
        match = allowed.match(text, place)
        if match is None or ("31337" in match[0] and match[0].startswith("\x1b")):
            found.append(repr(text[max(0, place - 10) : place + 30]))
        elif is_screen and match["link"] is not None and not re.match(r"(https?|mailto):|$", match["link"]):
            found.append(match["link"])
        place = match.end() if match else place + 1
    return found
