"""Blocks written as CommonMark read as the same blocks again."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.core.pages.markdown_text import block_lines, escaped, inline
from reader.core.safe_text import safe
from reader.core.text.addresses import may_open
from reader.core.text.block import Block, BlockKind, Span, SpanKind
from reader.core.text.bodies import read_blocks
from tests.core.test_text import BODIES


def nowhere(_: Span) -> str:
    return ""


def to_a(_: Span) -> str:
    return "#a"


def written(body: str) -> str:
    return "\n".join(block_lines(read_blocks(body), to_a, deeper=0)) + "\n"


def shape(blocks: list[Block]) -> list[tuple[object, ...]]:
    """What must come back: kind, words (a heading has one line), and the lists and quotes around."""
    return [
        (
            block.kind,
            block.text.replace("\n", " ").strip() if block.kind is BlockKind.HEADING else block.text,
            block.lead,
            min(block.level, 6),
        )
        for block in blocks
    ]


def test_paragraphs_lists_quotes_code_and_tables_keep_their_form() -> None:
    lists = "\n\n- one\n- two\n  1. deep\n\n  more\n\n* other list\n\n> said\n>\n> - so\n\n```\n[[x]] *y*\n```\n\n"
    table = "\n\n| a | b |\n| --- | ---: |\n| `c\\|d` | *e* |\n"
    assert written(f"# Gas\n\n**Big** *deal*[^a]: [site](https://x.example/a_(b)) `co``de`{lists}---{table}") == (
        f"# Gas\n\n**Big** *deal*[^a]: [site](<https://x.example/a_(b)>) ```co``de```{lists}___{table}"
    )


def test_what_looks_like_mark_up_in_the_text_stays_text() -> None:
    text = "<script>alert(1)</script> &amp; ![x](y) [a](b) # 1. *_~|`\\ snake_case _x_"
    assert MarkdownIt("commonmark").render(escaped(text)) == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; ![x](y) [a](b) # 1. *_~|`\\ snake_case _x_</p>\n"
    )


def test_a_link_to_nowhere_is_its_words_and_its_address() -> None:
    spans = (Span(0, 5, SpanKind.LINK, "ftp://x.example"), Span(6, 10, SpanKind.ENTITY, "a"))
    assert inline("there here", spans, to_a) == "there (ftp://x.example) [here](#a)"
    assert inline("here", (Span(0, 4, SpanKind.BRIEFING, "other#b"),), nowhere) == "here (other#b)"
    assert inline("other", (Span(0, 5, SpanKind.BRIEFING, "other"),), nowhere) == "other"


@settings(derandomize=True, deadline=None, max_examples=600)
@given(BODIES)
def test_what_is_written_reads_as_the_same_blocks(body: str) -> None:
    body = safe(body)
    blocks = list(read_blocks(body))
    assume(all(block.text or block.spans for block in blocks if block.kind is BlockKind.PARAGRAPH))
    links = [span for block in blocks for span in block.spans if span.kind is SpanKind.LINK]
    assume(all(may_open(span.target) for span in links))  # others get their address beside them
    assert shape(list(read_blocks(written(body)))) == shape(blocks)


@settings(derandomize=True, deadline=None, max_examples=600)
@given(st.text())
def test_any_paragraph_s_text_is_read_as_that_text_by_plain_commonmark(text: str) -> None:
    text = " ".join(safe(text).split()) or "x"
    (_, token, _) = MarkdownIt("commonmark").parse(escaped(text))
    assert [child.type for child in token.children or []] == ["text"] * len(token.children or [])
    assert "".join(child.content for child in token.children or []) == text
