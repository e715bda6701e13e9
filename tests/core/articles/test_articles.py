"""Articles of others become briefings that say what the article says, and nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.articles.article import Article, in_sections, slug, with_title
from reader.core.articles.html_ceilings import past_a_ceiling
from reader.core.articles.html_text import read_html
from reader.core.articles.markdown_text import read_markdown
from reader.core.articles.new_names import NewName, new_names
from reader.core.articles.plain_text import read_plain_text
from reader.core.articles.statements import names_in, stated_date, with_statements
from reader.core.articles.toml_text import Naming, briefing_toml
from reader.core.format.briefing import Entity, EntityKind
from reader.core.safe_text import safe
from reader.core.text.addresses import without_tracking
from reader.core.text.block import BlockKind
from reader.core.text.bodies import read_blocks
from reader.core.text.mentions import Resolver
from reader.core.toml_string import toml_string, toml_text
from reader.errors import BriefingError
from reader.storage.briefings import parse_briefing
from tests.core.test_text import BODIES
from tests.work import grows_as_its_size

NAMING = Naming("an-id", "a title", "a file")


def whole(article: Article) -> Article:
    return with_statements(with_title(article))


def bodies(article: Article) -> dict[str, str]:
    raw = tomllib.loads(briefing_toml(whole(article), NAMING, {}))
    return {section["title"]: section["body"].strip("\n") for section in raw["sections"]}


# What an article states


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2017-07-03", "2017-07-03"),
        ("2017-07-03T10:00:00Z", "2017-07-03"),
        ("3 July 2017", "2017-07-03"),
        ("3rd Jul. 2017", "2017-07-03"),
        ("July 3, 2017", "2017-07-03"),
        ("Published on Monday, July 3, 2017", "2017-07-03"),
        ("Updated: 3 September 2017", "2017-09-03"),
        ("31 June 2017", ""),
        ("3 Mayor 2017", ""),
        ("07/03/2017", ""),  # whose third or seventh month this is, it does not say
        ("It began on 3 July 2017", ""),
        ("", ""),
    ],
)
def test_a_date_is_one_only_where_nothing_else_is_said(text: str, day: str) -> None:
    assert stated_date(text) == day


def test_a_byline_names_people() -> None:
    assert names_in("By Ann Author, Bob B. and Cy") == ("Ann Author", "Bob B.", "Cy")


def test_title_author_date_and_marking_are_taken_from_the_first_lines() -> None:
    article = whole(read_markdown("**TLP:AMBER**\n\n# The deal\n\nBy Ann Author\n\nJuly 3, 2017\n\nText by Bob."))
    assert (article.marking, article.title, article.authors, article.date) == (
        "TLP:AMBER",
        "The deal",
        ("Ann Author",),
        "2017-07-03",
    )
    assert [block.text for block in article.blocks] == ["Text by Bob."]


def test_words_that_only_look_like_a_byline_stay() -> None:
    text = "By Tuesday the talks had failed.\n\nIn 2014 they met."
    assert [block.text for block in whole(read_plain_text(text)).blocks] == text.split("\n\n")


@pytest.mark.parametrize(
    "line", ["By Ann Author, 3 July 2017", "By Ann Author | July 3, 2017", "By Ann Author 2017-07-03"]
)
def test_the_day_at_the_end_of_a_byline_is_no_author(line: str) -> None:
    article = whole(read_plain_text(f"The deal\n\n{line}\n\nWords."))
    assert (article.authors, article.date) == (("Ann Author",), "2017-07-03")


def test_a_byline_with_figures_that_are_no_day_stays() -> None:
    article = whole(read_plain_text("The deal\n\nBy Ann Author, room 12\n\nWords."))
    assert (article.authors, article.blocks[0].text) == ((), "By Ann Author, room 12")


def test_an_article_of_headings_alone_is_a_briefing() -> None:
    written = briefing_toml(whole(read_markdown("# T\n\n## A\n\n## B\n")), NAMING, {})
    briefing = parse_briefing(written.encode(), Path("a.toml")).value
    assert briefing is not None
    assert [(one.title, one.body) for one in briefing.sections] == [("A", ""), ("B", "")]


def test_nothing_is_made_up_for_an_article_that_states_nothing() -> None:
    written = briefing_toml(whole(read_plain_text("Some words.")), NAMING, {})
    raw = tomllib.loads(written)
    assert raw == {
        "format": 1,
        "id": "an-id",
        "title": "a title",
        "sections": [{"id": "text", "title": "Text", "body": "Some words.\n"}],
    }
    assert "no title is stated" in written


# Plain text


def test_items_of_a_list_stay_items() -> None:
    article = read_plain_text("T\n\nThree things:\n * one\n   more\n * two *\n\n1) first\n2) second\n\n- alone\n")
    items = "Three things:\n\n- one more\n- two \\*\n\n1. first\n2. second\n\n\\- alone"
    assert bodies(article) == {"Text": items}


def test_a_byline_is_not_joined_with_the_line_below_it() -> None:
    article = whole(read_plain_text("The deal\n\nBy Ann Author\nMoscow\n\nWords.\n"))
    assert (article.authors, article.blocks[0].text) == (("Ann Author",), "Moscow")


def test_a_title_may_have_a_line_above_it_too_and_lines_any_end() -> None:
    article = read_plain_text("=====\rThe deal\r=====\r\rGas\r---\rWords.\r")
    assert (article.title, bodies(article)) == ("The deal", {"Gas": "Words."})


def test_plain_text_has_a_title_and_headings_that_are_underlined_or_capitals() -> None:
    article = read_plain_text("The deal\n\nBefore\nit.\n\nEnergy\n------\nGas * [x]\n\nTHE BANKS\n\n1. Not a list\n")
    assert article.title == "The deal"
    assert bodies(article) == {
        "Opening": "Before it.",
        "Energy": "Gas \\* \\[x\\]",
        "THE BANKS": "1\\. Not a list",
    }


def test_lines_are_paragraphs_where_no_blank_lines_part_them() -> None:
    lines = ["word " * 60 + "end.", "more " * 60 + "end."]
    assert [block.text for block in read_plain_text("\n".join(lines)).blocks] == lines


# Markdown


def test_markdown_keeps_its_form_and_loses_raw_html_trackers_and_links_to_nowhere() -> None:
    opening = "A [link](https://x.example/?utm_source=a&b=1#c), [rel](../x), [[a]] and <i>raw</i><script>x()</script>."
    one = "- a\n  - b\n\n### Deep\n\n```\nx = 1\n```"
    article = read_markdown(
        f"# Deal\n\n{opening}\n\n<div onclick=x>\nno\n</div>\n\n## One\n\n{one}\n\n## Two\n\n> q\n\n## One\n\nagain"
    )
    assert bodies(article)["Opening"] == "A [link](https://x.example/?b=1#c), rel, \\[\\[a\\]\\] and raw."
    sections = in_sections(whole(article).blocks)
    assert [(section.id, section.title) for section in sections] == [
        ("opening", "Opening"),
        ("one", "One"),
        ("two", "Two"),
        ("one-2", "One"),
    ]
    assert [(block.kind, block.level, block.text) for block in sections[1].blocks] == [
        (BlockKind.PARAGRAPH, 0, "a"),
        (BlockKind.PARAGRAPH, 0, "b"),
        (BlockKind.HEADING, 1, "Deep"),
        (BlockKind.CODE, 0, "x = 1"),
    ]


def test_front_matter_states_what_it_states() -> None:
    article = read_markdown(
        '---\ntitle: "A: b"\nauthor:\n  - Ann\n  - Bob\ndate: 2017-07-03\ntags: [a, "b c"]\nx: y\n---\nText'
    )
    assert (article.title, article.authors, article.date, article.tags) == (
        "A: b",
        ("Ann", "Bob"),
        "2017-07-03",
        ("a", "b c"),
    )


def test_front_matter_may_be_toml() -> None:
    lines = [
        "+++",
        'title = "A = b"',
        "date = 2017-07-03T10:00:00Z",
        "tags = [",
        '  "a",',
        '  "b, c",',
        "]",
        "[params]",
    ]
    article = read_markdown("\n".join([*lines, 'title = "none"', "+++", "Text"]))
    assert (article.title, article.date, article.tags) == ("A = b", "2017-07-03", ("a", "b, c"))
    assert [block.text for block in article.blocks] == ["Text"]


def test_quotes_in_front_matter_are_those_of_its_values() -> None:
    article = read_markdown("---\ntitle: \"A \\\"b\\\" \\\\\"\nauthor: 'O''Neill'\ntags: [\"a, b\", 'c', d]\n---\nText")
    assert (article.title, article.authors, article.tags) == ('A "b" \\', ("O'Neill",), ("a, b", "c", "d"))


def test_footnotes_become_sources_and_unknown_ones_stay_text() -> None:
    article = read_markdown(
        "One[^1], two[^Tt], three[^no].\n\n[^1]: The column, <https://p.example/x>.\n[^Tt]: A book\n    of gas"
    )
    raw = tomllib.loads(briefing_toml(article, NAMING, {}))
    assert raw["sections"][0]["body"] == "One[^note-1], two[^tt], three\\[^no\\].\n"
    assert raw["sources"] == [
        {"id": "note-1", "title": "The column", "url": "https://p.example/x"},
        {"id": "tt", "title": "A book of gas"},
    ]


# HTML

PAGE = """<!doctype html><html lang="en"><head><title>Deal | The Paper</title>
<link rel=canonical href="https://p.example/deal?utm_source=x"><meta property="og:site_name" content="The Paper">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2017-07-02T10:00:00Z",
"author": [{"name": "Ann Author"}]}]}</script><style>p {}</style></head><body>
<nav><p>Menu menu menu</p></nav><article><h1>The deal</h1><p class=byline>By Ann Author</p>
<p>First <b>bold <i>both</i></b> and <a href="/more?fbclid=1">more</a>,<br>a <code>co`de</code>. &lt;b&gt; *x* [[y]]</p>
<div class="share-buttons"><p>Share me</p></div><img src="https://tracker.example/p.gif"><script>alert(1)</script>
<h2>Energy</h2>Loose text<p>Second.</p><ol start=3><li>three<ul><li>deep</li></ul></li>
<li><p>four</p><p>more</p></li></ol><blockquote>Said.</blockquote><pre><code>x  =  1
y</code></pre><table><tr><th>A<th>B<tr><td>1 <td>2|3</table><p hidden>hidden</p><a href="javascript:alert(1)">js</a>
</article><footer><p>Footer</p></footer></body></html>"""


def test_raised_numbers_do_not_become_part_of_the_number_before_them() -> None:
    article = read_html("<p>10<sup>9</sup> m<sup>3</sup>, 38 bcm<sup><a href=#n>12</a></sup>, the 1<sup>st</sup></p>")
    assert [block.text for block in article.blocks] == ["10⁹ m³, 38 bcm¹², the 1st"]


def test_an_html_page_becomes_its_article_and_nothing_around_it() -> None:
    article = read_html(PAGE)
    raw = tomllib.loads(briefing_toml(whole(article), NAMING, {}))
    assert {key: raw[key] for key in ("title", "authors", "lang", "sources")} == {
        "title": "The deal",
        "authors": ["Ann Author"],
        "lang": "en",
        "sources": [
            {
                "id": "original",
                "title": "The deal",
                "publisher": "The Paper",
                "url": "https://p.example/deal",
                "date": raw["date"],
            }
        ],
    }
    assert raw["date"].isoformat() == "2017-07-02"
    assert bodies(article) == {
        "Opening": "First **bold *both*** and [more](https://p.example/more),\\\n"
        "a ``co`de``. \\<b> \\*x\\* \\[\\[y\\]\\]",
        "Energy": (
            "Loose text\n\nSecond.\n\n3. three\n   - deep\n4. four\n\n   more\n\n> Said.\n\n```\nx  =  1\ny\n```\n\n"
            "| A | B |\n| --- | --- |\n| 1 | 2\\|3 |\n\njs"
        ),
    }


