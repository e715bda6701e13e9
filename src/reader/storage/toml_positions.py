"""Where in a TOML file a value stands: line and column of every key path, by a real parser.

Only files with something wrong are asked this, so the parser (tree-sitter) is imported only for them.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from typing import TYPE_CHECKING

from reader.core.format.fault import Path

if TYPE_CHECKING:
    from tree_sitter import Language, Node

LineColumn = tuple[int, int]
"""Line and column, from 1; the column counts code points."""


_DEEPEST = 120
"""Levels that are entered: more than a file may have, so that the first one too many has its place."""


class TomlPositions:
    """The place of every key and list item of one TOML source."""

    def __init__(self, source: str) -> None:
        self._lines = source.encode().split(b"\n")
        self._places: dict[Path, LineColumn] = {}
        self._closed: dict[Path, list[Node]] = {}
        """The tables that were not looked into yet: most files are asked for a place or two."""
        self._lengths: dict[Path, int] = {}
        self._texts: dict[Path, Node] = {}
        self._strings: dict[Path, _String] = {}
        self._last = (0, 0, 0)
        """Row and byte of the place that was told last, and the code points before it in its line."""
        for node in _parse(source.encode()).children:
            if node.type == "pair":
                self._closed.setdefault((), []).append(node)
            elif node.type in ("table", "table_array_element"):
                self._table(node)

    def of(self, path: Path, offset: int | None = None) -> LineColumn:
        """The place of the value at `path`; where there is none, of the nearest table around it.

        With `offset`, the place of that code point of the value, which must be text.
        """
        for depth in range(len(path) + 1):
            self._open(path[:depth])
        if offset is not None and path in self._texts:
            if path not in self._strings:
                node = self._texts[path]
                self._strings[path] = _String((node.text or b"").decode(errors="replace"), self._position(node))
            return self._strings[path].position(offset)
        while path and path not in self._places:
            path = path[:-1]
        return self._places.get(path, (1, 1))

    def _open(self, table: Path) -> None:
        """Look into a table for the places of what stands in it."""
        for node in self._closed.pop(table, ()):
            for child in (node,) if node.type == "pair" else node.named_children:
                if child.type == "pair":
                    self._pair(child, table)

    def _table(self, node: Node) -> None:
        key = next(child for place in range(node.named_child_count) if (child := node.named_child(place)).type in _KEYS)
        path = self._resolve(_names(key))
        if node.type == "table_array_element":
            place = self._lengths.get(path, 0)
            self._lengths[path] = place + 1
            self._places.setdefault(path, self._position(key))
            path = (*path, place)
        self._places.setdefault(path, self._position(key))
        self._closed.setdefault(path, []).append(node)

    def _resolve(self, names: tuple[str, ...]) -> Path:
        """The path that a table's header means: inside a list of tables, the item begun last."""
        path: Path = ()
        for step, name in enumerate(names):
            path = (*path, name)
            if step < len(names) - 1 and path in self._lengths:
                path = (*path, self._lengths[path] - 1)
        return path

    def _pair(self, node: Node, parent: Path) -> None:
        named = node.named_children
        path = (*parent, *_names(named[0]))
        self._places.setdefault(path, self._position(named[0]))
        if len(named) > 1:
            self._value(named[1], path)

    def _value(self, node: Node, path: Path) -> None:
        if len(path) > _DEEPEST:
            return
        if node.type == "string":
            self._texts[path] = node
        elif node.type == "array":
            items = (child for child in node.named_children if child.type != "comment")
            for place, item in enumerate(items):
                self._places[(*path, place)] = self._position(item)
                self._value(item, (*path, place))
        elif node.type == "inline_table":
            for child in node.named_children:
                if child.type == "pair":
                    self._pair(child, path)

    def _position(self, node: Node) -> LineColumn:
        row, column = node.start_point
        start, before = self._last[1:] if self._last[0] == row and self._last[1] <= column else (0, 0)
        before += len(self._lines[row][start:column].decode(errors="replace"))
        self._last = (row, column, before)
        return row + 1, before + 1


