"""How much a page may hold and still be parsed in the time that its length asks for: far more than any page of words.

The algorithm of the HTML standard looks through the open elements at nearly every tag, through the attributes of a tag
at each of them, and Lexbor through a list of choices at each choice: pages made for it took hours.
"""

from __future__ import annotations

import re

NESTING = 512
"""Elements inside one another: where browsers stop, too."""
ATTRIBUTES = 2_000
"""Attributes of one tag."""
CHOICES = 10_000
"""Elements `option`."""

# A tag's name, and before it what closes; `<\/` is how scripts that hold pages write that.
_TAG = re.compile(r"<(\\?/)?([a-zA-Z][^\s/>]*)")
_OPTION = re.compile("<option", re.IGNORECASE)
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{2 * ATTRIBUTES},}}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTE = re.compile(r"[\s/]+[^\s/]")
# What is closed by the next of its kind, or holds nothing: these make no depth.
_SHALLOW = re.compile(
    "p|li|d[dt]|t[dhr]|t(?:body|head|foot)|caption|colgroup|option|optgroup|r[bpt]|rtc|h[1-6]|a|nobr|button|area|base|basefont|"
    "bgsound|br|col|embed|frame|hr|img|image|input|keygen|link|meta|param|source|track|wbr|html|head|body"
).fullmatch


def past_a_ceiling(page: str) -> str:
    """What a page has too much of to be parsed, in words; empty for every page that is meant to be read."""
    if _is_deeper(page, NESTING):
        return f"elements stand more than {NESTING} levels inside one another"
    if any(_attributes(found[0]) > ATTRIBUTES for found in _LONG_TAG.finditer(page)):
        return f"a tag has more than {ATTRIBUTES:,} attributes"
    if len(_OPTION.findall(page)) > CHOICES:
        return f"there are more than {CHOICES:,} choices in its lists"
    return ""


def _is_deeper(page: str, most: int) -> bool:
    """Whether more than `most` elements stand inside one another; each tag is looked at once."""
    if page.count("<") <= most:
        return False
    within: list[str] = []
    counts: dict[str, int] = {}
    for closes, spelt in _TAG.findall(page):
        name = spelt.lower()
        if _SHALLOW(name):
            continue
        if not closes:
            within.append(name)
            counts[name] = counts.get(name, 0) + 1
            if len(within) > most:
                return True
        elif counts.get(name):
            while (last := within.pop()) != name:  # what is still open in it ends with it
                counts[last] -= 1
            counts[name] -= 1
    return False


def _attributes(tag: str) -> int:
    return len(_ATTRIBUTE.findall(_QUOTED.sub("", tag)))