def test_the_fullest_element_is_the_article_where_none_is_marked() -> None:
    text = "".join(f"<p>{'word ' * 40}{n}.</p>" for n in range(3))
    article = read_html(f"<body><div><p>menu</p></div><div id=x><div>{text}</div></div><div><p>foot</p></div>")
    assert [block.text[-2:] for block in article.blocks] == ["0.", "1.", "2."]


@pytest.mark.parametrize(
    "page", ["", "<p>", "<title>x</title>", "<div>" * 500 + "deep", "<table><tr>", "<ol><li><ol><li>"]
)
def test_poor_html_is_no_fault(page: str) -> None:
    assert [block.text for block in read_html(page).blocks] in ([], ["deep"])


# Each of these took the parser minutes at the length of a file that is allowed.
@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 600 + "</div>" * 600,
        "<blockquote>" * 600,
        "<UL><li>" * 600,
        "<div><b>x</div>" + "<section><i>" * 300 + "</article>" * 900,
        "<table><tr><td>" * 600,
        "<article " + "".join(f"a{n}=1 " for n in range(2_100)) + ">",
        "<select>" + "<option>x" * 10_001,
    ],
)
def test_a_page_made_to_stop_the_parser_is_refused_unread(page: str) -> None:
    with patch("selectolax.lexbor.LexborHTMLParser") as parser, pytest.raises(BriefingError, match="more than"):
        read_html(page)
    parser.assert_not_called()


