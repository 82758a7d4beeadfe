"""Who calls, as far as limits need to know. In: a request. Out: its address, and whether limits hold.

uvicorn has put the visitor's address in place of the proxy's, where the proxy is one of those that it
trusts (FORWARDED_ALLOW_IPS).
"""

import re
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from fastapi import Request

_FORWARDING = ("x-forwarded-for", "forwarded", "x-real-ip", "via")
_THIS_MACHINE = re.compile(r"(localhost|127(\.\d+){3}|\[::1\])?(:\d+)?")
_NETWORK_BITS = 64
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Caller:
    """An address, and whether whoever calls from it is free of limits."""

    address: str
    is_free: bool

    @property
    def held_to(self) -> str | None:
        """The address whose share of what runs at a time counts; None where nothing is counted."""
        return None if self.is_free else self.address


def caller_of(request: Request, is_staff: bool) -> Caller:
    """Who calls: staff and whoever is at the machine itself are free."""
    host = request.client.host if request.client else ""
    return Caller(address_of(host), is_staff or _is_at_this_machine(request, host))


def address_of(host: str) -> str:
    """What stands for one client: of IPv6 the network, since a client has all the addresses in it."""
    try:
        address = ip_address(host)
    except ValueError:
        return host[:_LONGEST]
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None:
            return f"{int(address) >> _NETWORK_BITS:x}::"
        address = address.ipv4_mapped
    return str(address)


def _is_at_this_machine(request: Request, host: str) -> bool:
    """Whether no proxy stands between: one on this machine calls from the loopback address too."""
    try:
        if not ip_address(host).is_loopback:
            return False
    except ValueError:
        return False
    forwarded = any(name in request.headers for name in _FORWARDING)
    # nginx that nobody told to name the visitor speaks HTTP/1.0, as no browser does.
    if forwarded or request.scope["http_version"] == "1.0":
        return False
    origin = request.headers.get("origin", "").partition("://")[2]
    return all(_THIS_MACHINE.fullmatch(at) for at in (origin, request.headers.get("host", "")))
