"""The schema and the loader accept the same files: random briefings, valid and spoilt, are judged by both."""

from __future__ import annotations

import copy
import json
from datetime import date, datetime, time
from math import isfinite
from typing import Any

import jsonschema
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.format.briefing import BRIEFING, REGISTRY
from reader.core.format.fault import Faults
from reader.core.format.schema import briefing_schema, registry_schema
from reader.core.format.shape import Day

ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,10}", fullmatch=True)
lines = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=8)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
days = st.dates(date(1000, 1, 1)) | st.datetimes(datetime(1000, 1, 1))  # noqa: DTZ001 # TOML has times without a zone
numbers = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
confidences = st.sampled_from(["low", "moderate", "high"])


def table(required: dict[str, Any], **optional: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


def some(item: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[list[Any]]:
    return st.lists(item, min_size=least, max_size=2)


figures = table({"label": lines, "value": numbers | lines}, unit=lines, source=ids)
points = some(st.tuples(lines, numbers).map(list), 1)
charts = table({"title": lines, "points": points}, kind=st.sampled_from(["bar", "line"]), unit=lines, source=ids)
sections = table(
    {"id": ids, "title": lines},
    as_of=days,
    confidence=confidences,
    body=texts,
    figures=some(figures),
    charts=some(charts),
)
events = table({"date": days, "title": lines}, section=ids, entities=some(ids), source=ids)
aliases = lines | table({"text": lines}, lang=lines, case=st.booleans())
entities = table(
    {"id": ids, "name": lines, "kind": st.sampled_from(["person", "country", "topic", "event"])},
    aliases=some(aliases),
    native=lines,
    ids=st.dictionaries(lines, lines, max_size=2),
    summary=texts,
    autolink=st.booleans(),
    facts=st.dictionaries(lines, numbers | texts | days | st.booleans(), max_size=2),
    links=some(table({"to": ids}, relation=lines)),
)
urls = ids.map(lambda one: f"https://{one}.example")
sources = table(
    {"id": ids, "title": lines},
    publisher=lines,
    url=urls,
    date=days,
    reliability=st.sampled_from("ABCDEF"),
    credibility=st.integers(1, 6),
)
briefings = table(
    {"format": st.just(1), "title": lines, "sections": some(sections, 1)},
    id=ids,
    date=days,
    edition=st.integers(1, 2**63 - 1),
    authors=some(lines),
    lang=lines,
    marking=lines,
    summary=texts,
    tags=some(lines),
    events=some(events),
    entities=some(entities),
    sources=some(sources),
)
registries = table({}, format=st.just(1), entities=some(entities))

junk: st.SearchStrategy[Any] = st.one_of(
    st.none(),  # take the key away
    st.booleans(),
    st.integers(-3, 10) | st.sampled_from([2**63, -(2**63), 10**400, 1e308]),
    st.floats(),
    st.sampled_from(
        ["", " ", "\u2003", "\x1f", "abc\n", "-a", "A", "a" * 65, "low\n", "ftp://x", "http://", "http://x\n"]
    ),
    st.sampled_from(
        ["2017-02-29", "2016-02-29", "2017-02-28T24:00:00", "2017-02-28 10:00:00.1234567Z", "1-1-1", "2017-01-01\n"]
    ),
    lines,
    days,
    st.just(time(10, 0)),
    st.lists(st.integers() | lines, max_size=3),
    st.dictionaries(st.sampled_from(["id", "title", "text", "x"]), lines, max_size=2),
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) in a value."""
    found: list[tuple[Any, Any]] = []
    for key, item in list(value.items() if isinstance(value, dict) else enumerate(value)):
        found.append((value, key))
        if isinstance(item, (dict, list)):
            found += places(item)
    return found


def spoil(data: st.DataObject, raw: dict[str, Any]) -> None:
    for _ in range(data.draw(st.integers(0, 2))):
        container, key = data.draw(st.sampled_from(places(raw)))
        value = data.draw(junk)
        if value is None and isinstance(container, dict):
            del container[key]
        elif value is not None:
            container[key] = value
        if not raw:
            return


def as_json(value: Any) -> Any:
    """A TOML value as tools hand it to a schema: dates as they are written, what JSON lacks as null."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    if isinstance(value, (date, time)):
        return value.isoformat()
    return None if isinstance(value, float) and not isfinite(value) else value


@settings(max_examples=200, deadline=None)
@given(briefings, st.data())
def test_the_schema_and_the_loader_accept_the_same_briefings(raw: dict[str, Any], data: st.DataObject) -> None:
    raw = copy.deepcopy(raw)
    spoil(data, raw)
    faults = Faults()
    BRIEFING.read(raw, (), faults)
    error = jsonschema.Draft4Validator(briefing_schema())
    assert error.is_valid(as_json(raw)) == (not faults.fatal), (list(faults), list(error.iter_errors(as_json(raw))))


@settings(max_examples=60, deadline=None)
@given(registries, st.data())
def test_the_schema_and_the_loader_accept_the_same_registries(raw: dict[str, Any], data: st.DataObject) -> None:
    raw = copy.deepcopy(raw)
    if raw:
        spoil(data, raw)
    faults = Faults()
    REGISTRY.read(raw, (), faults)
    assert jsonschema.Draft4Validator(registry_schema()).is_valid(as_json(raw)) == (not faults.fatal), list(faults)


def test_the_schemas_are_schemas_and_say_what_every_key_is_for() -> None:
    for schema in (briefing_schema(), registry_schema()):
        jsonschema.Draft4Validator.check_schema(schema)
        assert json.loads(json.dumps(schema, allow_nan=False)) == schema
        described = [place for place in places(schema) if place[1] == "properties"]
        for holder, key in described:
            assert all(entry["description"].endswith(".") for entry in holder[key].values())


@settings(max_examples=200, deadline=None)
@given(st.dates() | st.datetimes() | st.datetimes(timezones=st.timezones()))
def test_every_date_of_toml_is_a_date_in_quotes_too(day: date) -> None:
    written = day.isoformat() if not isinstance(day, datetime) else day.isoformat(timespec="microseconds")
    try:
        meant = tomli.loads(f"a = {written}")["a"]
    except tomli.TOMLDecodeError:  # an offset with seconds, which only very old days have
        return
    faults = Faults()
    assert Day().read(written, (), faults) == meant
    assert [fault.code for fault in faults] == ["quoted-date"]
