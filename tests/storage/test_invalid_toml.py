"""A file that is no TOML, and TOML that is no briefing, gives errors with line and column, never a traceback."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.format.problem import Problem, Severity
from reader.storage.briefings import parse, parse_briefing, read_briefing
from reader.storage.files import SIZE_LIMIT

# Each is the bytes of a file, with the line and column at which it goes wrong, where TOML says exactly where.
INVALID: dict[str, tuple[bytes, tuple[int, int] | None]] = {
    # keys
    "key without value": (b"a\n", (1, 2)),
    "key without value at the end": (b"a", (1, 2)),
    "key and equals sign alone": (b"a =\n", (1, 4)),
    "equals sign alone": (b"= 1\n", (1, 1)),
    "two equals signs": (b"a == 1\n", (1, 4)),
    "key with a space": (b"a b = 1\n", (1, 3)),
    "key with an umlaut, bare": ("ü = 1\n".encode(), (1, 1)),
    "key that is never closed": (b'"a = 1\n', None),
    "key in three quotes": (b'"""a""" = 1\n', None),
    "key twice": (b"a = 1\na = 2\n", None),
    "key twice, once in quotes": (b'a = 1\n"a" = 2\n', None),
    "key below a value": (b"a = 1\na.b = 2\n", None),
    "key ends in a dot": (b"a. = 1\n", (1, 4)),
    "key starts with a dot": (b".a = 1\n", (1, 1)),
    "two dots": (b"a..b = 1\n", (1, 3)),
    "key with a bad escape": (b'"\\q" = 1\n', None),
    "key with a plus": (b"a+b = 1\n", (1, 2)),
    "two keys on one line": (b"a = 1 b = 2\n", (1, 7)),
    "key with a line feed": (b'"a\nb" = 1\n', None),
    # strings
    "string that is never closed": (b'a = "b\n', None),
    "string never closed at the end": (b'a = "b', None),
    "literal never closed": (b"a = 'b\n", None),
    "long string never closed": (b'a = """b\nc\n', None),
    "long literal never closed": (b"a = '''b\nc\n", None),
    "unknown escape": (b'a = "\\q"\n', None),
    "escape of a surrogate": (b'a = "\\ud800"\n', None),
    "escape beyond Unicode": (b'a = "\\U00110000"\n', None),
    "escape too short": (b'a = "\\u12"\n', None),
    "escape with no hex": (b'a = "\\u12g4"\n', None),
    "string with a line feed": (b'a = "b\nc"\n', None),
    "string without quotes": (b"a = b\n", (1, 5)),
    "string with a NUL": (b'a = "\x00"\n', None),
    "string with an escape character": (b'a = "\x1b[31m"\n', None),
    "string with DEL": (b'a = "\x7f"\n', None),
    "literal with a bell": (b"a = '\x07'\n", None),
    "long string with a backspace": (b'a = """\x08"""\n', None),
    "long literal with a form feed": (b"a = '''\x0c'''\n", None),
    "nine quotes": (b'a = """""""""\n', None),
    "backslash and text in a long string": (b'a = """b \\ c"""\n', None),
    "two strings": (b'a = "b" "c"\n', (1, 9)),
    # numbers
    "leading zero": (b"a = 01\n", (1, 6)),
    "double underscore": (b"a = 1__0\n", (1, 6)),
    "underscore at the end": (b"a = 1_\n", (1, 6)),
    "underscore at the start": (b"a = _1\n", (1, 5)),
    "point at the end": (b"a = 1.\n", (1, 6)),
    "point at the start": (b"a = .5\n", (1, 5)),
    "exponent without digits": (b"a = 1e\n", (1, 6)),
    "exponent with a point": (b"a = 1e2.3\n", (1, 8)),
    "hex without digits": (b"a = 0x\n", (1, 6)),
    "hex with a sign": (b"a = +0x1\n", (1, 7)),
    "octal with a nine": (b"a = 0o9\n", (1, 6)),
    "binary with a two": (b"a = 0b2\n", (1, 6)),
    "capital hex mark": (b"a = 0X1\n", (1, 6)),
    "two signs": (b"a = ++1\n", (1, 5)),
    "Infinity": (b"a = Infinity\n", (1, 5)),
    "inf in capitals": (b"a = INF\n", (1, 5)),
    "number with a letter": (b"a = 12k\n", (1, 7)),
    "number with a comma": (b"a = 1,5\n", (1, 6)),
    "number with too many digits": (b"a = 1\nb = " + b"9" * 5000 + b"\n", (2, 5)),
    # dates and booleans
    "thirteenth month": (b"a = 2017-13-01\n", None),
    "thirtieth of February": (b"a = 2017-02-30\n", None),
    "no leap year": (b"a = 2017-02-29T10:00:00Z\n", None),
    "year nought": (b"a = 0000-01-01\n", None),
    "hour 25": (b"a = 2017-01-01T25:00:00Z\n", None),
    "minute 60": (b"a = 10:60:00\n", None),
    "second 61": (b"a = 10:00:61\n", None),
    "day of one digit": (b"a = 2017-01-1\n", None),
    "date with slashes": (b"a = 2017/01/01\n", (1, 9)),
    "date and nothing after T": (b"a = 2017-01-01T\n", None),
    "offset of 25 hours": (b"a = 2017-01-01T10:00:00+25:00\n", None),
    "True": (b"a = True\n", (1, 5)),
    "yes": (b"a = yes\n", (1, 5)),
    "null": (b"a = null\n", (1, 5)),
    "half a truth": (b"a = tru\n", (1, 5)),
    # lists
    "list never closed": (b"a = [1, 2\n", None),
    "list with two commas": (b"a = [1,,2]\n", (1, 8)),
    "list of a comma": (b"a = [,]\n", (1, 6)),
    "list without commas": (b"a = [1 2]\n", (1, 8)),
    "list closed twice": (b"a = [1]]\n", (1, 8)),
    "list closed by a brace": (b"a = [1}\n", (1, 7)),
    # tables
    "table without a name": (b"[]\n", (1, 2)),
    "table never closed": (b"[a\n", None),
    "table closed twice": (b"[a]]\n", (1, 4)),
    "table with something after it": (b"[a] b = 1\n", (1, 5)),
    "table twice": (b"[a]\n[a]\n", None),
    "table over a value": (b"a = 1\n[a]\n", None),
    "table over a list of tables": (b"[[a]]\n[a]\n", None),
    "list of tables over a table": (b"[a]\n[[a]]\n", None),
    "list of tables over a list": (b"a = []\n[[a]]\n", None),
    "list of tables half closed": (b"[[a]\n", None),
    "list of tables with a space": (b"[ [a]]\n", None),
    "table below a value": (b"a.b = 1\n[a.b.c]\n", None),
    "table with two dots": (b"[a..b]\n", (1, 4)),
    "inline table never closed": (b"a = {b = 1\n", None),
    "inline table with two commas": (b"a = {b = 1,, c = 2}\n", (1, 12)),
    "inline table without a value": (b"a = {b}\n", (1, 7)),
    "inline table with a key twice": (b"a = {b = 1, b = 2}\n", None),
    "inline table made longer": (b"a = {b = 1}\na.c = 2\n", None),
    "inline table made longer by a header": (b"a = {b = 1}\n[a.c]\n", None),
    "dotted key made a table again": (b"[a]\nb.c = 1\n[a.b]\n", None),
    # encodings
    "Latin-1": (b'format = 1\na = "caf\xe9"\n', (2, 9)),
    "UTF-16 with its mark": ('a = "b"\n'.encode("utf-16"), (1, 1)),
    "UTF-16 without a mark": ('a = "b"\n'.encode("utf-16-le"), None),
    "an overlong slash": (b'a = "\xc0\xaf"\n', (1, 6)),
    "a surrogate in UTF-8": (b'a = "\xed\xa0\x80"\n', (1, 6)),
    "half a character at the end": (b'a = "\xe2\x82', (1, 6)),
    "the byte-order mark twice": (b"\xef\xbb\xbf\xef\xbb\xbfa = 1\n", (1, 1)),
    "a byte-order mark in the middle": (b"a = 1\n\xef\xbb\xbfb = 2\n", (2, 1)),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", (1, 1)),
    "a non-breaking space": ("a =\u00a01\n".encode(), (1, 4)),
    # controls
    "NUL alone": (b"\x00", (1, 1)),
    "a lone carriage return": (b"a = 1\rb = 2\n", None),
    "a carriage return at the end": (b"a = 1\r", None),
    "a comment with a NUL": (b"# \x00\n", None),
    "a comment with a bell": (b"a = 1 # \x07\n", None),
    "a comment with a lone carriage return": (b"# a\rb\n", None),
    "a vertical tab between": (b"a = 1\x0b\n", (1, 6)),
    # depth
    "a list of ten thousand levels": (b"\na = " + b"[" * 10_000 + b"]" * 10_000, (2, 105)),
    "a table with a name of ten thousand levels": (b"a = 1\n[" + b".".join([b"b"] * 10_000) + b"]\n", (2, 2)),
    "a key with a name of ten thousand levels": (b"a = 1\n" + b" . ".join([b'"b"'] * 10_000) + b" = 1\n", (2, 1)),
    "a list of a hundred and one levels": (b"a = " + b"[" * 101 + b"]" * 101, None),
    "lists without end": (b"a = " + b"[" * 100_000, None),
    "inline tables without end": (b"a = " + b"{a = " * 20_000, None),
    "a key of a thousand parts": (b".".join([b"a"] * 1000) + b" = 1\n", None),
    "a header of a thousand parts": (b"[" + b".".join([b"a"] * 1000) + b"]\n", None),
}

