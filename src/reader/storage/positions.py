"""Where in a TOML file a value stands: line and column of every key path, by a real parser.

Only files with something wrong are asked this, so the parser (tree-sitter) is imported only for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

Path = tuple[str | int, ...]
Position = tuple[int, int]
"""Line and column, from 1; the column counts code points."""


class Positions:
    """The place of every key and list item of one TOML source."""

    def __init__(self, source: str) -> None:
        self._lines = source.encode().split(b"\n")
        self._places: dict[Path, Position] = {}
        self._lengths: dict[Path, int] = {}
        for node in _parse(source.encode()).children:
            self._enter(node)

    def of(self, path: Path) -> Position:
        """The place of the value at `path`; where there is none, of the nearest table around it."""
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
        if node.type == "array":
            items = (child for child in node.named_children if child.type != "comment")
            for place, item in enumerate(items):
                self._places[(*path, place)] = self._position(item)
                self._value(item, (*path, place))
        elif node.type == "inline_table":
            for child in node.named_children:
                if child.type == "pair":
                    self._pair(child, path)

    def _position(self, node: Node) -> Position:
        row, column = node.start_point
        return row + 1, len(self._lines[row][:column].decode(errors="replace")) + 1


_KEYS = ("bare_key", "quoted_key", "dotted_key")


def _names(node: Node) -> tuple[str, ...]:
    return tuple(_leaves(node))


def _leaves(node: Node) -> Iterator[str]:
    if node.type == "dotted_key":
        for child in node.named_children:
            yield from _leaves(child)
        return
    text = (node.text or b"").decode(errors="replace")
    if node.type == "quoted_key":
        import tomli  # the one place that knows how a quoted key is spelt

        yield from tomli.loads(f"{text} = 0")
    else:
        yield text


def _parse(source: bytes) -> Node:
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    return Parser(Language(tree_sitter_toml.language())).parse(source).root_node
