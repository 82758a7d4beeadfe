"""The page at `/` and the files it needs."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

router = APIRouter(include_in_schema=False)
FOLDER = Path(__file__).parents[1] / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"}


@router.api_route("/", methods=["GET", "HEAD"])
def page() -> FileResponse:
    """The page."""
    return FileResponse(FOLDER / "index.html", headers=HEADERS)


@router.api_route("/app.js", methods=["GET", "HEAD"])
def script() -> FileResponse:
    """Its script."""
    return FileResponse(FOLDER / "app.js", headers=HEADERS, media_type="text/javascript")


@router.api_route("/app.css", methods=["GET", "HEAD"])
def style() -> FileResponse:
    """Its style."""
    return FileResponse(FOLDER / "app.css", headers=HEADERS)


@router.api_route("/icon.svg", methods=["GET", "HEAD"])
def icon() -> FileResponse:
    """Its icon."""
    return FileResponse(FOLDER / "icon.svg", headers=HEADERS)


@router.api_route("/staff/desk.css", methods=["GET", "HEAD"])
def desk_style() -> FileResponse:
    """The style of the press desk."""
    return FileResponse(FOLDER / "desk.css", headers=HEADERS)


@router.api_route("/staff/desk.js", methods=["GET", "HEAD"])
def desk_script() -> FileResponse:
    """Its script."""
    return FileResponse(FOLDER / "desk.js", headers=HEADERS, media_type="text/javascript")
