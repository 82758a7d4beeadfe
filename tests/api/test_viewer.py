"""A quote in its place: the text around it in every format, its page as a picture, the copy with it marked.

The index is a real one, over shipped files and a few drawn here, one of them for staff alone.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter

from api.app import create_app
from api.buckets import MemoryBuckets
from api.composition import View
from api.limits import VISITORS_AN_ADDRESS, Limits
from api.settings import Settings
from ingest.documents import Audience, Document, Passage
from ingest.index.reader import Index
from tests.api.scripted import STAFF_KEY, ScriptedAssistant
from tests.ingest.corpus import Corpus
from tests.ingest.loaders.pdf.drawn import draw, text_lines
from tests.integration.installation import ROOT

STAFF = {"Authorization": f"Bearer {STAFF_KEY}"}
SHIPPED = (
    "reports/2025-hub-overview.pdf",
    "reports/2025-10-hospitals-capacity.docx",
    "reports/2025-catalyst-deck.pptx",
    "reports/2026-02-figures-by-year.xlsx",
    "reports/2025-regulation-guide.html",
    "members/splicebio.md",
    "members/members.csv",
)
STAFF_ONLY = "The zebrafish budget is 417 euros."
LOCKED = ["Marmots sleep for seven months."]
WORD = "marmot"
PDF = "2025-hub-overview.pdf"


class Viewer:
    """A caller, and what a test must know of the documents that staff may read."""

    def __init__(self, client: TestClient, index: Index, folder: Path) -> None:
        self.client = client
        self.index = index
        self.folder = folder

    def get(self, path: str, **options: Any) -> Any:
        return self.client.get(f"/v1/documents/{path}", **options)

    def document(self, name: str) -> Document:
        (id_,) = (one.id for one in self.index.documents() if one.path.endswith(f"/{name}"))
        document = self.index.document(id_)
        assert document is not None
        return document

    def passages(self, name: str) -> list[Passage]:
        """Every passage of a document, in order."""
        document, found = self.document(name), []
        place = 0
        while place < len(document.text):
            one = self.index.at(document.id, place)
            place = place + 1 if one is None else one.passage.end
            found += [] if one is None else [one.passage]
        return found

    def sentences(self, name: str) -> list[str]:
        """The address of each sentence of a document, in order."""
        return [
            f"{passage.document_id}/around?start={sentence.start}&end={sentence.end}"
            for passage in self.passages(name)
            for sentence in passage.sentences
        ]


@pytest.fixture(scope="module")
def viewer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Viewer]:
    corpus = Corpus(tmp_path_factory.mktemp("viewer"))
    for name in SHIPPED:
        shutil.copy(ROOT / "corpus" / name, corpus.folder)
    (corpus.folder / "long.txt").write_text("Teràpia gènica avançada. " * 2_000, "utf-8")
    draw(corpus.folder / "secret.pdf", lambda canvas: text_lines(canvas, 60, 700, [STAFF_ONLY]))
    (corpus.folder / "secret.pdf.yaml").write_text("audience: staff\n", "utf-8")
    writer = PdfWriter(
        draw(corpus.folder / "locked.pdf", lambda one: text_lines(one, 60, 700, LOCKED))
    )
    writer.encrypt(WORD)
    writer.write(corpus.folder / "locked.pdf")
    (corpus.folder / "locked.pdf.yaml").write_text(f"password: {WORD}\n", "utf-8")
    assert corpus.ingest().failed == ()
    audiences: tuple[Audience, ...] = ("public", "staff")
    indexes = {who: Index.open(corpus.location, audience=who) for who in audiences}
    views = {who: View(index, ScriptedAssistant(who)) for who, index in indexes.items()}  # type: ignore[arg-type]
    settings = Settings(
        data=corpus.folder.parent / "service",
        staff_keys=(STAFF_KEY,),
        allowed_origins=("https://www.example.org",),
    )
    app = create_app(settings, open_views=lambda: views)
    with TestClient(app) as client:
        app.state.hub.loading._thread.join()
        yield Viewer(client, indexes["staff"], corpus.folder)
    corpus.writer.close()


@pytest.mark.parametrize("name", [Path(name).name for name in SHIPPED])
def test_the_text_around_a_quote_in_every_format(viewer: Viewer, name: str) -> None:
    document = viewer.document(name)
    for address in viewer.sentences(name)[::7]:
        answer = viewer.get(address).json()
        whole = answer["before"] + answer["quote"] + answer["after"]
        assert whole in document.text
        start = int(address.partition("start=")[2].partition("&")[0])
        assert document.text[start:].startswith(answer["quote"])
        assert (answer["title"], answer["date"]) == (
            document.metadata.title,
            document.metadata.date,
        )
        if document.pages:
            sheet = document.pages[answer["page"] - 1]
            assert whole == document.text[sheet.start : sheet.end]
            assert answer["pages"] == len(document.pages)
        else:
            assert answer["page"] is answer["pages"] is None
        assert (answer["picture"] is not None) == (document.media_type == "application/pdf")
        assert viewer.client.get(answer["url"].partition("#")[0]).status_code == 200


def test_a_long_text_is_cut_between_words(viewer: Viewer) -> None:
    addresses = viewer.sentences("long.txt")
    answer = viewer.get(addresses[len(addresses) // 2]).json()
    for side in (answer["before"], answer["after"]):
        assert 2_900 < len(side) <= 3_000
        assert set(side.split()) == {"Teràpia", "gènica", "avançada."}


@pytest.mark.parametrize("place", ["start=0&end=0", "start=5&end=4", "start=0&end=999999"])
def test_a_quote_that_is_none(viewer: Viewer, place: str) -> None:
    answer = viewer.get(f"{viewer.document(PDF).id}/around?{place}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "no_quote")


def test_the_page_is_drawn_with_its_quote(viewer: Viewer) -> None:
    around = viewer.get(viewer.sentences(PDF)[5]).json()
    answer = viewer.client.get(around["picture"] + "&width=600")
    assert answer.headers["content-type"] == "image/png"
    plain = viewer.client.get(around["picture"].partition("?")[0] + "?width=600")
    assert "hub-quote-box" not in plain.headers
    before, after = (Image.open(BytesIO(one.content)) for one in (plain, answer))
    assert before.size == after.size and after.width == 600
    box = [float(edge) for edge in answer.headers["hub-quote-box"].split(",")]
    changed = ImageChops.difference(before, after).getbbox()
    assert changed is not None
    for edge, pixel, side in zip(box, changed, after.size * 2, strict=True):
        assert 0 <= edge <= 1 and edge * side == pytest.approx(pixel, abs=2)


def test_a_picture_that_the_caller_has_is_not_sent_again(viewer: Viewer) -> None:
    address = f"{viewer.document(PDF).id}/pages/1.png?width=300"
    first = viewer.get(address)
    assert first.headers["cache-control"] == "private, no-cache"
    again = viewer.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert viewer.get(address, headers={"If-None-Match": '"other"'}).content == first.content


def test_pages_of_other_websites_may_read_where_the_quote_is(viewer: Viewer) -> None:
    answer = viewer.get(
        f"{viewer.document(PDF).id}/pages/1.png", headers={"Origin": "https://www.example.org"}
    )
    assert "Hub-Quote-Box" in answer.headers["access-control-expose-headers"]


def test_what_cannot_be_drawn(viewer: Viewer) -> None:
    pdf, deck = viewer.document(PDF).id, viewer.document("2025-catalyst-deck.pptx").id
    for address, status, code in (
        (f"{pdf}/pages/99.png", 404, "no_page"),
        (f"{pdf}/pages/0.png", 422, "invalid"),
        (f"{pdf}/pages/1.png?width=100", 422, "invalid"),
        (f"{deck}/pages/1.png", 404, "no_picture"),
        ("none/pages/1.png", 404, "no_document"),
    ):
        answer = viewer.get(address)
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_the_copy_has_the_quote_marked_and_the_original_has_not(viewer: Viewer) -> None:
    around = viewer.get(viewer.sentences(PDF)[5]).json()
    copy = viewer.client.get(around["url"].partition("#")[0])
    marks = PdfReader(BytesIO(copy.content)).pages[around["page"] - 1]["/Annots"]
    assert [mark.get_object()["/Subtype"] for mark in marks] == ["/Highlight"]
    original = viewer.get(f"{viewer.document(PDF).id}/file")
    assert original.content == (viewer.folder / PDF).read_bytes()
    for name in ("content-type", "content-disposition", "content-security-policy"):
        assert copy.headers[name] == original.headers[name]
    part = viewer.get(f"{viewer.document(PDF).id}/file", headers={"Range": "bytes=0-4"})
    assert (part.status_code, part.content) == (206, b"%PDF-")


def test_a_quote_that_is_not_in_the_file_changes_nothing(viewer: Viewer) -> None:
    original = (viewer.folder / PDF).read_bytes()
    address = f"{viewer.document(PDF).id}/file?start=9&end=99999999"
    assert viewer.get(address).content == original
    wrong = viewer.get(address, headers={"Range": "bytes=9-2"})
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (416, "bad_range")


def test_pages_and_marked_copies_share_what_an_address_may_ask(viewer: Viewer) -> None:
    around = viewer.get(viewer.sentences(PDF)[0]).json()
    copy, picture = around["url"].partition("#")[0], around["picture"]
    calls = [copy, picture] * (VISITORS_AN_ADDRESS // 2)
    with limited(viewer.client, visitor=1):
        assert {viewer.client.get(call).status_code for call in calls} == {200}
        for call in (copy, picture):
            assert viewer.client.get(call).json()["error"]["code"] == "too_many"
        # The file as it is costs no work.
        assert viewer.client.get(copy.partition("?")[0]).status_code == 200


@contextmanager
def limited(client: TestClient, visitor: int) -> Iterator[None]:
    """The service with limits of its own for a while."""
    service: Any = client.app
    before = service.state.hub
    service.state.hub = replace(
        before, limits=Limits(MemoryBuckets(), visitor, 0, before.metrics.refused)
    )
    try:
        yield
    finally:
        service.state.hub = before


def test_a_file_that_changed_is_not_drawn(viewer: Viewer) -> None:
    path, document = viewer.folder / PDF, viewer.document(PDF)
    before = path.read_bytes()
    assert viewer.get(f"{document.id}/pages/2.png").status_code == 200
    try:
        path.write_bytes(before + b"\n")
        for address in ("pages/2.png", "pages/3.png", "file?start=0&end=9"):
            answer = viewer.get(f"{document.id}/{address}")
            assert (answer.status_code, answer.json()["error"]["code"]) == (404, "file_changed")
        path.unlink()
        answer = viewer.get(f"{document.id}/pages/2.png")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "file_gone")
    finally:
        path.write_bytes(before)


def test_the_public_learns_nothing_of_a_document_for_staff(viewer: Viewer) -> None:
    (around,) = viewer.sentences("secret.pdf")
    id_, _, place = around.partition("/around")
    for address in (
        around,
        f"{id_}/pages/1.png",
        f"{id_}/pages/1.png{place}",
        f"{id_}/pages/99.png",
        f"{id_}/file{place}",
        f"{id_}/file",
    ):
        # Drawn for staff before, so that what is kept could be given to the wrong reader.
        staff = viewer.get(address, headers=STAFF)
        public, unknown = viewer.get(address), viewer.get(address.replace(id_, "0" * len(id_)))
        assert staff.status_code == (200 if "99" not in address else 404)
        assert (public.status_code, public.content) == (404, unknown.content)
        assert public.json()["error"]["code"] == "no_document"
    assert viewer.get(around, headers=STAFF).json()["quote"] == STAFF_ONLY


def test_a_file_with_a_password_is_drawn_and_not_given_without_it(viewer: Viewer) -> None:
    (address,) = viewer.sentences("locked.pdf")
    around = viewer.get(address).json()
    picture = viewer.client.get(around["picture"])
    assert picture.status_code == 200 and "hub-quote-box" in picture.headers
    file = viewer.client.get(around["url"].partition("#")[0])
    assert file.content == (viewer.folder / "locked.pdf").read_bytes()
