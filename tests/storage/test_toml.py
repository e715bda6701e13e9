"""Files with long strings are read as tomli reads them, which then sees little of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from unittest.mock import patch

import pytest
import tomli
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.storage import toml

LONG = "Gas and oil. " * 4000
ESCAPES = ('\\"', "\\\\", "\\n", "\\t", "\\u0041", "\\u005c", "\\U0001F600")
ODD = ("\\", "\\x41", "\\u12", "\\\n  ", "\\ \n\n", '\\"""', "\x7f", "\r")
QUOTES = ('"""', "'''", '"', "'")

# What strings are made of, what may mislead who looks for their ends, and what is wrong in some of them.
_inside = st.lists(
    st.sampled_from(
        [*ESCAPES, *ODD, "n", "u", '"', '""', "'", "''", "#", "{", "5", "é", "語", " ", "\n", "\n\n", "\r\n"]
    ),
    max_size=7,
).map("".join)
_string = st.builds(lambda quotes, inside: f"{quotes}{inside}{quotes}", st.sampled_from(QUOTES), _inside)
_statement = st.builds(
    lambda before, key, opening, value, after: f"{before}{key} = {opening}{value}{after}\n",
    st.sampled_from(["", "", '# """ a\n', "# '''\n", "[[s]]\n", 'y = \'"""\'\n', "z = \"'''\"\n", "f = 0.5\n"]),
    st.sampled_from(["a", "b", "c.d", '"e"']),
    st.sampled_from(["", "", "[", "{a = ", "-", "1", "1979-05-27 "]),
    _string | st.just("0.5793301846e00000000"),
    st.sampled_from(["", "", ' # "', "]", "}", ", 5]", '"', "5", " 5"]),
)
_junk = st.sampled_from([*QUOTES, "\\", "\n", "=", "a = ", "[", "]", "{", "}", ",", "#", "0.5793301846e00000000", "1"])
TEXTS = st.lists(_statement, max_size=4).map("".join) | st.lists(_junk | _string, max_size=9).map("".join)


def outcome(read: Callable[[str], object], text: str) -> str:
    """What reading gives, or says; as text, in which a NaN is like another."""
    try:
        return repr(read(text))
    except (ValueError, RecursionError) as error:
        return f"{type(error).__name__}: {error}"


@settings(derandomize=True, deadline=None, max_examples=400)
@given(TEXTS, st.sampled_from([0, 2, 10]))
@example('a = "', 0)  # never closed
@example('a = """\\n\\\n   \\n"""\n', 0)  # a line end that was joined, between two that were written
@example('"a" = 1\n', 0)  # a string that is a key
@example('a = """b"""5\n', 0)  # not another number than ours
@example('a = -"""b"""\n', 0)
@example('"a" = 1\nb = 0.5793301846e00000000\n', 0)  # a number like ours in the stead of ours
@example('# """\na = 0.5793301846e00000000 # """\n', 0)
@example("a = '''b\"\"\"'''\nc = '''\"\"\"d'''\n", 0)
@example('a = """b"""""\nc = """\\""""\n', 0)
def test_a_text_in_parts_reads_as_the_whole(text: str, long: int) -> None:
    with patch.multiple(toml, LARGE=0, LONG=long):
        assert outcome(toml.loads, text) == outcome(tomli.loads, text)


@settings(derandomize=True, deadline=None, max_examples=50)
@given(st.lists(st.sampled_from([*ESCAPES, "n", "u", "é", "習", " ", "#"]), max_size=7).map("".join))
def test_texts_as_long_as_briefings_have_them_read_as_the_whole(inside: str) -> None:
    text = "".join(f"{name} = {quotes}{LONG}{inside}{quotes}\n" for name, quotes in zip("abcd", QUOTES, strict=True))
    assert seen_by_tomli(text) < len(LONG)
    assert toml.loads(text) == tomli.loads(text)


def test_the_paragraphs_of_very_many_short_sections_are_not_read_letter_by_letter() -> None:
    body = "Gas and oil. " * 20
    text = "".join(f'[[sections]]\nid = "s{n}"\nbody = """\n{body}\n"""\n' for n in range(1_000))
    assert seen_by_tomli(text) < len(text) / 3
    assert toml.loads(text) == tomli.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        f'a = """\n{LONG}"""',
        f"# Who quotes \"\"\" or ''' here means nothing by it.\na = '''\n{LONG}'''",
        f'a = "\'\'\'"\nb = \'"""\'\nc = """{LONG}"""',
        f"a = {json.dumps(LONG.replace('.', chr(10)))}",
        f"a = '{LONG}'",
        f'a = """"{LONG}" said nobody "ever"""""',
        f'a = [1.5, """{LONG}""", {{b = """{LONG}"""}}]',
        f'a = """\r\n{LONG}\r\n"""\r\n',
        f'a = """{LONG}習近平 \\" \\u0041 \\\\n \\\n  {LONG}"""',
    ],
)
def test_tomli_sees_nothing_of_long_strings(text: str) -> None:
    assert seen_by_tomli(text) < 150
    assert toml.loads(text) == tomli.loads(text)


def test_a_long_comment_keeps_no_string_from_being_cut_out() -> None:
    assert seen_by_tomli(f"# {LONG}\na = '{LONG}'") < 1.5 * len(LONG)


@pytest.mark.parametrize(
    "text",
    [
        f'a = """{LONG}\x1b{LONG}"""',
        f'a = """{LONG}\x7f"""',
        f'a = """{LONG}\r{LONG}"""',
        f'a = """{LONG}\\q"""',
        f'a = """{LONG}\\ud800"""',
        f'a = """{LONG}"""\nb = ',
        f'a = """{LONG}',
        f'a = "{LONG}\n"',
        f'"""{LONG}""" = 1',
        f'a = """{LONG}"""\na = """{LONG}"""',
    ],
)
def test_what_is_wrong_is_told_of_the_file_as_it_is(text: str) -> None:
    with pytest.raises(tomli.TOMLDecodeError) as expected:
        tomli.loads(text)
    with pytest.raises(tomli.TOMLDecodeError) as found:
        toml.loads(text)
    assert (str(found.value), found.value.lineno, found.value.colno) == (
        str(expected.value),
        expected.value.lineno,
        expected.value.colno,
    )


def seen_by_tomli(text: str) -> int:
    """Code points that tomli is given for a text."""
    read = tomli.loads
    with patch.object(tomli, "loads", side_effect=read) as loads:
        toml.loads(text)
    return sum(len(call.args[0]) for call in loads.call_args_list)
