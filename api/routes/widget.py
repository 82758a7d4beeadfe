"""The script of the widget, for pages anywhere: the newest, and the one that a page pinned by its version."""

import re

from fastapi import APIRouter, Request, Response

from api.errors import Problem
from api.state import StateDep
from api.widget.script import Script, pinned
from api.widget.served import newest

router = APIRouter(include_in_schema=False)
MINUTES = "public, max-age=300, stale-while-revalidate=86400"
# Not where its weight is 0: the caller refuses it then.
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
FOREVER = "public, max-age=31536000, immutable"
# A script is loaded by pages of every origin, and compared with its integrity there only if it may be read.
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept-Encoding",
}


@router.api_route("/widget.js", methods=["GET", "HEAD"])
def widget(request: Request, state: StateDep) -> Response:
    """The newest script."""
    return _sent(newest(state), request, MINUTES)


@router.api_route("/widget-{version}.js", methods=["GET", "HEAD"])
def pinned_widget(request: Request, version: str) -> Response:
    """The script of a version, for pages that have its integrity."""
    if version != pinned().version:
        raise Problem(
            404,
            "no_version",
            "This version of the widget is no longer served",
            hint="Copy the snippet of the present one from /widget/playground.",
        )
    return _sent(pinned(), request, FOREVER)


def _sent(script: Script, request: Request, keep: str) -> Response:
    packed = bool(_GZIP.search(request.headers.get("accept-encoding", "")))
    tag = f'"{script.version}{"-gzip" if packed else ""}"'
    headers = HEADERS | {"Cache-Control": keep, "ETag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = "gzip"
    body = script.packed if packed else script.body
    return Response(body, headers=headers, media_type="text/javascript")
