"""A cell of a spreadsheet and its number format in, the text that people see out.

Digits are not grouped and the decimal sign is a point: "1,234" would be a thousand to some readers
and little more than one to others.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^-\]]*)[^\]]*\]|([€$£])')
_COLOUR_OR_CONDITION = re.compile(r"\[(?!\$)[^\]]*\]|_.|\*.")
_DIGITS = re.compile(r"[#0?][#0?,.\s]*")
_SIGNIFICANT = 15


def show(value: object, number_format: str) -> str:
    """The text of a value; errors (#REF!) and empty cells are empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _show_number(value, number_format)
    if isinstance(value, datetime | date | time):
        return _show_moment(value)
    if isinstance(value, timedelta):
        return str(value)
    text = str(value)
    return "" if re.fullmatch(r"#(REF|DIV/0|N/A|NAME\?|NULL|NUM|VALUE)[!?]?", text) else text


def _show_moment(value: date | time) -> str:
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, datetime | time):
        return value.isoformat(timespec="minutes").replace("T", " ")
    return value.isoformat()


def _show_number(value: float, number_format: str) -> str:
    pattern = _COLOUR_OR_CONDITION.sub("", number_format.split(";")[0])
    plain = _LITERAL.sub("", pattern)
    digits = _DIGITS.search(plain)
    if "%" in plain:
        return f"{_round(value, digits[0] if digits else '0', scale=100)}%"
    if digits is None:
        return _round(value, "", scale=1)
    before, after = _literals(pattern)
    return f"{before}{_round(value, digits[0], scale=1)}{after}"


def _round(value: float, digits: str, *, scale: int) -> str:
    """The number as exact as its format shows it; all its digits where the format is silent."""
    number = Decimal(f"{value:.{_SIGNIFICANT}g}") * scale
    if digits:
        number = round(number, len(digits.partition(".")[2].strip(" ,")))
    return f"{number:f}"


def _literals(pattern: str) -> tuple[str, str]:
    """What a format writes before and after the digits: currencies and quoted units."""
    digits = _DIGITS.search(_LITERAL.sub(lambda match: "\0" * len(match[0]), pattern))
    if digits is None:
        return "", ""
    return _words(pattern[: digits.start()]), _words(pattern[digits.end() :])


def _words(part: str) -> str:
    return "".join(next(filter(None, match.groups()), "") for match in _LITERAL.finditer(part))