@pytest.mark.parametrize(
    "page",
    [
        "<p>word" * 3_000,
        "<ul>" + "<li>word" * 3_000,
        "<table>" + "<tr><td>word" * 3_000,
        "<div><span><b>word</div>" * 3_000,
        "<h2>word" * 3_000,
        "<img src=x><br>word" * 3_000,
        "<script>" + r"'<div>word<\/div>'" * 3_000 + "</script>word",
        f'<p class="{"word " * 3_000}">word',
    ],
)
def test_a_long_page_is_not_taken_for_a_deep_one(page: str) -> None:
    assert "word" in read_html(page).blocks[0].text


def test_how_deep_a_page_is_takes_as_much_work_as_it_is_long() -> None:
    assert grows_as_its_size(lambda size: lambda: past_a_ceiling("<div><b></div></i>" * size), 1_000)


def test_a_heading_whose_words_are_broken_is_still_the_title() -> None:
    article = whole(read_html("<title>x</title><article><h1>The<br>gas<b> deal</b></h1><p>Text.</article>"))
    assert article.title == "The gas deal"
    assert [block.text for block in article.blocks] == ["Text."]


def test_addresses_lose_what_follows_readers_and_nothing_else() -> None:
    assert without_tracking("https://x.example/a?utm_source=1&b=2&fbclid=3#d") == "https://x.example/a?b=2#d"
    assert without_tracking("https://x.example/a?q=utm_source=1") == "https://x.example/a?q=utm_source=1"
    assert without_tracking("mailto:a@x.example") == "mailto:a@x.example"


