"""The pages for everybody, in the reader's language. In: a request, questions to start with. Out: a page."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.templating import templates
from api.widget.script import Script
from api.words import NAMES, Table, read_table, speaking, spoken
from assistant.openings import Opening
from ingest.documents import Language

# As strict as the pages of others may be: what works here works there.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
HEADERS = {
    "Cache-Control": "no-cache",
    "Vary": "Accept-Language",
}
# A logo stands anywhere: whoever tries an option names it.
TRYING_POLICY = POLICY.replace("img-src 'self'", "img-src *")
_FOLDER = Path(__file__).parent
_templates = templates(_FOLDER / "templates")


def home(request: Request, starters: Iterable[Opening], language: Language) -> HTMLResponse:
    """The assistant at work, with questions by kind of asker."""
    examples: dict[str, list[str]] = {}
    for one in starters:
        examples.setdefault(one.asker, []).append(one.question)
    return _page(
        request, "home.html", language, examples=examples, attributes=f' data-language="{language}"'
    )


def playground(request: Request, pinned: Script, language: Language) -> HTMLResponse:
    """The widget's options, to try and to copy."""
    return _page(
        request,
        "playground.html",
        language,
        version=pinned.version,
        integrity=pinned.integrity,
        policy=TRYING_POLICY,
    )


def language_of(request: Request) -> Language:
    """The reader's language."""
    return spoken(request, request.query_params.get("lang"))


def _page(
    request: Request,
    template: str,
    language: Language,
    attributes: str = "",
    policy: str = POLICY,
    **values: object,
) -> HTMLResponse:
    """A page; `attributes` are those of the script in its snippet."""
    origin = str(request.base_url).rstrip("/")
    shown = _templates.get_template(template).render(
        say=speaking(_words(), language),
        language=language,
        languages=NAMES,
        switches=[(code, name, f"?lang={code}") for code, name in NAMES.items()],
        here=request.url.path,
        origin=origin,
        snippet=f'<script src="{origin}/widget.js" async{attributes}></script>',
        **values,
    )
    return HTMLResponse(shown, headers=HEADERS | {"Content-Security-Policy": policy})


@cache
def _words() -> Table:
    return read_table(_FOLDER / "words.json")
