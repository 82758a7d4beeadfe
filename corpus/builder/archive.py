"""Makes Office files repeatable: their zip entries and core properties carry the report's date.

A file written a moment ago goes in; the same content with fixed times replaces it.
"""

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)
_TIME = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def settle(path: Path, date: str) -> None:
    with ZipFile(path) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    stamp = (date + "-01-01")[:10] + "T00:00:00Z"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in parts:
            if name == "docProps/core.xml":
                data = _TIME.sub(rb"\g<1>" + stamp.encode(), data)
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, data)
