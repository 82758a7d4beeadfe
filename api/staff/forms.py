"""What a form sent. In: a request. Out: its fields, or a Problem where it is no form of this site.

A form counts only with the token of its session, and where the browser says where it comes from, from here.
"""

import hmac
from urllib.parse import parse_qs

from fastapi import Request

from api.errors import Problem
from api.origins import is_from_here
from api.store.sessions import Session

_MOST_FIELDS = 400


class Form:
    """The fields of a form, each with all its values."""

    def __init__(self, fields: dict[str, list[str]]) -> None:
        self._fields = fields

    def one(self, name: str) -> str:
        """A field's text without white space around it; empty where there is none."""
        return self._fields.get(name, [""])[0].replace("\r\n", "\n").strip()

    def all(self, name: str) -> list[str]:
        """Every value of a field."""
        return self._fields.get(name, [])

    def number(self, name: str) -> int:
        """A field that is a whole number."""
        text = self.one(name)
        if not (text.isascii() and text.isdecimal() and len(text) < 12):
            raise Problem(422, "bad_form", f"{name} is not a whole number")
        return int(text)


async def read_form(request: Request) -> Form:
    """The fields, if the form comes from this site."""
    if not is_from_here(request.headers):
        raise _foreign()
    try:
        body = (await request.body()).decode("utf-8")
        fields = parse_qs(body, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise Problem(422, "bad_form", "The form cannot be read") from None
    return Form(fields)


def check_token(form: Form, session: Session) -> None:
    """Refuse a form that was not made for this session."""
    if not hmac.compare_digest(form.one("token").encode(), session.form_token.encode()):
        raise _foreign()


def _foreign() -> Problem:
    return Problem(
        403,
        "foreign_form",
        "This form was not made for your session",
        hint="Go back, load the page again, and send it once more.",
    )
