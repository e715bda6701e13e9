"""Markdown bodies become blocks of plain text with spans."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.core.safe_text import dangers, safe, safe_line
from reader.core.text.block import Block, BlockKind, Span, SpanKind, join_lines
from reader.core.text.bodies import read_blocks
from reader.core.text.markdown import parse, parse_paragraph
from reader.core.text.markdown_rules import block_parser, inline_parser
from reader.core.text.own_marks import read_own_marks


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


def test_a_bar_before_other_words_does_not_part_cells() -> None:
    for mark in ("[[gazprom|the company]]", r"[[gazprom\|the company]]"):
        block = only(f"| Who | [[a|b]] |\n|---|---|\n| {mark} | `x` |")
        assert block.text == "Who\tb\nthe company\tx"
        assert block.spans == (
            Span(4, 5, SpanKind.ENTITY, "a"),
            Span(6, 17, SpanKind.ENTITY, "gazprom"),
            Span(18, 19, SpanKind.CODE),
        )
    assert only("| `[[a|b]]` |\n|---|").text == "[[a|b]]"


@pytest.mark.parametrize("mark", ["[[ ]]", "[[ |x]]", "[[a| ]]", "[[]]", "[[briefing:]]", "[[a|b", "[[a]b]]"])
def test_a_mark_that_names_nothing_is_text(mark: str) -> None:
    assert only(mark) == Block(BlockKind.PARAGRAPH, mark)


def test_blanks_around_the_words_of_a_mark_are_not_shown() -> None:
    assert only("[[ gazprom | the\tcompany ]]") == Block(
        BlockKind.PARAGRAPH, "the company", (Span(0, 11, SpanKind.ENTITY, "gazprom"),)
    )


def test_an_item_that_begins_with_an_empty_quote_keeps_its_bullet() -> None:
    assert [(block.lead, block.text) for block in blocks("- >\n\n  text\n\n  more")] == [("• ", "text"), ("  ", "more")]


def test_a_block_tells_the_lists_and_quotes_it_stands_in() -> None:
    found = blocks("- a\n\n  b\n- c\n\n* d\n\n> 3. e\n>    > f\n\n> g")
    inside = [[(c.marker, c.group, c.item) for c in block.within] for block in found]
    first, again, second, other, deep, deeper, last = inside
    assert first == again
    assert (first[0][1], first[0][2] != second[0][2]) == (second[0][1], True)  # one list, two items
    assert other[0][1] != first[0][1]
    assert [marker for marker, _, _ in deeper] == ["│ ", "3. ", "│ "]
    assert deeper[:2] == deep
    assert last[0] != deep[0]
    assert found[4].within[1].number == 3


def test_a_line_break_before_a_name_is_what_the_name_s_script_asks_for() -> None:
    (block,) = read_blocks("主席\n[[xi]]\n訪問", {"xi": "習近平"}.__getitem__)
    assert block.text == "主席習近平訪問"


def test_emphasis_may_hold_links_names_and_more_emphasis() -> None:
    block = only("**The [[gazprom|gas *giant*]] and [its **big** site](https://x.example)**")
    assert block.text == "The gas *giant* and its big site"
    assert Span(0, 32, SpanKind.STRONG) in block.spans
    assert Span(4, 15, SpanKind.ENTITY, "gazprom") in block.spans
    assert Span(20, 32, SpanKind.LINK, "https://x.example") in block.spans


def test_wide_and_combining_characters_count_as_code_points() -> None:
    block = only("習近平 *e\u0301* 👩\u200d💻 [[a]]")
    assert [block.text[span.start : span.end] for span in block.spans] == ["e\u0301", "a"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "vbscript:x", "file:///etc/passwd", "data:text/html,x"])
def test_a_link_to_a_programme_or_a_file_is_text(address: str) -> None:
    assert only(f"[x]({address})") == Block(BlockKind.PARAGRAPH, f"[x]({address})")


@pytest.mark.parametrize(
    "body",
    [
        " " * 80_000,
        "\t" * 80_000,
        "a" + " " * 80_000 + "b\nc",
        "[a\n" * 25_000,
        "*a*\n" * 20_000,
        "[[a|" * 20_000,
        "- " * 20_000,
        "> " * 20_000,
        "![" * 20_000,
        "| [[a|b]]\n" * 5_000,
        "|" * 300_000,
        "-|" * 150_000 + "\n" + "-|" * 150_000,
        "a\n" * 150_000 + "|-|",
    ],
    ids=lambda body: repr(body[:6]),
)
def test_no_text_takes_longer_than_its_length_asks_for(body: str) -> None:
    """The worst of these once took half a minute; a slow machine still does them in a second or two."""
    start = time.process_time()
    assert len(list(read_blocks(body))) <= 20_000
    assert time.process_time() - start < 8


BODIES = st.one_of(
    st.text(max_size=120),
    st.lists(
        st.one_of(_PIECES, st.characters(), st.sampled_from(["&#27;", "&#x202e;", "&#0;", "\x1b[2J", "\u202e"]))
    ).map("".join),
)


@settings(derandomize=True, deadline=None, max_examples=500)
@given(BODIES)
def test_any_body_gives_blocks_whose_spans_lie_inside_and_that_cannot_drive_a_terminal(body: str) -> None:
    for block in read_blocks(safe(body)):
        assert dangers(block.text) == ()
        assert "\n" not in block.lead + block.indent
        assert len(block.lead) == len(block.indent) == sum(len(container.indent) for container in block.within)
        assert block.kind in (BlockKind.TABLE, BlockKind.CODE) or "\t" not in block.text
        for span in block.spans:
            assert 0 <= span.start <= span.end <= len(block.text)
            assert dangers(span.target) == ()
            assert (span.start == span.end) == (span.kind is SpanKind.CITATION)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text())
def test_safe_text_is_as_long_as_before_and_has_nothing_left_to_replace(text: str) -> None:
    assert len(safe(text)) == len(text)
    assert dangers(safe(text)) == ()
    assert safe(safe(text)) == safe(text)
    assert [place for place, _ in dangers(text)] == [at for at in range(len(text)) if safe(text)[at] != text[at]]
    assert "\n" not in safe_line(text)
    assert safe_line(text) == safe_line(safe_line(text))


@pytest.mark.parametrize("filler", ["word\n\t", "習近平 é\n\t"])
def test_nothing_dangerous_is_overlooked_in_a_long_text(filler: str) -> None:
    for code in (*range(0xA0), 0x2028, 0x202E, 0x2066, 0xD800):
        for text in (chr(code) + filler * 20_000, filler * 20_000 + chr(code), filler * 500 + chr(code) + filler * 500):
            assert [name for _, name in dangers(text)] == ([f"U+{code:04X}"] if safe(chr(code)) != chr(code) else [])
            assert dangers(safe(text)) == ()
            assert safe(text).count(filler) == text.count(filler)


_RUN_PIECES = st.sampled_from(
    [
        *(
            "gas",
            " ",
            "\n",
            "習近平",
            "。",
            "é",
            "]]",
            "|",
            "*",
            "**",
            "`",
            "!",
            "[^",
            ".",
            "(",
            "$5",
            "“",
            "\t",
            "- ",
            "(x)",
            "[^s1]",
            "[^s2]",
            "[[none]",
        ),
        *("[[xi]]", "[[xi|the president ]]", "[[ putin |V.\tPutin]]", "[[briefing:a#b]]", "[[briefing:a|there]]"),
    ]
)


@given(st.lists(_RUN_PIECES, max_size=12).map(lambda pieces: re.sub(r"\n\s*\n", "\n", "".join(pieces))))
@example("x [^s1]\n y [[xi]]\n習\n[[xi|近]]\n平[^s1][[xi]]")
def test_a_paragraph_with_our_own_marks_reads_the_same_without_the_parser(run: str) -> None:
    read = read_own_marks(run.strip(), lambda one: f"<{one}>")
    if read is not None:
        whole = parse_paragraph(run, lambda one: f"<{one}>")
        assert read == (whole.text, whole.spans)


def test_only_what_needs_the_parser_is_left_to_it() -> None:
    assert read_own_marks("The [[xi|leader]] of\nChina[^s1] spoke.", str) is not None
    assert read_own_marks("A *word* (**of\nthe [[xi]] kind**), **$5**.", str) is not None
    assert read_own_marks("**5%**, and more", str) is None
    assert read_own_marks("*one **in** the other*", str) is None
    assert read_own_marks("in*side* a word", str) is None
    assert read_own_marks("A `word`", str) is None


def test_the_parsers_are_made_without_what_finds_bare_addresses() -> None:
    assert inline_parser().linkify is None
    assert block_parser().linkify is None
    assert [block.spans for block in read_blocks("*See* www.example.org and https://example.org.")] == [
        (Span(0, 3, SpanKind.EMPHASIS),)
    ]
