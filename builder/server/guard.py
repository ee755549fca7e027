"""Refuses what no page of ours asks for: other hosts' names (DNS rebinding), other sites' requests (CSRF)."""

import ipaddress
import os
import re
import socket
from functools import cache

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from builder.server.gate import Gate

_SAFE = {"GET", "HEAD", "OPTIONS"}
_HOST = re.compile(r"(?P<name>[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:(?P<port>[0-9]{1,5}))?")
_DEFAULT_PORTS = {"http": "80", "https": "443"}


class Guard(Gate):
    """Checks host and origin of every request and socket, and adds security headers to every answer."""

    async def visited(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it with a sentence."""
        refusal = _refusal(scope)
        if refusal is None:
            await self.app(scope, receive, _hardened(scope, send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 4403, "reason": refusal})
        else:
            await PlainTextResponse(refusal, status_code=403)(scope, receive, send)


def _refusal(scope: Scope) -> str | None:
    headers = Headers(scope=scope)
    host, origin = headers.get("host", ""), headers.get("origin")
    if not host_allowed(host):
        return "This server does not answer to that name; LAYERLOOM_HOSTS can add it."
    if origin is None and scope["type"] == "http" and scope["method"] in _SAFE:
        return None
    if origin is None or not same_origin(origin, host):
        return "This request did not come from a page of this server."
    return None


def host_allowed(host: str) -> bool:
    """Say whether a `Host` header names this server: localhost, an address, the machine's name, or one added.

    A page of another site that points its own name here (DNS rebinding) sends that name. An address is nobody's name.
    """
    found = _HOST.fullmatch(host)
    if found is None:
        return False
    name = found["name"].lower().strip("[]").rstrip(".")
    return name in _names() or _is_address(name)


def same_origin(origin: str, host: str) -> bool:
    """Say whether an `Origin` header is that of a page from `host`; a proxy may have taken TLS away before us."""
    scheme, _, there = origin.partition("://")
    port = _DEFAULT_PORTS.get(scheme)
    return port is not None and _HOST.fullmatch(there) is not None and _without(port, there) == _without(port, host)


def _without(port: str, host: str) -> str:
    return host.lower().removesuffix(f":{port}")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


@cache
def _names() -> frozenset[str]:
    machine = socket.gethostname().lower()
    added = os.environ.get("LAYERLOOM_HOSTS", "").lower().replace(",", " ").split()
    return frozenset({"localhost", machine, machine.partition(".")[0] + ".local", *added})


def _hardened(scope: Scope, send: Send) -> Send:
    policy = _policy(Headers(scope=scope).get("host", ""))

    async def harden(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("content-security-policy", policy)
            headers.setdefault("x-content-type-options", "nosniff")
            headers.setdefault("referrer-policy", "same-origin")
            headers.setdefault("x-frame-options", "SAMEORIGIN")
            headers.setdefault("cross-origin-resource-policy", "same-origin")
        await send(message)

    return harden


def _policy(host: str) -> str:
    # Streamlit evaluates Vega expressions and imports components from blobs; nothing may be fetched from elsewhere.
    own = f"'self' ws://{host} wss://{host}"
    return (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob: data:; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' data: blob:; "
        f"font-src 'self' data:; connect-src {own} data: blob:; worker-src 'self' blob:; "
        "frame-src 'self' data: blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    )
