from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
)

from ingest.errors import UnreadableFile
from tests.ingest.loaders.pdf.drawn import form, helvetica, loaded, stream_pdf, texts

Edit = Callable[[PdfWriter, DictionaryObject], object]

BODY = "BT /F1 10 Tf 20 100 Td (Seen) Tj ET "
HIDDEN = "BT /F1 10 Tf 3 Tr 20 60 Td (Hidden) Tj ET "
IMAGE = "q 180 0 0 180 10 10 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q "


def read(tmp_path: Path, content: str, edit: Edit = lambda writer, resources: None) -> list[str]:
    return texts(loaded(tmp_path / "a.pdf", stream_pdf(content, edit=edit)))


def named(**entries: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})


def test_invisible_text_beside_visible_text_goes(tmp_path: Path) -> None:
    assert read(tmp_path, BODY + HIDDEN) == ["Seen"]


def test_the_text_layer_of_a_scan_stays(tmp_path: Path) -> None:
    assert read(tmp_path, IMAGE + HIDDEN) == ["Hidden"]
    assert read(tmp_path, IMAGE + BODY + HIDDEN) == ["Seen", "Hidden"]
    assert read(tmp_path, "0 g 20 50 60 30 re f " + HIDDEN) == ["Hidden"]  # letters as drawings


def test_invisible_text_on_a_blank_page_or_over_a_background_goes(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no page has text"):
        read(tmp_path, HIDDEN)
    prose = BODY.replace("Seen", "What is seen over a picture of the sky")
    assert read(tmp_path, IMAGE + prose + HIDDEN) == ["What is seen over a picture of the sky"]


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


@pytest.mark.parametrize(
    ("alpha", "expected"), [(0, ["Seen"]), (0.3, ["Seen", "Pale"]), (1, ["Seen", "Pale"])]
)
def test_transparent_text_goes(tmp_path: Path, alpha: float, expected: list[str]) -> None:
    def states(writer: PdfWriter, resources: DictionaryObject) -> None:
        resources[NameObject("/ExtGState")] = named(G=named(ca=FloatObject(alpha)))

    pale = "q /G gs BT /F1 10 Tf 20 60 Td (Pale) Tj ET Q"
    assert read(tmp_path, BODY + pale, states) == expected


def test_text_outside_its_clipping_path_goes(tmp_path: Path) -> None:
    text = "BT /F1 10 Tf 20 60 Td (Clipped) Tj ET Q "
    assert read(tmp_path, BODY + "q 0 0 9 9 re W n " + text) == ["Seen"]
    assert read(tmp_path, BODY + "q 0 0 m 9 0 l 9 9 l h W* n " + text) == ["Seen"]
    assert read(tmp_path, BODY + "q 0 40 99 40 re W n " + text) == ["Seen", "Clipped"]
    # A curve may reach further than its ends; an empty path clips nothing that can be told.
    assert read(tmp_path, BODY + "q 0 0 m 9 99 99 99 9 0 c W n " + text) == ["Seen", "Clipped"]
    assert read(tmp_path, BODY + "q W n " + text) == ["Seen", "Clipped"]
    assert read(tmp_path, "q 0 0 9 9 re W n Q " + BODY) == ["Seen"]


def test_text_outside_the_box_of_its_form_goes(tmp_path: Path) -> None:
    def forms(writer: PdfWriter, resources: DictionaryObject) -> None:
        inner = form(
            "BT /F1 10 Tf 20 60 Td (In) Tj 0 -40 Td (Out) Tj ET", Font=named(F1=helvetica())
        )
        inner[NameObject("/BBox")] = ArrayObject(map(NumberObject, (0, 40, 200, 200)))
        resources[NameObject("/XObject")] = named(X=writer._add_object(inner))

    assert read(tmp_path, BODY + "/X Do", forms) == ["Seen", "In"]


def test_squeezed_text_goes(tmp_path: Path) -> None:
    assert read(tmp_path, BODY + "BT /F1 10 Tf 1 Tz 20 60 Td (Squeezed) Tj ET") == ["Seen"]


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ("/Spot cs 1 scn", ["Seen", "Ink"]),
        ("/Spot cs 0 scn", ["Seen"]),
        ("/Spot cs", ["Seen", "Ink"]),
        ("/Spot cs 0 scn 0 g", ["Seen", "Ink"]),
        ("/DeviceRGB cs 1 1 1 sc", ["Seen"]),
        ("/Palette cs 1 sc", ["Seen", "Ink"]),
    ],
)
def test_white_of_spot_colours_is_no_ink(tmp_path: Path, colour: str, expected: list[str]) -> None:
    def spaces(writer: PdfWriter, resources: DictionaryObject) -> None:
        kinds = {"Spot": "/Separation", "Palette": "/Indexed"}
        found = {name: ArrayObject([NameObject(kind)]) for name, kind in kinds.items()}
        resources[NameObject("/ColorSpace")] = named(**found)

    assert read(tmp_path, BODY + f"{colour} BT /F1 10 Tf 20 60 Td (Ink) Tj ET", spaces) == expected


def layers(*, base: str = "/ON", policy: str = "/AnyOn") -> Edit:
    """Layers On and Off; with a policy, Both is the membership of the two."""

    def edit(writer: PdfWriter, resources: DictionaryObject) -> None:
        on, off = (writer._add_object(named(Type=NameObject("/OCG"))) for _ in range(2))
        both = named(Type=NameObject("/OCMD"), OCGs=ArrayObject([on, off]), P=NameObject(policy))
        resources[NameObject("/Properties")] = named(On=on, Off=off, Both=both)
        inner = form("BT /F1 10 Tf 20 20 Td (Form) Tj ET", Font=named(F1=helvetica()))
        inner[NameObject("/OC")] = off
        resources[NameObject("/XObject")] = named(X=writer._add_object(inner))
        default = named(BaseState=NameObject(base))
        default[NameObject("/OFF" if base == "/ON" else "/ON")] = ArrayObject(
            [off if base == "/ON" else on]
        )
        groups = named(OCGs=ArrayObject([on, off]), D=default)
        writer.root_object[NameObject("/OCProperties")] = groups

    return edit


def layered(name: str) -> str:
    return f"/OC /{name} BDC BT /F1 10 Tf 20 60 Td ({name}) Tj ET EMC "


@pytest.mark.parametrize("base", ["/ON", "/OFF"])
def test_layers_that_are_off_go(tmp_path: Path, base: str) -> None:
    content = BODY + layered("Off") + layered("On") + "/X Do"
    assert read(tmp_path, content, layers(base=base)) == ["Seen", "On"]


@pytest.mark.parametrize(
    ("policy", "shown"),
    [("/AnyOn", True), ("/AllOn", False), ("/AnyOff", True), ("/AllOff", False)],
)
def test_membership_of_several_layers(tmp_path: Path, policy: str, shown: bool) -> None:
    found = read(tmp_path, BODY + layered("Both"), layers(policy=policy))
    assert found == ["Seen", "Both"] if shown else found == ["Seen"]


def test_much_hidden_text_is_reported(tmp_path: Path) -> None:
    def warnings(text: str) -> tuple[str, ...]:
        white = f"1 g BT /F1 10 Tf 20 60 Td ({text}) Tj ET"
        return loaded(tmp_path / "a.pdf", stream_pdf(BODY + white)).warnings

    assert warnings("Hidden " * 10) == ("page 1: hidden text was left out",)
    assert warnings("Hidden") == ()
