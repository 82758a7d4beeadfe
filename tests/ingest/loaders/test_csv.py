from pathlib import Path

import pytest

from ingest.loaders import load
from tests.ingest.samples import texts, write


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimiters_and_encodings(tmp_path: Path, delimiter: str, encoding: str) -> None:
    lines = [["Institució", "Àmbit"], ["Vall d'Hebron", '"CAR-T, TIL; i més"']]
    content = "\r\n".join(delimiter.join(line) for line in lines)
    extract = load(write(tmp_path / "a.csv", content.encode(encoding)))
    expected = "Institució: Vall d'Hebron; Àmbit: CAR-T, TIL; i més"
    assert extract.text == expected.replace('"', "")
    assert extract.pages == ()


def test_decimal_commas(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "Any;Inversió\n2024;1,5\n2025;2,5\n")
    assert texts(load(path)) == ["Any: 2024; Inversió: 1,5", "Any: 2025; Inversió: 2,5"]


def test_quoted_line_ends(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", 'Name\tWork\nIBEC\t"bio-\nprinting\norganoids"\n')
    assert texts(load(path)) == ["Name: IBEC; Work: bio- printing organoids"]


def test_one_column(tmp_path: Path) -> None:
    assert texts(load(write(tmp_path / "a.csv", "Name\nIBEC\n"))) == ["Name", "IBEC"]
