"""Text from files cannot be taken for markup: not by the code that is there, nor by code that is yet to be written."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "reader"

# The widgets of Textual that draw what they are given as it is (tried, one by one). All the others read markup in it.
LITERAL_WIDGETS = {"Input", "TextArea", "Edit", "EditResult"}
# What reads markup in a string: attributes that are set, methods that are called, functions that are imported.
ATTRIBUTES = {"border_title", "border_subtitle", "tooltip"}
METHODS = {"notify", "from_markup", "render_markup", "render_str", "to_content", "panic"}
FUNCTIONS = {"from_markup", "render", "to_content", "visualize", "print"}


def markup_read_in(source: str) -> Iterator[str]:
    """Every place in a module where Textual or Rich would read markup in a string."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ImportFrom(module=str(module), names=names) if module.startswith("textual.widgets"):
                yield from (f"{module}.{name.name}" for name in names if name.name not in LITERAL_WIDGETS)
            case ast.ImportFrom(module=("rich" | "rich.markup" | "textual.markup" | "textual.visual"), names=names):
                yield from (name.name for name in names if name.name in FUNCTIONS)
            case ast.Import(names=names):
                yield from (name.name for name in names if name.name.startswith(("textual.widgets", "rich.markup")))
            case ast.Attribute(attr=attribute, ctx=ast.Store()) if attribute in ATTRIBUTES:
                yield attribute
            case ast.Call(func=ast.Attribute(attr=method, value=value), args=[_, *_]) if method in METHODS:
                yield f"{ast.unparse(value)}.{method}"
            case ast.Call(func=ast.Name(id="Console") | ast.Attribute(attr="Console"), keywords=given):
                off = {word.arg for word in given if isinstance(word.value, ast.Constant) and word.value.value is False}
                yield from ("Console" for _ in [0] if not {"markup", "emoji"} <= off)
            case ast.FunctionDef(name="render"):
                yield "render"  # a widget that draws a string draws markup; ours draw lines of segments


def test_nothing_in_the_program_reads_markup() -> None:
    found = {str(path.relative_to(SOURCE)): list(markup_read_in(path.read_text())) for path in SOURCE.rglob("*.py")}
    assert {path: places for path, places in found.items() if places} == {}


@pytest.mark.parametrize(
    "code",
    [
        "from textual.widgets import Static",
        "from textual.widgets import TextArea, Label",
        "from textual.widgets.option_list import Option",
        "import textual.widgets",
        "self.border_title = title",
        "self.app.notify(title)",
        "Content.from_markup(title)",
        "from rich.markup import render",
        "from rich import print",
        "Console()",
        "Console(markup=False)",
        "class Title(Widget):\n    def render(self):\n        return self.title",
    ],
)
def test_code_that_reads_markup_is_found(code: str) -> None:
    assert list(markup_read_in(code))
