"""The pages at `/` and `/widget/playground`, and the files that pages need."""

from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from api.site.pages import HEADERS, home, language_of, playground
from api.state import StateDep
from api.widget.script import pinned
from api.widget.served import starters

router = APIRouter(include_in_schema=False)
FOLDER = Path(__file__).parents[1] / "static"
FILES = {
    "/app.css": "text/css",
    "/site.css": "text/css",
    "/site.js": "text/javascript",
    "/icon.svg": "image/svg+xml",
    "/staff/desk.css": "text/css",
    "/staff/desk.js": "text/javascript",
}


@router.api_route("/", methods=["GET", "HEAD"])
def page(request: Request, state: StateDep) -> Response:
    """The assistant at work."""
    language = language_of(request)
    return home(request, starters(state)[language], language)


@router.api_route("/widget/playground", methods=["GET", "HEAD"])
def play(request: Request) -> Response:
    """The widget's options."""
    return playground(request, pinned(), language_of(request))


def _serve(path: str, media_type: str) -> None:
    file = FOLDER / Path(path).name

    @router.api_route(path, methods=["GET", "HEAD"])
    def send() -> FileResponse:
        return FileResponse(file, headers=HEADERS, media_type=media_type)


for _path, _media_type in FILES.items():
    _serve(_path, _media_type)
