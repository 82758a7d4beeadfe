"""Templates to pages: in the reader's language, with safe headers, and with what every page shows."""

from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.staff.words import COOKIE, date_in, speaking, spoken
from api.store.sessions import Session
from api.templating import templates
from api.words import LANGUAGES, NAMES

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# With none at all, browsers would not say where a form comes from.
HEADERS = {"Content-Security-Policy": POLICY, "Referrer-Policy": "same-origin"}
_A_YEAR = 365 * 24 * 3600
_templates = templates(Path(__file__).with_name("templates"))


def page(
    request: Request,
    template: str,
    session: Session | None = None,
    status: int = 200,
    **values: object,
) -> HTMLResponse:
    """A page. `session` is None for those who are not signed in."""
    language = spoken(request)
    say = speaking(language)
    switches = [
        (name, NAMES[name], f"?{request.url.include_query_params(lang=name).query}")
        for name in LANGUAGES
    ]
    shown = _templates.get_template(template).render(
        say=say,
        language=language,
        written=lambda date: date_in(language, date),
        switches=switches,
        here=request.url.path,
        session=session,
        picked=len(session.brief.get("items", ())) if session else 0,
        **values,
    )
    response = HTMLResponse(shown, status, HEADERS)
    if "lang" in request.query_params:
        response.set_cookie(
            COOKIE, language, max_age=_A_YEAR, path="/staff", httponly=True, samesite="lax"
        )
    return response
