"""Which websites may call: in, a call; out, a 403 where its page is of a website that was not named.

A browser says which website a page is of (`Origin`); other programs need not, and are not asked to.
"""

from collections.abc import Collection
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import Problem
from api.problems import reply

# As long as browsers remember a preflight. A website that is taken out is refused at once all the same.
_PREFLIGHT_SECONDS = 7200
_GUARDED = "/v1/"
# What pages may read of a reply besides its body: when to come back, and where a quote is on a picture.
_EXPOSED = ["Retry-After", "Hub-Quote-Box"]


def is_from_here(headers: Headers) -> bool:
    """Whether a call comes from one of this service's own pages, or from no page at all.

    As the browser says. Those that do not say it name the origin; there the hosts count, since a proxy
    with TLS changes the scheme.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host")


class Origins(CORSMiddleware):
    """Refuses calls under `/v1` from other websites, and lets the pages of those named read the replies."""

    def __init__(self, app: ASGIApp, allowed: Collection[str]) -> None:
        super().__init__(
            app,
            allow_origins=allowed,
            allow_methods=["GET", "HEAD", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type"],
            expose_headers=_EXPOSED,
            max_age=_PREFLIGHT_SECONDS,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on, or answer it where its website may not call or it is a preflight."""
        if scope["type"] == "http" and scope["path"].startswith(_GUARDED):
            headers = Headers(scope=scope)
            if "origin" in headers and not self._may_call(headers):
                await reply(_refused(), {"Vary": "Origin"})(scope, receive, send)
                return
            send = self._embeddable(send)
        await super().__call__(scope, receive, send)

    def preflight_response(self, request_headers: Headers) -> Response:
        """What the browser asks before a call; a refusal has the shape of every error."""
        response = super().preflight_response(request_headers)
        if response.status_code != HTTPStatus.BAD_REQUEST:
            return response
        problem = Problem(400, "bad_preflight", bytes(response.body).decode())
        return reply(problem, {"Vary": response.headers["Vary"]})

    def _may_call(self, headers: Headers) -> bool:
        origin = headers["origin"]
        return origin != "null" and (self.is_allowed_origin(origin) or is_from_here(headers))

    def _embeddable(self, send: Send) -> Send:
        """Let pages of other websites, where some are named, show what they load without an `Origin`."""
        if not self.allow_origins:
            return send

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Cross-Origin-Resource-Policy"] = "cross-origin"
            await send(message)

        return marked


def _refused() -> Problem:
    return Problem(
        403,
        "origin_not_allowed",
        "Pages of this website may not call the service",
        hint="Whoever runs the service names the website in HUB_ALLOWED_ORIGINS.",
    )
