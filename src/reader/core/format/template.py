"""The briefing that `new` gives: valid as it stands, with everything that a briefing may hold shown in comments.

What is commented out is valid too, once the `#` is taken away; a test does so.
"""

from __future__ import annotations

from datetime import date

_TEMPLATE = '''\
# A briefing: text with sections, entities and sources, for people who read with briefing-reader.
# Only format, title and one section are required. Lines that begin with "#" are comments: take the "#" away to use
# an example. Find mistakes with:  briefing-reader check {id}.toml

format = 1
id = "{id}"
title = {title}
date = {today}
# edition = 2                        # raise it when you issue the same briefing again
# authors = ["Your Name"]
# lang = "en"                        # the language of the text: en, fr, zh-Hans, ...
# marking = "TLP:CLEAR"              # who may see it: TLP:RED, TLP:AMBER+STRICT, TLP:AMBER, TLP:GREEN, TLP:CLEAR
# summary = "One paragraph that says it all."
# tags = ["energy", "china"]

# Sections are shown in this order. Readers go to one by its id: {id}#overview

[[sections]]
id = "overview"
title = "Overview"
# as_of = {today}                 # the day to which the section is true
# confidence = "moderate"            # low, moderate or high
body = """
Write here, in Markdown: *emphasis*, **strong**, lists, quotes, tables and [links](https://example.org).

A blank line parts paragraphs. Names of the entities that this briefing or its library describes link by themselves.
"""

# [[sections]]
# id = "details"
# title = "Details"
# body = """
# [[example-company]] names an entity by its id, [[example-company|the company]] with words of your own.
# [[briefing:{id}#overview]] leads to a briefing, or to a section of it. A claim carries its source.[^report]
# """
#   [[sections.figures]]             # a number that people look for
#   label = "Gas supply deal"
#   value = 400
#   unit = "US$ billion"
#   source = "report"
#
#   [[sections.charts]]              # a small series that people would rather see than read
#   title = "Deliveries by year"
#   kind = "bar"                     # bar or line
#   unit = "billion m³"
#   points = [["2020", 4.1], ["2021", 10.4]]
#   source = "report"

# [[events]]                         # what happened, or is to happen, on a day
# date = {today}
# title = "The contract is signed"
# section = "details"
# entities = ["example-company"]
# source = "report"

# [[entities]]                       # whom or what the text speaks of; those of entities.toml need not be repeated
# id = "example-company"
# name = "Example Company"
# kind = "company"                   # person country organisation company place project agreement event topic
# aliases = ["ExCo", {{text = "EXCO", lang = "en", case = true}}]   # case: only with these very capitals
# native = "Пример"                  # its name in its own script
# ids = {{wikidata = "Q1"}}
# summary = "What a reader should know about it."
# autolink = true                    # false: only [[example-company]] links, never its name in running text
# facts = {{status = "private", founded = 1989}}
#   [[entities.links]]
#   to = "example-company"
#   relation = "itself"

# [[sources]]                        # where claims come from; a text cites one by its id
# id = "report"
# title = "Annual report"
# publisher = "Example Company"
# url = "https://example.org/report"
# date = {today}
# reliability = "B"                  # of the source, A to F
# credibility = 2                    # of what it says, 1 to 6
'''


def template(briefing_id: str, title: str, today: date) -> str:
    """A briefing to fill in, as the text of a TOML file. `title` may be any text."""
    return _TEMPLATE.format(id=briefing_id, title=_quoted(title), today=today.isoformat())


def title_from_id(briefing_id: str) -> str:
    """A title to begin with: `gas-deal` gives `Gas deal`."""
    words = briefing_id.replace("-", " ").strip()
    return words[:1].upper() + words[1:] or briefing_id


def _quoted(text: str) -> str:
    """Text as a basic string of TOML."""
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if "\ud800" <= char <= "\udfff":  # a byte of an argument that is no UTF-8: TOML has no such character
        char = "\ufffd"
    return f"\\U{ord(char):08x}" if char in '"\\' or not char.isprintable() else char
