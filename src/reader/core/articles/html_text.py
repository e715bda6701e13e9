"""An article in an HTML page: what the page states of it, and its text without all that stands around it.

The page is parsed by selectolax (Lexbor, the algorithm of the HTML standard), which is an optional part of the program.
Scripts, forms, pictures and the like are not read at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.core.articles.article import Article, Origin
from reader.core.articles.html_blocks import read_element
from reader.core.articles.html_ceilings import past_a_ceiling
from reader.core.articles.statements import first_stated_date, names_in
from reader.core.safe_text import safe_line
from reader.core.text.addresses import without_tracking
from reader.errors import BriefingError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_NEVER_ARTICLE = ["script", "style", "noscript", "template", "nav", "footer", "aside", "form"]
_MOST_MARKED = 40
"""Elements marked as an article that are looked at: each is read through once."""
_TIMES = "time[itemprop=datePublished], time[pubdate], article header time, [class*=date] time"
_LEAST_ARTICLE = 0.4
"""Share of the page's text that an `article` or `main` must hold to be what the page is about."""


def read_html(text: str) -> Article:
    """The article in an HTML page. Raises `BriefingError` for a page that no one would read to its end.

    Raises ImportError where selectolax is not installed.
    """
    if told := past_a_ceiling(text):
        raise BriefingError(told)
    from selectolax.lexbor import LexborHTMLParser  # only HTML pays for it

    page = LexborHTMLParser(text)
    stated = _Stated(page)
    page.strip_tags(_NEVER_ARTICLE)
    root = _article_root(page)
    blocks = tuple(read_element(root, stated.url)) if root is not None else ()
    title = stated.title
    origins = (Origin("original", title, stated.publisher, stated.url, stated.date),) if stated.url and title else ()
    return Article(blocks, title=title, authors=stated.authors, date=stated.date, lang=stated.lang, origins=origins)


class _Stated:
    """What a page states about its article, in its head and in its structured data."""

    def __init__(self, page: LexborHTMLParser) -> None:
        self._meta = _meta(page)
        self._data = list(_structured_data(page))
        headings = page.css("h1")
        heading = headings[0].text(separator=" ") if len(headings) == 1 else ""
        title = page.css_first("title")
        self.title = safe_line(heading or self._first("og:title") or (title.text() if title else ""))
        self.authors = self._authors()
        times = [node.attributes.get("datetime") for node in page.css(_TIMES)]
        published = [str(data.get("datePublished", "")) for data in self._data]
        names = ("article:published_time", "date", "dc.date", "dcterms.date", "pubdate", "dcterms.created")
        self.date = first_stated_date([*published, *(self._meta.get(name) for name in names), *times])
        self.publisher = safe_line(self._first("og:site_name"))
        link = page.css_first("link[rel=canonical]")
        canonical = (link.attributes.get("href") or "") if link else ""
        address = safe_line(canonical or self._first("og:url"))
        self.url = without_tracking(address) if re.fullmatch(r"https?://\S+", address) else ""
        html = page.css_first("html")
        self.lang = safe_line((html.attributes.get("lang") or "") if html else "")

    def _first(self, *names: str) -> str:
        return next((found for name in names if (found := self._meta.get(name))), "")

    def _authors(self) -> tuple[str, ...]:
        named = self._first("author", "article:author", "dc.creator", "dcterms.creator")
        if named and not named.startswith("http"):
            return names_in(named)
        return tuple(dict.fromkeys(name for data in self._data for name in _people(data.get("author"))))


def _meta(page: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in page.css("meta[content]"):
        about = node.attributes
        name = (about.get("name") or about.get("property") or about.get("itemprop") or "").lower()
        found.setdefault(name, safe_line(about.get("content") or ""))
    return found


def _structured_data(page: LexborHTMLParser) -> Iterator[dict[str, object]]:
    """The objects of schema.org that the page holds as JSON-LD and that have an author or a date."""
    for node in page.css('script[type="application/ld+json"]'):
        try:
            todo = [json.loads(node.text())]
        except (ValueError, RecursionError):
            continue
        while todo:
            value = todo.pop(0)
            if isinstance(value, list):
                todo += value
            elif isinstance(value, dict):
                todo += [value["@graph"]] if "@graph" in value else []
                if "datePublished" in value or "author" in value:
                    yield value


def _people(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and safe_line(name) and not name.startswith("http"):
            yield safe_line(name)


def _article_root(page: LexborHTMLParser) -> LexborNode | None:
    """The element that holds the article: the one marked so, if it holds much of the text, or the fullest one."""
    body = page.body
    if body is None:
        return None
    whole = _text_length(body)
    marked = page.css("article, main, [role=main]")[:_MOST_MARKED]
    best = max(marked, key=lambda node: (_text_length(node), node.tag == "article"), default=None)
    if best is not None and _text_length(best) >= whole * _LEAST_ARTICLE:
        return best
    return _fullest(body) or body


def _text_length(node: LexborNode) -> int:
    """Code points of text in an element."""
    return len(node.text(deep=True, strip=True))


def _fullest(body: LexborNode) -> LexborNode | None:
    """The element whose own paragraphs hold the most text; a paragraph counts half for the element above."""
    scores: dict[int, float] = {}
    nodes: dict[int, LexborNode] = {}
    for part in body.css("p"):
        parent, share = part.parent, 1.0
        for _ in range(2):
            if parent is None or parent.tag == "html":
                break
            nodes[parent.mem_id] = parent
            scores[parent.mem_id] = scores.get(parent.mem_id, 0) + share * len(part.text(strip=True))
            parent, share = parent.parent, share / 2
    return nodes[max(scores, key=lambda one: scores[one])] if scores else None