# Names


def test_names_that_recur_are_offered_without_what_is_known_or_only_begins_sentences() -> None:
    text = (
        "Talks began. The New Bank of Asia met Gazprom. However, they left. On Monday the New Bank of Asia’s head, "
        "Mr Li Wei, left Gazprom. Talks failed; Li Wei wept. However, Gazprom stayed."
    )
    gazprom = Entity(id="gazprom", name="Gazprom", kind=EntityKind.COMPANY)
    found = new_names(read_blocks(text), Resolver([gazprom]).mentions)
    assert found == (NewName("Li Wei", 2), NewName("New Bank of Asia", 2))


def test_candidates_are_comments_that_work_once_their_signs_are_gone() -> None:
    article = read_plain_text("We saw Li Wei and Li Wei in Moscow with Gazprom.")
    known = {one: Entity(id=one, name="Moscow", kind=EntityKind.PLACE) for one in ("moscow", "kremlin")}
    known["gazprom"] = Entity(id="gazprom", name="Gazprom", kind=EntityKind.COMPANY)
    written = briefing_toml(article, NAMING, known)
    assert "#   gazprom (1)\n" in written
    assert "#   Moscow (1): moscow or kremlin\n" in written
    assert "entities" not in tomllib.loads(written)
    at = written.index("# [[entities]]")
    freed = written[:at] + written[at:].replace("\n# ", "\n").removeprefix("# ").replace('kind = ""', 'kind = "person"')
    assert [one["name"] for one in tomllib.loads(freed)["entities"]] == ["Li Wei"]


# What holds for every article


def test_slugs_are_ids_and_differ() -> None:
    assert slug("Ünïted States!", "x") == "united-states"
    assert slug("中国", "section-2") == "section-2"
    assert slug("A", "x", ["a", "a-2"]) == "a-3"


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.text() | st.text("\"'\\\n\t a"))
def test_any_text_is_the_same_text_in_toml(text: str) -> None:
    text = safe(text)
    assert tomllib.loads(f"x = {toml_text(text)}")["x"] == text
    line = text.replace("\n", " ")
    assert tomllib.loads(f"x = {toml_string(line)}")["x"] == line


@settings(derandomize=True, deadline=None, max_examples=200)
@given(BODIES, st.sampled_from([read_plain_text, read_markdown, read_html]))
def test_any_article_makes_a_briefing_without_a_problem(text: str, read: object) -> None:
    article = whole(read(text))  # type: ignore[operator]
    if article.blocks:
        reading = parse_briefing(briefing_toml(article, NAMING, {}).encode(), Path("x.toml"))
        assert reading.problems == ()


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            "<p>¦</p>¦<b>¦</i>¦<i>¦</b>¦<ul>¦<li>¦</ul>¦<table>¦<tr>¦<td>¦<pre>¦</pre>¦a b¦&lt;¦ ¦\n¦<br>¦<h2>¦</h2>¦<a href=http://x>¦</a>¦<blockquote>".split(
                "¦"
            )
        )
    ).map("".join)
)
def test_spans_of_html_lie_within_their_text(text: str) -> None:
    for block in read_html(text).blocks:
        assert all(0 <= span.start < span.end <= len(block.text) for span in block.spans)
        assert block.text == block.text.strip() or block.kind is BlockKind.CODE
