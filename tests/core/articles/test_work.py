"""An article of very many headings, footnotes or names is gone through once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.core.articles.article import in_sections, slug
from reader.core.articles.markdown_text import read_markdown
from reader.core.articles.new_names import new_names
from reader.core.articles.plain_text import read_plain_text
from reader.core.text.mentions import Resolver
from tests.core.test_mentions import entity
from tests.work import grows_as_its_size

XI = Resolver([entity("xi", "Xi Jinping")])
ARTICLES: dict[str, Callable[[int], Callable[[], object]]] = {
    "headings of one title": lambda count: _sections(read_markdown, "# Title\n\nText.\n\n" * count),
    "footnotes": lambda count: _sections(read_markdown, "".join(f"[^{n}]: A\n\nText[^{n}]\n\n" for n in range(count))),
    "underlined headings": lambda count: _sections(read_plain_text, "A\n===\n" * count),
    "names of one entity": lambda count: _names("Then Xi Jinping said. " * count),
    "small words after a name": lambda count: _names("Bank" + " of" * count),
}


def _sections(read: Callable[[str], object], text: str) -> Callable[[], object]:
    return lambda: in_sections(read(text).blocks)  # type: ignore[attr-defined]


def _names(text: str) -> Callable[[], object]:
    blocks = read_plain_text(text).blocks
    return lambda: new_names(blocks, XI.mentions)


@pytest.mark.parametrize("shape", ARTICLES)
def test_twice_the_article_is_at_most_about_twice_the_work(shape: str) -> None:
    assert grows_as_its_size(ARTICLES[shape], 400)


def test_an_id_is_the_next_that_is_free() -> None:
    assert slug("A", "x", ["a", "a-3"]) == "a-2"
    assert [section.id for section in in_sections(read_markdown("# A\n\nb\n\n# A\n\nb\n\n# A 2\n\nb").blocks)] == [
        "a",
        "a-2",
        "a-2-2",
    ]
