from pathlib import Path

from tests.ingest.loaders.pdf.drawn import loaded, stream_pdf, texts

BODY = "BT /F1 10 Tf 20 100 Td (Seen) Tj ET "
HIDDEN = "BT /F1 10 Tf 3 Tr 20 60 Td (Hidden) Tj ET "
IMAGE = "q 180 0 0 180 10 10 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q "


def read(tmp_path: Path, content: str) -> list[str]:
    return texts(loaded(tmp_path / "a.pdf", stream_pdf(content)))


def test_invisible_text_beside_visible_text_goes(tmp_path: Path) -> None:
    assert read(tmp_path, BODY + HIDDEN) == ["Seen"]


def test_the_text_layer_of_a_scan_stays(tmp_path: Path) -> None:
    assert read(tmp_path, IMAGE + HIDDEN) == ["Hidden"]
    assert read(tmp_path, IMAGE + BODY + HIDDEN) == ["Seen", "Hidden"]
    assert read(tmp_path, HIDDEN) == ["Hidden"]


def test_white_text_stays_only_on_a_ground(tmp_path: Path) -> None:
    white = "1 1 1 rg BT /F1 10 Tf 20 60 Td (White) Tj ET"
    assert read(tmp_path, BODY + white) == ["Seen"]
    assert read(tmp_path, BODY + "0 0 1 rg 10 50 100 30 re f " + white) == ["Seen", "White"]
    cmyk = "0 0 0 0 k BT /F1 10 Tf 20 60 Td (White) Tj ET"
    assert read(tmp_path, BODY + cmyk) == ["Seen"]


def test_specks_and_text_beside_the_page_go(tmp_path: Path) -> None:
    speck = "BT /F1 0.5 Tf 20 60 Td (Speck) Tj ET "
    outside = "BT /F1 10 Tf 20 -50 Td (Outside) Tj ET"
    assert read(tmp_path, BODY + speck + outside) == ["Seen"]
