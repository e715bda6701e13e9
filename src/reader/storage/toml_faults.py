"""What is wrong with a text that is no TOML: where, under which key, what was expected there, and what stands there."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Any

import tomli

from reader.core.format.fault import Path, show_path_of_keys
from reader.core.format.problem import Problem
from reader.core.late import late_pattern
from reader.core.safe_text import safe_line
from reader.storage import toml
from reader.storage.toml import DEPTH_LIMIT, TOO_DEEP
from reader.storage.toml_positions import LineColumn, key_before


def syntax_problem(name: str, text: str, error: Exception) -> Problem:
    """What a parser's error means to the author of the file of that name."""
    if isinstance(error, tomli.TOMLDecodeError):
        message, (line, column), key = _told_by_tomli(error)
        return Problem(name, message, "syntax", line=line, column=column, key=key)
    if isinstance(error, RecursionError):
        line, column = _place_of_depth(text)
        return Problem(name, TOO_DEEP, "too-deep", line=line, column=column)
    line, column = _place_of_long_number(text)
    told = f"a number is too long to be read: {safe_line(str(error))}"
    return Problem(name, told, "syntax", line=line, column=column)


def _told_by_tomli(error: tomli.TOMLDecodeError) -> tuple[str, LineColumn, str]:
    """What tomli says, in the words of the format, where, and the key of the value.

    A key said twice and a long string never closed are placed where they begin: tomli notices them at their end, which
    may be many lines further down. Its places are those of a text without carriage returns.
    """
    text, place = error.doc, error.pos
    if _TWICE.match(error.msg) and (found := key_before(text, place)):
        return f'"{safe_line(found[0])}" has been given further up', found[1], ""
    if _UNCLOSED.match(error.msg) and (opened := next((one for one in _BRACKET.finditer(text) if one[1]), None)):
        place = opened.start()
        message = f"the text that begins here has no {opened[1]} at its end"
    else:
        message = _expected(error.msg, text, place)
        if error.msg.startswith("Unescaped"):
            place = text.rfind("\\", 0, place)
    key = "" if _OUTSIDE.match(error.msg) else _key_of(text, place)
    return message, line_and_column(text, place), key


_TWICE = late_pattern("Cannot (?:overwrite|declare|mutate|redefine)|Duplicate inline")
_UNCLOSED = late_pattern("Unterminated string|Expected \"'''\"")
_OUTSIDE = late_pattern("Invalid (?:statement|initial)|Expected ['\"][=\\]]")
"""What is said of a place where no value stands."""

_WORDS = {
    "Invalid value": 'expected a value: "text" in quotes, a number, true or false, a date, a [list] or a {table}',
    "Invalid statement": "expected a key, a [table] or a # comment",
    "Invalid initial character for a key part": "expected a key: letters a-z, digits, - and _, or any in quotes",
    "Expected '=' after a key in a key/value pair": "expected = after the key",
    "Expected newline or end of document after a statement": "expected the end of the line",
    "Expected ']' at the end of a table declaration": "expected ] after the name of the table",
    "Expected ']]' at the end of an array declaration": "expected ]] after the name of the table",
    "Invalid date or datetime": "expected a day and time that there are",
    "Invalid hex value": "expected the number of a character in hex digits: 2 after \\x, 4 after \\u, 8 after \\U",
}
"""What was expected, by what tomli says; what stands there is said behind it."""
_ALONE = {
    "Unescaped '\\' in a string": r'expected an escape such as \n or \" in "text"; \\ stands for a \ itself',
    "Escaped character is not a Unicode scalar value": "expected the number of a character that there is",
    r"Illegal character '\n'": 'expected " at the end of the text, found the end of the line',
    r"Found invalid character '\n'": "expected ' at the end of the text, found the end of the line",
    "Unterminated string": 'expected " at the end of the text, found the end of the file',
    'Expected "\'"': "expected ' at the end of the text, found the end of the file",
}
"""The same, where nothing need be said behind it."""


def _expected(said: str, text: str, place: int) -> str:
    """What was expected at a place, and what stands there; where nothing is known of it, as tomli says it."""
    if said in _WORDS:
        return f"{_WORDS[said]}, found {_found(text, place)}"
    if said in _ALONE:
        return _ALONE[said]
    if found := _UNCLOSED_LIST.match(said):
        what, closing = ("list", "]") if found[1] == "array" else ("table", "}")
        line = line_and_column(text, max(0, _open_bracket(text, place)))[0]
        return f"expected a comma or {closing} in the {what} that begins in line {line}, found {_found(text, place)}"
    if found := _CONTROL.search(said):
        number = ord("\r") if found[1] == "r" else int(found[2], 16)
        return f"the control character U+{number:04X} cannot stand in a file"
    return safe_line(said[:1].lower() + said[1:])


