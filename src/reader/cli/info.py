"""`info`: everything that a person or a report of a fault needs to know of this installation."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from reader import __version__
from reader.cli.arguments import Options
from reader.cli.configuration import DEFAULT, Configuration, configuration_of, keys_of
from reader.cli.output import has_color, is_terminal, print_json, print_lines
from reader.cli.secure import is_secure
from reader.cli.session import places_of
from reader.cli.versions import installed_version
from reader.core.safe_text import safe_line
from reader.core.settings import NAMES, shown
from reader.storage.folders import briefing_files
from reader.storage.places import Places

_PARTS = ("textual", "rich", "tomli", "markdown-it-py", "ahocorasick-rs", "tree-sitter", "tree-sitter-toml")

Document = dict[str, object]


def info(options: Options) -> int:
    """Print all of it, as lines or as one JSON document."""
    document = _document(options)
    if options.json:
        print_json(document)
    else:
        print_lines(_lines(document))
    return 0


def _document(options: Options) -> Document:
    places, configuration = places_of(options), configuration_of(options)
    return {
        "versions": {
            "briefing-reader": __version__,
            "python": platform.python_version(),
            "system": platform.platform(),
            **{name: installed_version(name) for name in _PARTS},
        },
        "folders": _folders(places),
        "library": [_library(folder, places.is_sample) for folder in places.libraries],
        "terminal": _terminal(options),
        "settings": _settings(configuration, places),
        "keys": _keys(configuration),
    }


def _folders(places: Places) -> dict[str, str]:
    folders = {
        "config": places.config,
        "data": places.data,
        "notes": places.notes,
        "state": places.state,
        "drafts": places.drafts,
        "cache": places.cache,
    }
    return {name: safe_line(str(path)) for name, path in folders.items()}


def _library(folder: Path, is_sample: bool) -> Document:
    count = sum(1 for _ in briefing_files([folder]))
    return {"folder": safe_line(str(folder)), "exists": folder.is_dir(), "files": count, "sample": is_sample}


def _terminal(options: Options) -> Document:
    size = shutil.get_terminal_size()
    said = {name.lower(): safe_line(os.environ.get(name, "")) for name in ("TERM", "COLORTERM", "LANG", "NO_COLOR")}
    return {
        **said,
        "columns": size.columns,
        "lines": size.lines,
        "encoding": sys.stdout.encoding,
        "is_terminal": is_terminal(),
        "color": has_color(options),
        "ssh": "SSH_CONNECTION" in os.environ,
        "secure": is_secure(options),
    }


def _settings(configuration: Configuration, places: Places) -> list[Document]:
    found: list[Document] = []
    for name in NAMES:
        if name != "keys":
            value = places.libraries if name == "library" else getattr(configuration.settings, name)
            written = list(map(str, value)) if isinstance(value, tuple) else value
            found.append({"name": name, "value": written, "from": safe_line(configuration.origin(name))})
    return found


def _keys(configuration: Configuration) -> list[Document]:
    """The keys that are not the default ones."""
    keys = keys_of(configuration)
    asked = {name for name, _ in configuration.settings.keys}
    place = f"{safe_line(str(configuration.file.path))}:"
    return [
        {
            "action": name,
            "keys": list(keys.of(name)),
            "from": f"{place}{configuration.file.line_of('keys', name)}" if name in asked else DEFAULT,
        }
        for name in keys.changed
    ]


def _lines(document: Document) -> Iterator[str]:
    """The document as lines: a title a part, then a line a value."""
    for title, part in document.items():
        yield f"{title}:"
        for name, value in _entries(part):
            yield f"  {name:<18} {value if isinstance(value, str) else shown(value)}".rstrip()


def _entries(part: object) -> Iterator[tuple[str, object]]:
    if isinstance(part, dict):
        yield from part.items()
    elif isinstance(part, list):
        yield from map(_entry, part)


def _entry(item: Document) -> tuple[str, str]:
    if "folder" in item:
        files = f"{item['files']} briefing{'s' * (item['files'] != 1)}" if item["exists"] else "is not there"
        return str(item["folder"]), f"{files}{' (they come with the program)' if item['sample'] else ''}"
    value = item.get("value", item.get("keys"))
    written = shown(tuple(value)) if isinstance(value, list) else shown(value)
    return str(item.get("name", item.get("action"))), f"{written}  ({item['from']})"
