"""An article in Markdown: front matter, footnotes as sources, raw HTML left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.articles.article import Article, Ids, Origin, with_line_feeds
from reader.core.articles.statements import names_in, stated_date
from reader.core.safe_text import safe, safe_line
from reader.core.text.addresses import may_open, without_tracking
from reader.core.text.block import Block, Span, SpanKind
from reader.core.text.markdown import parse_commonmark
from reader.core.value import replace

_YAML = re.compile(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_YAML_PAIR = re.compile(r"^([A-Za-z][\w-]*):[ \t]*(.*(?:\n[ \t]*-[ \t]+.*)*)$", re.MULTILINE)
_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML_PAIR = re.compile(r"^[ \t]*([A-Za-z][\w-]*)[ \t]*=[ \t]*(\[[^\]]{0,5000}\]|.*)$", re.MULTILINE)
_TOML_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_ITEM = re.compile(r"""\s*(?:"(?:\\.|[^"\\])*"|'(?:''|[^'])*'|[^,]+)""")
_FOOTNOTE = re.compile(r"^\[\^([^\[\]\s^]+)\]:[ \t]*(.*(?:\n(?:[ \t]+\S.*))*)(?:\n|$)", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s<>)\]]+")


def read_markdown(text: str) -> Article:
    """The article in a Markdown text."""
    text = safe(with_line_feeds(text))
    stated, text = _front_matter(text)
    origins, ids = _origins(text)
    blocks = tuple(
        replace(block, spans=tuple(_spans(block, ids))) for block in parse_commonmark(_FOOTNOTE.sub("", text), ids)
    )
    tags = stated.get("tags") or stated.get("keywords") or ""
    return Article(
        blocks,
        title=_value(stated.get("title", "")),
        authors=tuple(
            name for one in _list(stated.get("author") or stated.get("authors") or "") for name in names_in(one)
        ),
        date=stated_date(_value(stated.get("date", ""))),
        lang=_value(stated.get("lang") or stated.get("language") or ""),
        tags=tuple(_list(tags)),
        origins=origins,
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """What stands in front of a text, in YAML or TOML, by its name; and the text. What stands in tables is left out."""
    if found := _YAML.match(text):
        pairs = _YAML_PAIR.findall(found[1])
    elif found := _TOML.match(text):
        pairs = _TOML_PAIR.findall(_TOML_TABLE.split(found[1], maxsplit=1)[0])
    else:
        return {}, text
    return {name.lower(): value for name, value in pairs}, text[found.end() :]


def _value(text: str) -> str:
    """A value of front matter without its quotes."""
    text = safe_line(text)
    if len(text) < 2 or text[0] != text[-1] or text[0] not in "\"'":
        return text
    inside = text[1:-1]
    return re.sub(r"\\([\"\\])", r"\1", inside) if text[0] == '"' else inside.replace("''", "'")


def _list(text: str) -> list[str]:
    """A list of front matter, in brackets, with commas or with a dash a line."""
    if text.lstrip().startswith("-"):
        items = re.split(r"^[ \t]*-[ \t]+", text, flags=re.MULTILINE)
    else:
        items = _ITEM.findall(text.strip().removeprefix("[").removesuffix("]"))
    return [value for item in items if (value := _value(item))]


def _origins(text: str) -> tuple[tuple[Origin, ...], dict[str, str]]:
    """The footnotes as sources, and the id of each by its name in the text."""
    origins: list[Origin] = []
    ids: dict[str, str] = {}
    made = Ids()
    for name, words in _FOOTNOTE.findall(text):
        if name not in ids:
            ids[name] = made.new(name if not name.isdigit() else f"note-{name}", "note")
            address = _ADDRESS.search(words)
            title = safe_line(_ADDRESS.sub("", words).replace("<>", "").replace("()", "")).rstrip(" .,;:") or ids[name]
            url = without_tracking(address[0].rstrip(".,;")) if address else ""
            origins.append(Origin(ids[name], title, url=url))
    return tuple(origins), ids


def _spans(block: Block, ids: dict[str, str]) -> Iterator[Span]:
    """The spans that a briefing can keep: links that may be opened, and citations of footnotes that are there."""
    for span in block.spans:
        if span.kind is SpanKind.CITATION:
            yield replace(span, target=ids[span.target])
        elif span.kind is not SpanKind.LINK:
            yield span
        elif may_open(span.target):
            yield replace(span, target=without_tracking(span.target))