_UNCLOSED_LIST = late_pattern("Unclosed (array|inline table)")
_CONTROL = late_pattern(r"character '\\(r|x([0-9a-f]{2}))'")
_SLIPS = {"True": "true", "False": "false", "TRUE": "true", "FALSE": "false"}
_CURLY = "“”„«»‘’"


def _found(text: str, place: int) -> str:
    """What stands at a place, up to a blank, with what was probably meant."""
    end = text.find("\n", place)
    rest = re.split("[ \t]", text[place : end if end >= 0 else len(text)][:200].lstrip(" \t"), maxsplit=1)[0]
    if not rest:
        return "the end of the line" if end >= 0 else "the end of the file"
    if not rest[0].isprintable():
        return f"the character U+{ord(rest[0]):04X}"
    word = "".join(takewhile(str.isprintable, rest[:30]))
    if word in _SLIPS:
        return f"{word} (did you mean {_SLIPS[word]}?)"
    return f'{word} (TOML knows straight quotes only: ")' if word[0] in _CURLY else word


def _open_bracket(text: str, place: int) -> int:
    """Where the bracket stands that is the last one open at a place; -1 where there is none."""
    opened: list[int] = []
    for found in _BRACKET.finditer(text, 0, place):
        if found[0] in ("[", "{"):
            opened.append(found.start())
        elif found[0] in ("]", "}") and opened:
            opened.pop()
    return opened[-1] if opened else -1


def _key_of(text: str, place: int) -> str:
    """The key of the value in which a place stands; empty where what is before it does not tell."""
    start = text.rfind("\n", 0, place) + 1
    if _HEADER.match(text, start, place):
        return ""
    while (found := _KEY.match(text, start, place)) is None:
        if start == 0:
            return ""
        start = text.rfind("\n", 0, start - 1) + 1
    try:
        raw = toml.loads(f"{text[:start]}{found[1]} = '{_HERE}'\n")
    except (ValueError, RecursionError):
        return ""
    return show_path_of_keys(_path_to_here(raw))


_HERE = "\ue000the value that is wrong\ue000"


def _path_to_here(raw: dict[str, Any]) -> Path:
    """The path of the value that stands for the wrong one."""
    todo: list[tuple[Path, object]] = [((), raw)]
    while todo:
        path, value = todo.pop()
        if value == _HERE:
            return path
        if isinstance(value, (dict, list)):
            steps = value.items() if isinstance(value, dict) else enumerate(value)
            todo += [((*path, step), one) for step, one in steps]
    return ()


def _place_of_long_number(text: str) -> LineColumn:
    """Where the first number stands that is longer than Python reads: the one fault that TOML parsers do not place."""
    found = _LONG_NUMBER.search(text)
    return line_and_column(text, found.start() if found else 0)


_LONG_NUMBER = late_pattern(r"[+-]?\d[\d_]{4000,}")


def _place_of_depth(text: str) -> LineColumn:
    """Where the first bracket stands that opens a level too many, or the first key of too many names."""
    level = 0
    for found in _BRACKET.finditer(text):
        level += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        if level > DEPTH_LIMIT:
            return line_and_column(text, found.start())
    key = _DEEP_KEY.search(text)
    return line_and_column(text, key.start(1) if key else 0)


# Brackets, and what may hold brackets that mean nothing: strings of all four kinds, and comments. In a group:
# the quotes of a long string that is never closed. What is never closed goes to its end, and is looked at once.
_BRACKET = late_pattern(
    r'"""(?:\\.|[^\\])*?"""'
    r"|'''.*?'''"
    r'|("""'
    r"|''').*"
    r'|"(?:\\.|[^"\\\n])*"?'
    r"|'[^'\n]*'?"
    r"|#[^\n]*|[\[\]{}]",
    re.DOTALL,
)

_NAME = r"""(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
_NAMES = rf"{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*"
_KEY = late_pattern(rf"[ \t]*({_NAMES})[ \t]*=")
_HEADER = late_pattern(rf"[ \t]*\[\[?[ \t]*{_NAMES}[ \t]*\]")
# From the start of a line only, so that a long word is not looked at from each of its letters.
_DEEP_KEY = late_pattern(
    r"""^[ \t\[]*((?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){%d})""" % DEPTH_LIMIT,  # noqa: UP031 # braces
    re.MULTILINE,
)


def line_and_column(text: str, offset: int) -> LineColumn:
    """The line and the column, from 1, of a code point of a text."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
