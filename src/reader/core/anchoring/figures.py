"""Figures and dates as they are written in English, Chinese, Korean and Russian, brought to one form each.

Two writings get the same form only if they say the same: "US$400 billion" and "$400bn", "4000亿" and "四千亿",
"4 July 2017" and "2017-07-04". What is not understood keeps the form it was written in.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reader.core.late import late_pattern

_UNIT_WORDS = {
    "USD": r"US\$|(?<![A-Z])\$|USD\b|US dollars?\b|dollars?\b|美元|달러|долл(?:ар\w{0,3})?\b\.?(?: США\b)?",
    "EUR": r"€|EUR\b|euros?\b|欧元|유로|евро\b",
    "GBP": r"£|GBP\b|英镑|파운드",
    "CNY": r"CNY\b|RMB\b|yuan\b|renminbi\b|人民币|元|위안|юан\w{0,3}\b",
    "RUB": r"₽|RUB\b|rou?bles?\b|卢布|루블|руб(?:л\w{1,3})?\b\.?",
    "KRW": r"₩|KRW\b|won\b|韩元|원(?![가-힣])|원(?=[을를은이의에])",
    "JPY": r"JPY\b|yen\b|日元|엔(?![가-힣])|иен\w{0,2}\b",
    "pp": r"percentage points?\b|个百分点|%p\b|%포인트|п\. ?п\.|процентн\w{2,3} пункт\w{0,3}\b",
    "%": r"%|per ?cent\b|퍼센트|процент\w{0,3}\b",
}
_MAGNITUDE_WORDS = {
    3: r"thousand\b|тыс(?:яч\w{0,2})?\b\.?",
    6: r"millions?\b|mn\b|mln\b|млн\b\.?|миллион\w{0,3}\b",
    9: r"billions?\b|bn\b|bln\b|млрд\b\.?|миллиард\w{0,3}\b",
    12: r"trillions?\b|trn\b|tn\b|трлн\b\.?|триллион\w{0,3}\b",
}
_NUMBER_WORDS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
}
_HAN_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_SMALL_UNITS = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
_LARGE_UNITS = {"万": 4, "亿": 8, "兆": 12, "만": 4, "억": 8, "조": 12}
_MONTHS = (
    "jan(?:uary)?|янв(?:ар\\w{1,2})?",
    "feb(?:ruary)?|фев(?:рал\\w{1,2})?",
    "mar(?:ch)?|март\\w?",
    "apr(?:il)?|апр(?:ел\\w{1,2})?",
    "may|ма[йяею]",
    "june?|июн\\w{1,2}",
    "july?|июл\\w{1,2}",
    "aug(?:ust)?|авг(?:уст\\w?)?",
    "sept?(?:ember)?|сент(?:ябр\\w{1,2})?",
    "oct(?:ober)?|окт(?:ябр\\w{1,2})?",
    "nov(?:ember)?|ноя(?:бр\\w{1,2})?",
    "dec(?:ember)?|дек(?:абр\\w{1,2})?",
)


def _any(patterns: list[str]) -> str:
    return "|".join(patterns)


_UNIT = _any(list(_UNIT_WORDS.values()))
_MAGNITUDE = _any(list(_MAGNITUDE_WORDS.values()))
# "may" and "march" are months only with a capital; Russian months are written small.
_MONTH = _any([f"[{p[0].upper()}]{p[1:]}" if p[0].isascii() else p for p in "|".join(_MONTHS).split("|")])
_HAN = "[〇零一二两三四五六七八九十百千万亿兆]"
_COUNTED = "[年月日号个名位份家次人倍成元美欧桶吨条列台项%天周]"
_HAN_DAY = r"\d\d?|[一二三四五六七八九十]{1,3}"
_HAN_MONTH = r"\d\d?|[一二三四五六七八九十]{1,2}"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"

DATE = late_pattern(
    rf"(?<![\d.,/-])(?P<y1>\d{{4}})[-/.](?P<m1>\d\d?)[-/.](?P<d1>\d\d?)(?![\d/-])"
    rf"|(?<![\d.,])(?P<d2>\d\d?)\.(?P<m2>\d\d?)\.(?P<y2>\d{{4}})(?!\d)"
    rf"|(?<!\d)(?P<y3>\d{{4}}|[〇零一二三四五六七八九]{{4}}) ?[年년](?: ?(?P<m3>{_HAN_MONTH}) ?[月월]"
    rf"(?: ?(?P<d3>{_HAN_DAY}) ?[日号일])?)?"
    rf"|(?<![\d十])(?P<m4>{_HAN_MONTH})[月월](?: ?(?P<d4>{_HAN_DAY})[日号일])?"
    rf"|\b(?:(?P<d5>{_DAY})(?:st|nd|rd|th)? (?:of )?)?(?P<m5>{_MONTH})\b(?:(?<=\w)\.)?"
    rf"(?: (?P<d6>{_DAY})(?:st|nd|rd|th)?(?![\d%.,]*\d| ?(?:%|{_MAGNITUDE})))?"
    rf"(?:,? (?P<y5>\d{{4}})(?:(?= (?:г\.|год))(?: г\.| год[уа]?\b))?(?![\d%]))?"
)
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)(?!\d)"
FIGURE = late_pattern(
    rf"(?P<before>{_UNIT})? ?(?P<sign>(?<![\w.)])[-+~<>≤≥±])?"
    rf"(?P<number>{_NUMBER}(?:[十百千万亿兆십백천만억조][\d.〇零一二两三四五六七八九十百千万亿兆십백천만억조]*)?"
    rf"|{_HAN}{{2,}}|{_HAN}(?={_COUNTED})|\b(?:{'|'.join(_NUMBER_WORDS)})\b)"
    rf"(?: ?(?P<magnitude>{_MAGNITUDE}))?(?: ?(?P<after>{_UNIT}))?",
)
UNIT = late_pattern(f"(?:{_UNIT}|{_MAGNITUDE})")
_YEAR = late_pattern(r"(?:19|20)\d\d")
_CYRILLIC = late_pattern("[А-Яа-я]")
_UNITS = [(unit, late_pattern(pattern)) for unit, pattern in _UNIT_WORDS.items()]
_MAGNITUDES = [(power, late_pattern(pattern)) for power, pattern in _MAGNITUDE_WORDS.items()]
_MONTH_NUMBERS = [(number, late_pattern(pattern, re.IGNORECASE)) for number, pattern in enumerate(_MONTHS, 1)]
_MOST_DIGITS = 30


def date_form(found: re.Match[str]) -> str:
    """The one form of a date: "2017-7-4", "-7-4" without a year, "2017" for a year alone."""
    year, month, day = (_first(found, group) for group in ("y1 y2 y3 y5", "m1 m2 m3 m4 m5", "d1 d2 d3 d4 d5 d6"))
    if not month:
        return _number_form(year)
    return f"{_number_form(year)}-{_month(month)}-{_number_form(day)}"


def is_year(form: str) -> bool:
    """Whether the form of a figure is that of a year of our times."""
    return bool(_YEAR.fullmatch(form))


def figure_form(found: re.Match[str]) -> str:
    """The one form of a figure: its sign, value and unit, such as "4e11 USD", "20.8 %", "2.17"."""
    value = _value_form(found["number"], found["magnitude"], _is_cyrillic(found.string))
    units = {_unit(written) for written in (found["before"], found["after"]) if written}
    return " ".join([(found["sign"] or "") + value, *sorted(units)])


@lru_cache(maxsize=1)
def _is_cyrillic(text: str) -> bool:
    """Whether a comma stands before decimals. A text is asked this for each of its figures, one after the other."""
    return bool(_CYRILLIC.search(text))


def unit_form(written: str) -> str:
    """The one form of a unit or of a magnitude that stands without a number."""
    return _unit(written) or f"e{_power(written)}"


def _first(found: re.Match[str], groups: str) -> str:
    return next((found[group] for group in groups.split() if found[group]), "")


def _number_form(written: str) -> str:
    if written and not written.isdecimal():
        digits = [_HAN_DIGITS.get(char) for char in written]
        if len(written) == 4 and None not in digits:
            return "".join(map(str, digits))
        return str(_counted(written)[0])
    return written.lstrip("0")


def _month(written: str) -> str:
    named = next((number for number, pattern in _MONTH_NUMBERS if pattern.fullmatch(written)), None)
    return str(named) if named else _number_form(written)


def _unit(written: str) -> str:
    return next((unit for unit, pattern in _UNITS if pattern.fullmatch(written)), "")


def _power(written: str | None) -> int:
    return next((power for power, pattern in _MAGNITUDES if pattern.fullmatch(written or "")), 0)


def _value_form(number: str, magnitude: str | None, comma_is_decimal: bool) -> str:
    if number in _NUMBER_WORDS:
        mantissa, places = _NUMBER_WORDS[number], 0
    elif len(number) > _MOST_DIGITS:
        return f"{number} {magnitude or ''}".rstrip()
    elif re.search(r"[^\d., ]", number):
        mantissa, places = _counted(number.replace(",", "").replace(" ", ""))
    else:
        plain = _plain(number, comma_is_decimal)
        if plain.count(".") > 1 or ("." in plain and not magnitude):
            return plain
        mantissa, places = _scaled(plain)
    return _shortest(mantissa, _power(magnitude) - places)


def _plain(number: str, comma_is_decimal: bool) -> str:
    """The digits with a point for the decimals and nothing between thousands."""
    if comma_is_decimal:
        return number.replace(" ", "").replace(",", ".")
    groups = re.fullmatch(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?", number)
    return re.sub("[, ]", "", number) if groups else number.replace(" ", "").replace(",", ".")


def _scaled(plain: str) -> tuple[int, int]:
    whole, _, decimals = plain.partition(".")
    return int(whole + decimals), len(decimals)


def _shortest(mantissa: int, power: int) -> str:
    """4 and 11 zeros is "4e11", however it was written; small whole numbers stay as they are."""
    while mantissa and mantissa % 10 == 0:
        mantissa, power = mantissa // 10, power + 1
    return str(mantissa * 10**power) if 0 <= power < 6 else f"{mantissa}e{power}"


def _counted(written: str) -> tuple[int, int]:
    """The value of "四百亿", "4천억" or "12亿5000万" as a whole number and how many of its digits are decimals."""
    total = section = number = places = 0
    for piece in re.findall(r"\d+(?:\.\d+)?|\D", written):
        if piece[0].isdigit():
            mantissa, decimals = _scaled(piece)
            number, places = mantissa * 10**places, places + decimals
            total, section = total * 10**decimals, section * 10**decimals
        elif piece in _HAN_DIGITS:
            number = number * 10 + _HAN_DIGITS[piece] * 10**places
        elif piece in _SMALL_UNITS:
            section, number = section + (number or 10**places) * _SMALL_UNITS[piece], 0
        elif piece in _LARGE_UNITS:
            part = section + number or total or 10**places
            total = (0 if part == total else total) + part * 10 ** _LARGE_UNITS[piece]
            section = number = 0
    return total + section + number, places
