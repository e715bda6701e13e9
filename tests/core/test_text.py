"""Markdown bodies become blocks of plain text with spans."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.core.block import Block, BlockKind, Span, SpanKind
from reader.core.markdown import parse
from reader.core.text import join_lines, read_blocks


def blocks(body: str) -> list[Block]:
    return list(read_blocks(body))


def only(body: str) -> Block:
    (block,) = read_blocks(body)
    return block


def test_blank_lines_part_paragraphs() -> None:
    assert [block.text for block in blocks("One\ntwo.\n\n\nThree.")] == ["One two.", "Three."]


def test_emphasis_leaves_the_text_plain_and_becomes_spans() -> None:
    assert only("A *very* **big** deal") == Block(
        BlockKind.PARAGRAPH, "A very big deal", (Span(2, 6, SpanKind.EMPHASIS), Span(7, 10, SpanKind.STRONG))
    )


def test_an_entity_link_shows_its_id_or_the_given_words() -> None:
    block = only("[[gazprom]] and [[gazprom|the company]]")
    assert block.text == "gazprom and the company"
    assert block.spans == (Span(0, 7, SpanKind.ENTITY, "gazprom"), Span(12, 23, SpanKind.ENTITY, "gazprom"))


def test_a_briefing_link_keeps_its_target() -> None:
    assert only("See [[briefing:other-id#finance|there]].").spans == (
        Span(4, 9, SpanKind.BRIEFING, "other-id#finance"),
    )


def test_a_citation_takes_no_place_in_the_text() -> None:
    block = only("A claim[^tt], and more.")
    assert block.text == "A claim, and more."
    assert block.spans == (Span(7, 7, SpanKind.CITATION, "tt"),)


def test_a_list_keeps_its_bullets_beside_the_text() -> None:
    found = [(block.lead, block.indent, block.text) for block in blocks("- one\n- two\n  - deep\n\n  more\n\n7. seven")]
    assert found == [
        ("• ", "  ", "one"),
        ("• ", "  ", "two"),
        ("  • ", "    ", "deep"),
        ("  ", "  ", "more"),
        ("7. ", "   ", "seven"),
    ]


def test_a_quote_has_a_bar_before_every_line() -> None:
    assert only("> said\n> so") == Block(BlockKind.PARAGRAPH, "said so", lead="│ ", indent="│ ")


def test_code_keeps_its_lines_and_is_never_read_as_mark_up() -> None:
    assert only("```\n[[a]]  *b*\n\n\nc\n```") == Block(BlockKind.CODE, "[[a]]  *b*\n\n\nc")


def test_a_table_is_rows_of_cells_with_spans_at_their_place() -> None:
    block = only("| a | b |\n|---|---|\n| *c* | [[d]] |")
    assert (block.kind, block.text) == (BlockKind.TABLE, "a\tb\nc\td")
    assert block.spans == (Span(4, 5, SpanKind.EMPHASIS), Span(6, 7, SpanKind.ENTITY, "d"))


def test_html_and_square_brackets_are_text() -> None:
    assert only("<b>[bold red]x[/]</b> [sic] [1]").text == "<b>[bold red]x[/]</b> [sic] [1]"


def test_an_escape_smuggled_in_as_an_html_entity_is_made_visible() -> None:
    assert only("a&#x202e;b &#27;[2J").text == "a\ufffdb \ufffd[2J"


def test_a_line_break_between_han_is_no_space() -> None:
    assert join_lines("习近平\n主席 and\nmore") == "习近平主席 and more"
    assert only("*习近平*\n主席[^a]").text == "习近平主席"


def test_a_link_definition_serves_the_whole_body() -> None:
    assert only("See [it].\n\n[it]: https://example.org").spans == (Span(4, 6, SpanKind.LINK, "https://example.org"),)


def test_a_fence_in_a_list_does_not_end_with_the_next_fence() -> None:
    body = "- a\n  ```\n\nplain\n\n```\ncode\n\nmore\n```"
    assert blocks(body) == list(parse(body))


_PIECES = st.sampled_from(
    r"word¦two words¦- ¦1. ¦> ¦# ¦```¦~~~¦    ¦*¦**¦_¦`¦[¦]¦[[a]]¦[[a|b]]¦[^c]¦[x](http://y)¦|¦|---|¦---¦===¦\¦<b>".split(
        "¦"
    )
    + "\n¦\n\n¦  \n¦ ¦\t¦&amp;¦!¦+¦2017¦12) ¦習近平¦\u3000¦。¦[x]: /y¦Ωmega¦é".split("¦")
)


@settings(derandomize=True, deadline=None, max_examples=1500)
@given(st.lists(_PIECES, max_size=25).map("".join))
@example("a\n\n    b\n\nc")
@example("> ```\n\nplain\n\n> ```\n\nend")
def test_reading_run_by_run_gives_what_reading_the_whole_gives(body: str) -> None:
    assert blocks(body) == list(parse(body))


@settings(derandomize=True, deadline=None, max_examples=500)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_spans_lie_within_the_text(body: str) -> None:
    for block in read_blocks(body):
        for span in block.spans:
            assert 0 <= span.start <= span.end <= len(block.text)
            assert (span.start == span.end) == (span.kind is SpanKind.CITATION)
