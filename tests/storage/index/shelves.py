"""Small libraries for the tests of the index, written as files."""

from __future__ import annotations

import json
from pathlib import Path

REGISTRY = """
[[entities]]
id = "gazprom"
name = "Gazprom"
kind = "company"
native = "Газпром"
aliases = [{text = "GAZP", case = true}]
summary = "A gas company."
facts = {chair = "Zubkov"}
  [[entities.links]]
  to = "putin"
  relation = "owned by the state of"

[[entities]]
id = "putin"
name = "Vladimir Putin"
kind = "person"
native = "Путин"
aliases = ["Putin"]
"""


def write_briefing(
    folder: Path, name: str, body: str, *, date: str = "2017-07-03", more: str = "", title: str = ""
) -> Path:
    """A briefing of one section; `more` is TOML that goes before it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(
        f'format = 1\nid = "{name}"\ntitle = {json.dumps(title or name)}\ndate = {date}\n{more}\n'
        f'[[sections]]\nid = "main"\ntitle = "Main"\nbody = {json.dumps(body, ensure_ascii=False)}\n',
        encoding="utf-8",
    )
    return path


def write_registry(folder: Path, text: str = REGISTRY) -> Path:
    """The shared entities of a library."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "entities.toml"
    path.write_text(text, encoding="utf-8")
    return path
