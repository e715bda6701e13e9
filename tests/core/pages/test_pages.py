"""What each format shows of a briefing: all of it, and nothing that a file could use against its reader."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cli.text_on_terminal import print_on_terminal
from reader.core.anchoring.anchor import Anchor, NoteState, Place
from reader.core.format.briefing import (
    Briefing,
    Chart,
    ChartKind,
    Confidence,
    Entity,
    EntityKind,
    Event,
    Figure,
    Link,
    Section,
    Source,
)
from reader.core.note import Note, NoteKind, Target
from reader.core.pages.html_page import html_page
from reader.core.pages.json_page import json_document
from reader.core.pages.markdown_page import markdown_page
from reader.core.pages.page import Page, PageNote
from reader.core.pages.text_page import text_page
from reader.core.reading.presentation import briefing_document
from reader.core.safe_text import safe
from reader.core.text.mentions import Resolver

GAZPROM = Entity(
    id="gazprom",
    name="Gazprom",
    kind=EntityKind.COMPANY,
    native="Газпром",
    summary="Sells gas to [[cnpc]].",
    facts=(("founded", 1989), ("state-owned", True), ("income", 1234.5)),
    links=(Link(to="cnpc", relation="partner of"),),
)
CNPC = Entity(id="cnpc", name="CNPC", kind=EntityKind.COMPANY)
MOSCOWS = tuple(
    Entity(id=f"moscow-{n}", name="Moscow", kind=kind)
    for n, kind in enumerate((EntityKind.PLACE, EntityKind.ORGANISATION))
)
BRIEFING = Briefing(
    format=1,
    id="gas",
    title="Gas & oil",
    date=date(2017, 7, 3),
    edition=2,
    authors=("A. Author",),
    lang="en",
    marking="TLP:AMBER+STRICT",
    summary="What *Gazprom* wants.",
    sections=(
        Section(
            id="energy",
            title="Energy",
            as_of=date(2017, 7, 1),
            confidence=Confidence.LOW,
            body="[[gazprom|The company]] and Газпром[^tt]: **see** [[#x]] [a site](https://x.example/?a=1&b=2), "
            "[[briefing:gas#talks|the talks]], [[briefing:other#a|another]].\n\n- one\n- two\n\n> so Moscow said\n\n"
            "| Who | What |\n|---|---|\n| [[gazprom|It]] | `a\\|b` |",
            figures=(Figure(label="Deal", value=400000, unit="US$", source="tt"),),
            charts=(
                Chart(title="Tests", kind=ChartKind.BAR, unit="mb", points=(("2006", 4.3), ("2009", -1)), source="tt"),
                Chart(title="Price", kind=ChartKind.LINE, points=(("a", 1), ("b", 3), ("c", 2))),
            ),
        ),
        Section(id="talks", title="Talks", body="Nothing[^gone] yet."),
    ),
    events=(
        Event(date=date(2017, 7, 4), title="They meet", section="talks", entities=("gazprom", "cnpc"), source="tt"),
    ),
    entities=(GAZPROM, CNPC, *MOSCOWS),
    sources=(
        Source(id="tt", title="The column", publisher="A paper", url="https://p.example/x", credibility=2),
        Source(id="uu", title="Uncited"),
    ),
)
MOMENT = datetime(2026, 11, 24, 8, tzinfo=UTC)


def page(briefing: Briefing = BRIEFING, section: str = "", notes: tuple[PageNote, ...] | None = None) -> Page:
    entities = {entity.id: entity for entity in briefing.entities}
    resolver = Resolver(briefing.entities)
    document = briefing_document(
        briefing, lambda one: entities[one].name if one in entities else one, resolver.mentions
    )
    return Page(briefing, document, entities, section, notes)


def note(text: str, *, place: Place | None = None, entity: str | None = None, section: str | None = None) -> PageNote:
    anchor = Anchor("energy", 1, 0, 11, "The company") if place else None
    target = Target("gas", 2, section or (place.section if place else None), entity, anchor)
    return PageNote(
        Note(f"n{hash(text):x}", MOMENT, MOMENT, target, text, ("gas",), NoteKind.QUESTION), NoteState.ANCHORED, place
    )


NOTES = (
    note("On *words*.", place=Place("energy", 1, 0, 11)),
    note("On the section.", section="talks"),
    note("On an entity.", entity="gazprom"),
    note("On all of it."),
)


FIRST = (
    "The company and Газпром[1]: see #x a site (https://x.example/?a=1&b=2), the talks (gas#talks), another (other#a)."
)


def test_text_has_one_line_a_paragraph_and_says_where_links_lead() -> None:
    lines = [str(line) for line in text_page(page())]
    assert lines == [
        "TLP:AMBER+STRICT",
        "",
        "Gas & oil",
        "=========",
        "2017-07-03 · edition 2 · A. Author",
        "",
        "What Gazprom wants.",
        "",
        "Energy",
        "======",
        "as of 2017-07-01 · low confidence",
        "",
        FIRST,
        "",
        "- one",
        "- two",
        "",
        "> so Moscow said",
        "",
        "Who  What",
        "It   a|b",
        "",
        "Figures",
        "",
        "Deal: 400,000 US$ [1]",
        "",
        "Tests [1]",
        "",
        "2006: 4.3 mb",
        "2009: -1 mb",
        "",
        "Price",
        "",
        "a: 1",
        "b: 3",
        "c: 2",
        "",
        "Talks",
        "=====",
        "",
        "Nothing[gone] yet.",
        "",
        "Events",
        "======",
        "",
        "2017-07-04  They meet [1] (Gazprom, CNPC)",
        "",
        "Sources",
        "=======",
        "",
        "[1] The column · A paper · credibility 2 · https://p.example/x",
        "[2] Uncited",
    ]


def test_notes_stand_after_what_they_are_about() -> None:
    lines = [str(line) for line in text_page(page(notes=NOTES))]
    head = "  Note (question · #gas · 2026-11-24)"
    at = lines.index(f"{head} on “The company”:")
    assert lines[at + 1] == "  On *words*."
    assert lines[at - 2].startswith("The company and")
    assert lines[lines.index("Talks") + 3 : lines.index("Talks") + 5] == [f"{head}:", "  On the section."]
    assert lines[lines.index("Gazprom") + 3 :][:2] == [f"{head}:", "  On an entity."]
    assert lines[lines.index("Other notes") + 3 :][:2] == [f"{head}:", "  On all of it."]


def test_a_page_of_one_section_holds_what_belongs_to_it() -> None:
    text = "\n".join(str(line) for line in text_page(page(section="talks")))
    assert text.startswith("TLP:AMBER+STRICT\n\nTalks\n=====\n\nNothing[gone] yet.")
    assert "They meet" in text
    assert "[1] The column" in text
    assert "Uncited" not in text
    assert "Energy" not in text


def test_a_terminal_gets_words_unbroken_and_hanging_items(capsys: pytest.CaptureFixture[str]) -> None:
    body = "- " + "word " * 30 + "\n\n```\n" + "x" * 100 + "\n```"
    long = Briefing(format=1, id="l", title="[bold]L[/]", sections=(Section(id="s", title="S", body=body),))
    print_on_terminal(text_page(page(long)), has_color=False)
    lines = capsys.readouterr().out.split("\n")
    assert lines[0] == "[bold]L[/]"
    assert all(len(line) <= 80 for line in lines if "x" not in line)
    assert [line[:6] for line in lines if "word" in line] == ["- word", "  word"]
    assert "x" * 100 in lines


def test_markdown_has_links_footnotes_tables_and_everything_else() -> None:
    written = markdown_page(page(notes=NOTES))
    assert written.startswith(
        "**TLP:AMBER+STRICT**\n\n# Gas & oil\n\n2017-07-03 · edition 2 · A. Author\n\nWhat *Gazprom* wants.\n\n"
        "## Energy\n\n*as of 2017-07-01 · low confidence*\n\n"
        "[The company](#gazprom) and Газпром[^tt]: **see** #x [a site](https://x.example/?a=1&amp;b=2), "
        "[the talks](#talks), another (other#a).\n\n> **Note** (question · #gas · 2026-11-24) on “The company”:\n>\n"
        "> On *words*.\n\n- one\n- two\n\n> so Moscow said\n\n| Who | What |\n| --- | --- |\n"
        "| [It](#gazprom) | `a\\|b` |\n\n"
        "### Figures\n\n| Figure | Value |\n| --- | --- |\n| Deal | 400,000 US$[^tt] |\n"
    )
    assert "### Gazprom\n\ncompany · Газпром\n\nSells gas to [CNPC](#cnpc).\n\n- founded: 1989\n" in written
    assert written.endswith(
        "## Sources\n\n[^tt]: The column. A paper · credibility 2. <https://p.example/x>\n\n[^uu]: Uncited.\n"
    )


def test_json_holds_every_field_and_who_is_named_where() -> None:
    document = json_document(page(notes=NOTES))
    assert json.loads(json.dumps(document)) == document
    assert list(document) == ["briefing", "sections", "events", "entities", "sources", "notes"]
    first = document["sections"][0]["paragraphs"][0]  # type: ignore[index]
    assert [(one["text"], one["entities"]) for one in first["mentions"]] == [
        ("The company", ["gazprom"]),
        ("Газпром", ["gazprom"]),
        ("#x", ["#x"]),  # named by the author, described nowhere
    ]
    for mention in first["mentions"]:
        assert first["text"][mention["start"] : mention["end"]] == mention["text"]
    assert {"start": 23, "end": 23, "kind": "citation", "target": "tt"} in first["spans"]
    quote = document["sections"][0]["paragraphs"][3]  # type: ignore[index]
    assert (quote["lead"], quote["mentions"][0]["entities"]) == ("│ ", ["moscow-0", "moscow-1"])
    gazprom = next(one for one in document["entities"] if one["id"] == "gazprom")  # type: ignore[attr-defined]
    assert gazprom["facts"] == {"founded": 1989, "state-owned": True, "income": 1234.5}
    assert [one["paragraph"] for one in document["notes"]] == [1, None, None, None]  # type: ignore[attr-defined]
    assert "notes" not in json_document(page())


class Reader(HTMLParser):
    """What a browser would make of a page: its elements, and the words in them."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "hr", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_an_html_page_is_well_formed_and_every_link_in_it_leads_somewhere() -> None:
    read = Reader(html_page(page(notes=NOTES)))
    assert read.open == []
    ids = [about["id"] for _, about in read.found if about.get("id")]
    assert len(ids) == len(set(ids))
    inside = {link[1:] for _, about in read.found if (link := about.get("href") or "").startswith("#")}
    assert inside <= set(ids)
    assert {"entity.gazprom", "source.tt", "talks", "Events", "Sources", "Entities", "energy"} <= inside
    outside = {link for name, about in read.found if name == "a" and not (link := about["href"] or "").startswith("#")}
    assert outside == {"https://x.example/?a=1&b=2", "https://p.example/x"}


