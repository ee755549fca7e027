"""Who a visitor is: a signed cookie, given at the first visit, that names a private workspace."""

from functools import cache

from itsdangerous import BadSignature, Signer
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import Message, Receive, Scope, Send

from builder.server.gate import Gate
from builder.server.secret import secret
from builder.store.ids import is_id, new_id

_YEARS = 3 * 365 * 24 * 3600


def cookie_name() -> str:
    """Return the cookie's name: another one for each installation, as browsers keep cookies for a host, not a port."""
    return "layerloom_" + _signer().sign(b"name").decode()[-8:].replace("-", "x").replace("_", "y")


def person_of(value: str | None) -> str | None:
    """Return the person that a cookie's value names, `None` where it is absent or forged."""
    try:
        person = _signer().unsign(value or "").decode()
    except (BadSignature, UnicodeDecodeError):
        return None
    return person if is_id(person) else None


def set_cookie(headers: MutableHeaders, person: str, *, secure: bool) -> None:
    """Add the cookie of `person` to the headers of an answer."""
    value = _signer().sign(person).decode()
    flags = f"Path=/; Max-Age={_YEARS}; HttpOnly; SameSite=Lax{'; Secure' if secure else ''}"
    headers.append("set-cookie", f"{cookie_name()}={value}; {flags}")


class Cookies(Gate):
    """Puts the visitor's person into the scope (`person`, or `None`); gives a first visitor a cookie."""

    async def visited(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        scope["person"] = person_of(HTTPConnection(scope).cookies.get(cookie_name()))
        if scope["person"] is None and _opens_a_page(scope):
            scope["person"] = new_id()
            send = _giving(scope, send)
        await self.app(scope, receive, send)


def _opens_a_page(scope: Scope) -> bool:
    # Only a page gets a cookie: its scripts and sockets come after it, and would each make a workspace of their own.
    return (
        scope["type"] == "http" and scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
    )


def _giving(scope: Scope, send: Send) -> Send:
    async def give(message: Message) -> None:
        if message["type"] == "http.response.start":
            set_cookie(MutableHeaders(scope=message), scope["person"], secure=scope["scheme"] == "https")
        await send(message)

    return give


@cache
def _signer() -> Signer:
    return Signer(secret(), salt="layerloom.person")