class _String:
    """A string as it is written, which stands at a position. Read through once, however often it is asked."""

    def __init__(self, written: str, position: LineColumn) -> None:
        self._at = position
        self._places = _plain_places(written) or array("L", places_in_string(written))
        self._lines = array("L", (found.end() for found in re.finditer("\n", written)))

    def position(self, offset: int) -> LineColumn:
        """The place of a code point of the value, or of the string's end."""
        place = self._places[min(offset, len(self._places) - 1)]
        lines = bisect_right(self._lines, place)
        line, column = self._at
        return (line + lines, place - self._lines[lines - 1] + 1) if lines else (line, column + place)


# What stands for one character of the value in a string that knows escapes, or (first choice) for none.
_WRITTEN = re.compile(
    r"(\\[ \t]*\r?\n[ \t\r\n]*)|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\x[0-9a-fA-F]{2}|\\.|\r\n|.", re.DOTALL
)
_LITERAL = re.compile(r"(?!)()|\r\n|.", re.DOTALL)


def places_in_string(written: str) -> Iterator[int]:
    """The place, in a TOML string as it is written, quotes and all, of each code point of its value, and of its end."""
    quotes = 3 if written.startswith(('"""', "'''")) else 1
    start = quotes
    if quotes == 3 and (first := re.compile(r"\r?\n").match(written, start)):  # a first line feed is not in the value
        start = first.end()
    for found in (_LITERAL if written.startswith("'") else _WRITTEN).finditer(written, start, len(written) - quotes):
        if found[1] is None:
            yield found.start()
    yield len(written) - quotes


def _plain_places(written: str) -> range | None:
    """The same of a string in which each character stands for itself; None for another."""
    if "\r" in written or ("\\" in written and not written.startswith("'")):
        return None
    quotes = 3 if written.startswith(('"""', "'''")) else 1
    return range(quotes + (quotes == 3 and written.startswith("\n", quotes)), len(written) - quotes + 1)


_KEYS = ("bare_key", "quoted_key", "dotted_key")


def _names(node: Node) -> tuple[str, ...]:
    """The parts of a key, dotted or not. A dotted key is a node whose first child is the key before its last dot."""
    last: list[str] = []
    while node.type == "dotted_key":
        last.append(_name(node.named_children[-1]))
        node = node.named_children[0]
    return (_name(node), *reversed(last))


def _name(node: Node) -> str:
    text = (node.text or b"").decode(errors="replace")
    if node.type != "quoted_key":
        return text
    import tomli  # the one place that knows how a quoted key is spelt

    return next(iter(tomli.loads(f"{text} = 0")))


def key_before(source: str, offset: int) -> tuple[str, LineColumn] | None:
    """The key of what ends at a code point of a source, as it is written, and its place; None where there is none."""
    end = len(source[:offset].encode())
    node = _parse(source.encode()).descendant_for_byte_range(max(0, end - 1), end)
    while node is not None and node.type not in ("pair", "table", "table_array_element"):
        node = node.parent
    key = next((child for child in node.named_children if child.type in _KEYS), None) if node else None
    if key is None:
        return None
    row, column = key.start_point
    before = source.encode().split(b"\n")[row][:column]
    return (key.text or b"").decode(errors="replace"), (row + 1, len(before.decode(errors="replace")) + 1)


def _parse(source: bytes) -> Node:
    from tree_sitter import Parser

    return Parser(_language()).parse(source).root_node


@cache
def _language() -> Language:
    """The grammar of TOML, out of the module inside its package.

    The package itself loads `importlib.resources`, and with that `tempfile` and `shutil`, for what is not asked here:
    a third of the time in which a small file is checked.
    """
    from tree_sitter import Language

    package = PathFinder.find_spec("tree_sitter_toml")
    inside = package and PathFinder.find_spec("tree_sitter_toml._binding", package.submodule_search_locations)
    if inside and inside.loader:
        grammar = module_from_spec(inside)
        inside.loader.exec_module(grammar)
    else:  # a version that is laid out otherwise
        import tree_sitter_toml as grammar
    return Language(grammar.language())