NO_BRIEFING: dict[str, bytes] = {
    "nothing": b"",
    "a byte-order mark alone": b"\xef\xbb\xbf",
    "a comment": b"# nothing\n",
    "other keys": b"a = 1\n[b]\nc = [1, 'x', {d = 2}]\n",
    "sections that are no list": b'format = 1\ntitle = "T"\nsections = 3\n',
    "sections that are a table": b'format = 1\ntitle = "T"\n[sections]\nid = "a"\n',
    "sections of numbers": b'format = 1\ntitle = "T"\nsections = [1, [2], "x"]\n',
    "an empty section": b'format = 1\ntitle = "T"\n[[sections]]\n',
    "another format": b'format = 2\ntitle = "T"\n[[sections]]\nid = "a"\ntitle = "A"\n',
    "every type where text should be": b"format = 1\ntitle = [1]\nsummary = 1979-05-27\nlang = 1.5\nid = {}\n",
    "a number of hex digits without end": b"format = 0x" + b"f" * 20_000 + b"\n",
    "numbers too large to reckon with": (
        b'format = 1\ntitle = "T"\n[[sections]]\nid = "a"\ntitle = "A"\n[[sections.figures]]\nlabel = "x"\nvalue = '
        + b"9" * 400
        + b"\n"
    ),
    "no numbers": b"format = nan\nedition = -inf\n",
    "times of day for dates": b"format = 1\ndate = 10:00:00\n",
    "keys of control characters": b'"\\u001b]0;x\\u0007" = 1\n"\\u202e" = 2\n',
    "keys without a name": b'"" = 1\n"a".""."b" = 2\n',
}


