import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import UnreadableFile
from ingest.loaders.encoding import decode

TEXT = "L'Àrea d'Innovació: 1.500 € — «teràpies avançades» i cèl·lules de l'any 2025"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]
)
def test_encodings(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_mac_roman_is_not_taken_for_windows() -> None:
    text = "Los ensayos clínicos de terapia génica están en España y también en Cataluña. " * 5
    decoded = decode(text.encode("mac-roman"))
    assert "clínicos" in decoded and "España" in decoded


def test_one_broken_byte_does_not_spoil_utf_8() -> None:
    good = ("teràpia gènica " * 100).encode()
    assert decode(good + b"\xff").startswith("teràpia gènica")


def test_binary_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="binary"):
        decode(bytes(range(256)) * 4)


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    for mark in (b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE):
        try:
            assert isinstance(decode(mark + data), str)
        except UnreadableFile as error:
            assert "\n" not in str(error)
