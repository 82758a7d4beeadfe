"""A page of a PDF drawn by PDFium, the quote on it highlighted.

In: a `Drawing`. Out: its `Picture`, or UnreadableFile. PDFium is not safe in threads, and is C++ that reads
hostile files: this runs in a worker process alone (`ingest.sandbox`).
"""

import math
import struct
import zlib
from collections.abc import Iterable

from pypdfium2 import PdfBitmap, PdfDocument, PdfiumError, PdfPage

from ingest.errors import UnreadableFile
from ingest.loaders.pdf.highlight import quote_boxes
from ingest.loaders.pdf.marks import Box, around
from ingest.loaders.pdf.opening import opened, reading
from ingest.tasks import Drawing, Picture

# Of each colour at most so much: white turns yellow, dark letters stay as they are.
_COLOUR = (255, 224, 102)
_CHANNELS = len(_COLOUR)
_CAPS = [bytes(min(value, most) for value in range(256)) for most in _COLOUR]
_MAX_HEIGHT = 8_000
_MAX_PIXELS = 8_000_000
# Twice as fast as zlib's own choice, for a fourth more bytes.
_EFFORT = 3
_PixelBox = tuple[int, int, int, int]


def draw(task: Drawing) -> Picture:
    """The page as a PNG: as wide as asked, or less where it would become too high."""
    with reading(task.path):
        boxes = _boxes(task) if task.quote else []
        with _document(task) as document:
            page = document[task.page - 1]
            bitmap = page.render(scale=_scale(page, task.width), rev_byteorder=True)
            marked = list(_pixel_boxes(bitmap, page, boxes))
            return _picture(bitmap, marked)


def _boxes(task: Drawing) -> list[Box]:
    with task.path.open("rb") as file:
        reader = opened(file, task.path, task.password)
        return quote_boxes(reader.pages[task.page - 1], task.quote, task.before)


def _document(task: Drawing) -> PdfDocument:
    try:
        return PdfDocument(task.path)
    except PdfiumError:
        if task.password is None:
            raise
    # A file that needs no password is not opened with one.
    return PdfDocument(task.path, task.password)


def _scale(page: PdfPage, width: int) -> float:
    across, down = float(page.get_width()), float(page.get_height())
    if not (across > 0 and down > 0):
        raise UnreadableFile("the page has no size")
    return min(width / across, _MAX_HEIGHT / down, math.sqrt(_MAX_PIXELS / (across * down)))


def _pixel_boxes(bitmap: PdfBitmap, page: PdfPage, boxes: Iterable[Box]) -> Iterable[_PixelBox]:
    """Left, top, right, bottom of what of the boxes is in the picture."""
    place = bitmap.get_posconv(page).to_bitmap
    for box in boxes:
        found = around([place(box.x0, box.y0), place(box.x1, box.y1)])
        left, top = max(0, int(found.x0)), max(0, int(found.y0))
        right, bottom = min(bitmap.width, int(found.x1)), min(bitmap.height, int(found.y1))
        if left < right and top < bottom:
            yield left, top, right, bottom


def _picture(bitmap: PdfBitmap, boxes: list[_PixelBox]) -> Picture:
    width, height = bitmap.width, bitmap.height
    pixels = bytearray(bitmap.buffer)
    for box in boxes:
        _highlight(pixels, bitmap.stride, box)
    whole = around(corner for box in boxes for corner in (box[:2], box[2:])) if boxes else None
    return Picture(
        _png(pixels, bitmap.stride, width, height),
        width,
        height,
        whole and (whole.x0 / width, whole.y0 / height, whole.x1 / width, whole.y1 / height),
    )


def _highlight(pixels: bytearray, stride: int, box: _PixelBox) -> None:
    """Colour a box; where two overlap, the colour does not become darker."""
    left, top, right, bottom = box
    for row in range(top, bottom):
        for channel, capped in enumerate(_CAPS):
            first = row * stride + left * _CHANNELS + channel
            stretch = slice(first, row * stride + right * _CHANNELS, _CHANNELS)
            pixels[stretch] = pixels[stretch].translate(capped)


def _png(pixels: bytearray, stride: int, width: int, height: int) -> bytes:
    """RGB rows as a PNG, each row without a filter."""
    rows = b"".join(
        b"\0" + pixels[row * stride : row * stride + width * _CHANNELS] for row in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, _EFFORT)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    checked = name + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))
