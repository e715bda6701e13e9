"""An article written as a briefing file: TOML that an author can go on with, and that says what it does not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from reader.core.articles.article import Article, ArticleSection, Origin, in_sections, slug
from reader.core.articles.new_names import NewName, new_names
from reader.core.format.briefing import Entity, EntityKind
from reader.core.pages.markdown_text import block_lines
from reader.core.safe_text import safe_line
from reader.core.text.block import Span
from reader.core.text.mentions import Resolver
from reader.core.toml_string import toml_string, toml_text
from reader.core.value import Value


class Naming(Value):
    """What the file is called and made from: its id, a title for an article without one, and where it came from."""

    id: str
    title: str
    origin: str


def briefing_toml(article: Article, naming: Naming, known: Mapping[str, Entity]) -> str:
    """The briefing file. `known` are the library's entities, by id: they link by themselves and are only listed."""
    sections = in_sections(article.blocks)
    resolver = Resolver(known.values())
    parts = [
        _head(article, naming),
        *map(_section, sections),
        _known_names(sections, resolver),
        _candidates(new_names((block for one in sections for block in one.blocks), resolver.mentions), known),
        *map(_source, article.origins),
    ]
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"


def _head(article: Article, naming: Naming) -> Iterator[str]:
    yield f"# Made from {safe_line(naming.origin)} by `briefing-reader import`. What it does not state is left out."
    yield ""
    yield "format = 1"
    yield f"id = {toml_string(naming.id)}"
    if article.title:
        yield f"title = {toml_string(article.title)}"
    else:
        yield f"title = {toml_string(naming.title)} # no title is stated: this is the name of the file"
    if article.date:
        yield f"date = {article.date}"
    if article.authors:
        yield f"authors = [{', '.join(map(toml_string, article.authors))}]"
    if article.lang:
        yield f"lang = {toml_string(article.lang)}"
    if article.marking:
        yield f"marking = {toml_string(article.marking)}"
    if article.tags:
        yield f"tags = [{', '.join(map(toml_string, article.tags))}]"


def _section(section: ArticleSection) -> Iterator[str]:
    body = "\n".join(block_lines(section.blocks, _nowhere, deeper=0))
    yield "[[sections]]"
    yield f"id = {toml_string(section.id)}"
    yield f"title = {toml_string(section.title)}"
    if body:
        yield f"body = {toml_text(body + chr(10))}"


def _nowhere(_: Span) -> str:
    return ""


def _known_names(sections: Iterable[ArticleSection], resolver: Resolver) -> Iterator[str]:
    """The library's entities that the text names, and its names that may be several of them, as a comment."""
    sure: Counter[str] = Counter()
    unsure: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for block in (block for section in sections for block in section.blocks):
        for mention in resolver.mentions(block):
            if mention.is_ambiguous:
                unsure[block.text[mention.start : mention.end], mention.entities] += 1
            else:
                sure[mention.entities[0]] += 1
    if sure:
        yield "# The library knows these, and links them by itself:"
        yield from (f"#   {entity} ({count})" for entity, count in sure.most_common())
    if unsure:
        yield "# These may be several things. Where you know which, write it: [[id|name]]."
        for (name, entities), count in unsure.most_common():
            yield f"#   {safe_line(name)} ({count}): {' or '.join(entities)}"


def _candidates(names: Iterable[NewName], known: Iterable[str]) -> Iterator[str]:
    """Names that recur, as entities to be filled in, in a comment."""
    names, taken = list(names), set(known)
    if names:
        yield "# Names that recur and that the library does not know. To make one an entity, take the signs from its"
        yield f"# lines and say what kind it is: {' '.join(EntityKind)}."
    for one in names:
        entity_id = slug(one.name, "entity", taken)
        taken.add(entity_id)
        yield "#"
        yield f"# [[entities]] # {one.count} times"
        yield f"# id = {toml_string(entity_id)}"
        yield f"# name = {toml_string(safe_line(one.name))}"
        yield '# kind = ""'


def _source(origin: Origin) -> Iterator[str]:
    yield "[[sources]]"
    yield f"id = {toml_string(origin.id)}"
    yield f"title = {toml_string(origin.title)}"
    if origin.publisher:
        yield f"publisher = {toml_string(origin.publisher)}"
    if origin.url:
        yield f"url = {toml_string(origin.url)}"
    if origin.date:
        yield f"date = {origin.date}"