def test_html_shows_lists_quotes_tables_charts_notes_and_names() -> None:
    written = html_page(page(notes=NOTES))
    flat = re.sub(r">\s+<", "><", written)
    assert '<ul><li><p id="energy.p2">one</p></li><li><p id="energy.p3">two</p></li></ul>' in flat
    assert re.search(r'<blockquote><p id="energy.p4">so <a class="entity ambiguous" href="#entity.moscow-0"', flat)
    assert flat.count("<svg ") == 2
    assert flat.count('<aside class="note"') == 4
    assert '<div class="marking amber"><span>TLP:AMBER+STRICT</span></div>' in flat
    assert '<cite>another</cite><span class="address"> (other#a)</span>' in flat


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><style>*{}</style>&lt;b&gt; ]]> <!-- javascript:x"


def hostile_briefing(text: str, address: str = 'https://x.example/"><script>') -> Briefing:
    """A briefing with the same text wherever a file can hold text."""
    line = " ".join(text.split()) or "x"
    entity = Entity(
        id="e", name=line, kind=EntityKind.TOPIC, native=line, ids=((line, line),), summary=text, facts=((line, line),),
        links=(Link(to="e", relation=line),),
    )  # fmt: skip
    section = Section(
        id="s",
        title=line,
        body=f"{text}\n\n[[{line}]] [^{line}] [x](<javascript:alert(1)>) ![y](<data:image/svg+xml,x>) <{line}>\n\n"
        f"# {text}\n\n```\n{text}\n```\n\n| {line} |\n|---|\n| {line} |",
        figures=(Figure(label=line, value=line, unit=line, source="t"),),
        charts=(Chart(title=line, unit=line, points=((line, 1), (line, 2)), kind=ChartKind.LINE),),
    )
    return Briefing(
        format=1, id="h", title=line, authors=(line,), lang=line, marking=line, summary=text, sections=(section,),
        events=(Event(date=date(2020, 1, 1), title=line, entities=("e",)),), entities=(entity,),
        sources=(Source(id="t", title=line, publisher=line, url=address),),
    )  # fmt: skip


