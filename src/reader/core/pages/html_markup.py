"""HTML put together from text: nothing becomes mark-up that is not made here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NewType

Html = NewType("Html", str)
"""Mark-up. A plain string is none until `words` has escaped it, and the type checker sees to that."""

NOTHING = Html("")
_EMPTY_TAGS = frozenset({"meta", "link", "hr", "br", "rect", "circle", "line", "polyline"})


def words(text: str) -> Html:
    """Text as itself."""
    return Html(escape(text))


def joined(parts: Iterable[Html]) -> Html:
    """Parts one after another."""
    return Html("".join(parts))


def tag(name: str, /, *content: Html, **attributes: str | float | None) -> Html:
    """An element. Attributes that are None are left out; `class_` is `class`, and other underscores are hyphens."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _EMPTY_TAGS:
        return Html(f"<{name}{written}/>" if name in ("rect", "circle", "line", "polyline") else f"<{name}{written}>")
    return Html(f"<{name}{written}>{''.join(content)}</{name}>")


def block_tag(name: str, /, *content: Html, **attributes: str | float | None) -> Html:
    """An element on lines of its own, for those who read the source."""
    inside = "\n".join(part for part in content if part)
    return Html(tag(name, Html(f"\n{inside}\n" if inside else ""), **attributes))
