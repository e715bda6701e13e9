"""Where in a TOML file a value stands: line and column of every key path, by a real parser.

Only files with something wrong are asked this, so the parser (tree-sitter) is imported only for them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.core.fault import Path

if TYPE_CHECKING:
    from tree_sitter import Node

Position = tuple[int, int]
"""Line and column, from 1; the column counts code points."""


_DEEPEST = 120
"""Levels that are entered: more than a file may have, so that the first one too many has its place."""


class Positions:
    """The place of every key and list item of one TOML source."""

    def __init__(self, source: str) -> None:
        self._lines = source.encode().split(b"\n")
        self._places: dict[Path, Position] = {}
        self._lengths: dict[Path, int] = {}
        self._texts: dict[Path, Node] = {}
        for node in _parse(source.encode()).children:
            self._enter(node)

    def of(self, path: Path, offset: int | None = None) -> Position:
        """The place of the value at `path`; where there is none, of the nearest table around it.

        With `offset`, the place of that code point of the value, which must be text.
        """
        if offset is not None and path in self._texts:
            return self._inside(self._texts[path], offset)
        while path and path not in self._places:
            path = path[:-1]
        return self._places.get(path, (1, 1))

    def _enter(self, node: Node) -> None:
        if node.type == "pair":
            self._pair(node, ())
        elif node.type in ("table", "table_array_element"):
            self._table(node)

    def _table(self, node: Node) -> None:
        keys = [child for child in node.named_children if child.type in _KEYS]
        path = self._resolve(_names(keys[0]))
        if node.type == "table_array_element":
            place = self._lengths.get(path, 0)
            self._lengths[path] = place + 1
            self._places.setdefault(path, self._position(keys[0]))
            path = (*path, place)
        self._places.setdefault(path, self._position(keys[0]))
        for child in node.named_children:
            if child.type == "pair":
                self._pair(child, path)

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

    def _inside(self, node: Node, offset: int) -> Position:
        written = (node.text or b"").decode(errors="replace")
        before = written[: place_in_string(written, offset)]
        line, column = self._position(node)
        lines = before.count("\n")
        return line + lines, len(before) - before.rfind("\n") if lines else column + len(before)

    def _position(self, node: Node) -> Position:
        row, column = node.start_point
        return row + 1, len(self._lines[row][:column].decode(errors="replace")) + 1


# What stands for one character of the value in a string that knows escapes, or (first choice) for none.
_WRITTEN = re.compile(
    r"(\\[ \t]*\r?\n[ \t\r\n]*)|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\x[0-9a-fA-F]{2}|\\.|\r\n|.", re.DOTALL
)
_LITERAL = re.compile(r"(?!)()|\r\n|.", re.DOTALL)


def place_in_string(written: str, offset: int) -> int:
    """The place, in a TOML string as it is written, quotes and all, of the code point `offset` of its value."""
    quotes = 3 if written.startswith(('"""', "'''")) else 1
    start = quotes
    if quotes == 3 and (first := re.compile(r"\r?\n").match(written, start)):  # a first line feed is not in the value
        start = first.end()
    count = 0
    for found in (_LITERAL if written.startswith("'") else _WRITTEN).finditer(written, start, len(written) - quotes):
        if found[1] is not None:
            continue
        if count == offset:
            return found.start()
        count += 1
    return len(written) - quotes


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


def _parse(source: bytes) -> Node:
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    return Parser(Language(tree_sitter_toml.language())).parse(source).root_node