@pytest.mark.parametrize("data", [pytest.param(one, id=name) for name, one in INVALID.items()])
def test_invalid_toml_is_an_error_at_its_line_and_column(data: tuple[bytes, tuple[int, int] | None]) -> None:
    source, place = data
    reading = parse_briefing(source, Path("a.toml"))
    assert reading.value is None
    (problem,) = reading.problems
    assert problem.severity is Severity.ERROR
    assert problem.code in ("syntax", "encoding", "too-deep")
    lines = source.decode(errors="replace").split("\n")
    assert 1 <= problem.line <= len(lines)
    assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    assert place in (None, (problem.line, problem.column)), problem
    assert problem.message.isprintable()


@pytest.mark.parametrize("source", [pytest.param(source, id=name) for name, source in NO_BRIEFING.items()])
def test_toml_that_is_no_briefing_is_an_error_at_its_line_and_column(source: bytes) -> None:
    reading = parse_briefing(source, Path("a.toml"))
    assert reading.value is None
    assert reading.errors
    assert all(problem.line >= 1 and problem.column >= 1 for problem in reading.problems)
    assert all(problem.message.isprintable() and problem.key.isprintable() for problem in reading.problems)


def test_there_are_many_kinds() -> None:
    assert len(INVALID) >= 80


def test_a_file_that_is_too_large_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    with path.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    assert [problem.code for problem in read_briefing(path).problems] == ["unreadable"]


