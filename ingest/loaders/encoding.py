"""Bytes of a text file in, its text out: byte order marks, UTF-8, Windows-1252, then detection."""

import codecs

from ingest.errors import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What the non-ASCII characters of Catalan, Spanish and English texts are when they decode rightly.
_EXPECTED = frozenset(
    "áéíóúàèòïüñçÁÉÍÓÚÀÈÒÏÜÑÇ·¿¡«»ºª€–—‘’“”…•°§©®™²³µ±×½¼âêîôûäëöãõåøæœßÂÊÎÔÛÄËÖÅØ\u00a0£"
)
_MIN_EXPECTED = 0.9
_MAX_BROKEN = 0.02
_DETECTION_SAMPLE = 200_000


def decode(data: bytes) -> str:
    """The text of `data`, with line ends as they are; UnreadableFile where it is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\0" in data:
        return _decode_wide(data)
    for attempt in (_utf_8, _western, _detected):
        text = attempt(data)
        if text is not None:
            return text
    raise UnreadableFile("its character encoding cannot be told; save it as UTF-8")


def _decode_wide(data: bytes) -> str:
    """UTF-16 without a mark: Western text then has its zero bytes on one side of each pair."""
    low, high = data[0::2].count(0), data[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", high, low), ("utf-16-be", low, high)):
        if zeros > 0.4 * len(data) and others == 0:
            return data.decode(encoding, errors="replace")
    raise UnreadableFile("its content is binary, not text")


def _utf_8(data: bytes) -> str | None:
    """UTF-8, forgiving a few broken characters in a text that has many good ones."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        text = data.decode(errors="replace")
    foreign = sum(1 for character in text if not character.isascii())
    return text if text.count("\ufffd") <= _MAX_BROKEN * foreign else None


def _western(data: bytes) -> str | None:
    """Windows-1252, or what old Macs and DOS wrote, if it gives the letters of these languages."""
    for encoding in ("cp1252", "mac-roman", "cp850"):
        text = data.decode(encoding, errors="replace")
        foreign = [character for character in text if not character.isascii()]
        expected = sum(1 for character in foreign if character in _EXPECTED)
        if expected >= _MIN_EXPECTED * len(foreign):
            return text
    return None


def _detected(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_DETECTION_SAMPLE]).best()
    return None if best is None else data.decode(best.encoding, errors="replace")
