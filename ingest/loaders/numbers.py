"""A cell of a spreadsheet and its number format in, the text that people see out.

Digits are not grouped and the decimal sign is a point: "1,234" would be a thousand to some readers
and little more than one to others.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^-\]]*)[^\]]*\]|([€$£])')
_COLOUR_OR_CONDITION = re.compile(r"\[(?!\$)[^\]]*\]|_.|\*.")
_SHOWN = re.compile(rf"{_LITERAL.pattern}|(\s+)")
_DIGITS = re.compile(r"[#0?](?:[#0?,.\s]*[#0?,.])?")
_OTHER_NOTATION = re.compile(r"[/Ee]")  # fractions and powers of ten
_SIGNIFICANT = 15
_MAX_DIGITS = 30
_PRECISE = Context(prec=3 * _MAX_DIGITS)


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
    masked = _LITERAL.sub(lambda match: "\0" * len(match[0]), pattern)
    digits = _DIGITS.search(masked)
    if digits is None or _OTHER_NOTATION.search(masked):
        return _round(value, None, Decimal(1))
    text = _round(value, digits[0], Decimal(100 if "%" in masked else 1))
    if "%" in masked:
        return f"{text}%"
    return _words(pattern[: digits.start()]) + text + _words(pattern[digits.end() :])


def _round(value: float, digits: str | None, scale: Decimal) -> str:
    """The number as exact as its format shows it; all its digits where the format is silent.

    Each comma after the last digit of a format divides by a thousand.
    """
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_SIGNIFICANT}g}")
    number = exact * scale
    if digits is not None and number.is_finite() and number.adjusted() < _MAX_DIGITS:
        thousands = len(digits) - len(digits.rstrip(","))
        decimals = min(sum(map("#0?".count, digits.partition(".")[2])), _MAX_DIGITS)
        shown = number.scaleb(-3 * thousands)
        number = shown.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _PRECISE)
    return f"{number:f}"


def _words(part: str) -> str:
    """What a format writes beside the digits: currencies, quoted units, spaces."""
    return "".join(next(filter(None, match.groups()), "") for match in _SHOWN.finditer(part))