SAMPLE = (Path(__file__).parents[2] / "briefings" / "brics-finance.toml").read_bytes()


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, len(SAMPLE)), st.integers(0, 40), st.binary(max_size=6) | st.sampled_from([b'"', b"[", b"]", b"\n"])
)
def test_a_briefing_damaged_anywhere_never_ends_the_program(place: int, length: int, other: bytes) -> None:
    reading = parse_briefing(SAMPLE[:place] + other + SAMPLE[place + length :], Path("a.toml"))
    assert (reading.value is None) == bool(reading.errors)
    assert all(problem.line >= 1 and problem.column >= 1 for problem in reading.problems)


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ('a = 1\n  a = """\n\n"""\nb = 2\n', 2, 3, '"a" has been given further up'),
        ('[[x]]\n"北" = {y = 1, y = 2}\n', 2, 15, '"y" has been given further up'),
        ("[x.y]\n[x.y]\n", 2, 2, '"x.y" has been given further up'),
        ('a = "\\""\nb\t= """ c\n\n', 2, 5, 'the text that begins here has no """ at its end'),
        ("# '''\na = '''b'''\nc = '''\n", 3, 5, "the text that begins here has no ''' at its end"),
    ],
)
def test_what_begins_wrong_is_told_where_it_begins(text: str, line: int, column: int, said: str) -> None:
    problem = parse(text.encode(), Path("a.toml"))
    assert isinstance(problem, Problem)
    assert (problem.line, problem.column, problem.message) == (line, column, said)


VALUE = 'expected a value: "text" in quotes, a number, true or false, a date, a [list] or a {table}, found '
END_OF_LINE = "expected the end of the line, found "


@pytest.mark.parametrize(
    ("text", "place", "key", "said"),
    [
        ("a = True\n", "1:5", "a", VALUE + "True (did you mean true?)"),
        ("[[x]]\n[[x]]\nb.c = yes no\n", "3:7", "x[1].b.c", VALUE + "yes"),
        ("a = “b”\n", "1:5", "a", VALUE + '“b” (TOML knows straight quotes only: ")'),
        ("a = [\n  1,\n  x\n]\n", "3:3", "a", VALUE + "x"),
        ("a =\u00a01\n", "1:4", "a", VALUE + "the character U+00A0"),
        ("a =\n", "1:4", "a", VALUE + "the end of the line"),
        ("a =", "1:4", "a", VALUE + "the end of the file"),
        ("a = 2017-7-3\n", "1:9", "a", END_OF_LINE + "-7-3"),
        ("a = 1\rb = 2\n", "1:6", "a", END_OF_LINE + "the character U+000D"),
        ("b = 1\n[a] x\n", "2:5", "", END_OF_LINE + "x"),
        ("b = 1\na: 2\n", "2:2", "", "expected = after the key, found :"),
        ("b = 1\n<<<<<<< HEAD\n", "2:1", "", "expected a key, a [table] or a # comment, found <<<<<<<"),
        ("b = 1\nü.x = 1\n", "2:1", "", "expected a key, a [table] or a # comment, found ü.x"),
        ("[[a]\nb = 1\n", "1:4", "", "expected ]] after the name of the table, found ]"),
        ("a = 2017-02-30\n", "1:5", "a", "expected a day and time that there are, found 2017-02-30"),
        (
            'a = [ # [\n  "]",\n  2\nb = 1\n',
            "4:1",
            "a",
            "expected a comma or ] in the list that begins in line 1, found b",
        ),
        (
            "a = {b = 1\n",
            "2:1",
            "a",
            "expected a comma or } in the table that begins in line 1, found the end of the file",
        ),
        ('a = "b\n', "1:7", "a", 'expected " at the end of the text, found the end of the line'),
        (
            'b = 1\na = "C:\\path"\n',
            "2:8",
            "a",
            r'expected an escape such as \n or \" in "text"; \\ stands for a \ itself',
        ),
        ('a = "\x1b[31m"\n', "1:6", "a", "the control character U+001B cannot stand in a file"),
        ("a = 1\r\nb = 2\r\nc = 3\r\nb = 4\r\n", "4:1", "", '"b" has been given further up'),
        ("[a.b]\nc = 1\n[a]\nb.d = 2\n", "4:1", "", '"b.d" has been given further up'),
    ],
)
def test_an_author_is_told_the_key_what_was_expected_and_what_stands_there(
    text: str, place: str, key: str, said: str
) -> None:
    problem = parse(text.encode(), Path("a.toml"))
    assert isinstance(problem, Problem)
    assert (f"{problem.line}:{problem.column}", problem.key, problem.message) == (place, key, said)


@pytest.mark.parametrize("text", ['a = "' + '\\"' * 16_000, 'a = [ "' + "'\\\"" * 16_000, 'a = """' + '\\"""' * 16_000])
def test_a_string_that_is_never_closed_is_looked_at_once(text: str) -> None:
    start = process_time()
    assert isinstance(parse(text.encode(), Path("a.toml")), Problem)
    assert process_time() - start < 2  # seconds; a hundredth of one, or five where it is looked at from each quote