_ALLOWED = set(
    "html head meta link title style body header nav main section aside div h1 h2 h3 h4 h5 h6 p ol ul li blockquote "
    "pre code em strong a sup span cite table thead tbody tr th td figure figcaption svg rect text circle polyline "
    "time dl dt dd hr br".split()
)


def assert_inert(written: str) -> None:
    read = Reader(written)
    assert read.open == []
    assert {name for name, _ in read.found} <= _ALLOWED
    for _, about in read.found:
        assert not [key for key in about if key.startswith("on") or key in ("style", "src", "srcset", "xlink:href")]
        assert (about.get("href") or "#").startswith(("#", "http://", "https://", "mailto:", "data:,"))


def test_hostile_text_stays_text_in_html() -> None:
    briefing = hostile_briefing(HOSTILE)
    written = html_page(page(briefing, notes=(note(HOSTILE), note(HOSTILE + HOSTILE, entity="e"))))
    assert_inert(written)
    assert "".join(Reader(written).text).count("<script>alert(1)</script>") > 15


@settings(derandomize=True, deadline=None, max_examples=100)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["<", ">", '"', "'", "&", "</style>", "<script>", "-->", "\n", "a"])).map("".join)
)
def test_any_text_stays_text_in_html(text: str) -> None:
    assert_inert(html_page(page(hostile_briefing(safe(text)))))


def test_the_policy_allows_the_page_its_own_style_and_nothing_else() -> None:
    about = next(about for name, about in Reader(html_page(page())).found if "http-equiv" in about)
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]+'; img-src data:; base-uri 'none'; form-action 'none'",
        about["content"] or "",
    )


def test_a_column_of_numbers_stands_at_the_right_in_every_format() -> None:
    body = "| Test | Size |\n| --- | ---: |\n| sixth | 6.3 |\n| first | 4.25 |"
    found = page(Briefing(format=1, id="x", title="X", sections=(Section(id="s", title="S", body=body),)))
    assert "| --- | ---: |" in markdown_page(found)
    assert '<th scope="col">Test</th><th scope="col" class="right">Size</th>' in html_page(found)
    assert '<td>sixth</td><td class="right">6.3</td>' in html_page(found)
    assert [line.text for line in text_page(found)][-3:] == ["Test   Size", "sixth   6.3", "first  4.25"]
