"""Files that every visitor may have: the built canvas and Plotly, the catalogue, messages, ready-made blocks."""

import gzip
import hashlib
import json
from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from builder.bundle import version
from builder.language import messages as catalogue
from builder.language.messages import LANGUAGES
from engine.assets import asset
from engine.words import JsonObject

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" stroke="#c32a3a" stroke-width="3">'
    '<path d="M4 10h24M4 16h24M4 22h24M10 4v24M16 4v24M22 4v24"/></svg>'
)
FRESH = "no-cache"  # kept, but asked about each time; an ETag answers
A_YEAR = "public, max-age=31536000, immutable"


class _Bundle(StaticFiles):
    """The built bundle: its version is a folder of the address, so that its files find one another."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        # A browser that holds an older build may still ask for its files.
        response.headers["cache-control"] = A_YEAR if scope["path_params"]["version"] == version() else FRESH
        return response


async def catalog(request: Request) -> Response:
    """Send the catalogue."""
    return _packed(request, *_catalog(asset("catalog.json").stat().st_mtime_ns))


async def blocks(request: Request) -> Response:
    """Send the ready-made blocks, in the order of the palette."""
    return _packed(request, *_blocks(asset("blocks.json").stat().st_mtime_ns))


async def messages(request: Request) -> Response:
    """Send the messages of a language; their address changes with them."""
    content = _messages(request.path_params["language"])
    return _packed(request, *content, A_YEAR) if content else Response(status_code=404)


def messages_fingerprint(language: str) -> str | None:
    """Return what the address of a language's messages changes with, `None` where there are none."""
    content = _messages(language)
    return content[2].strip('"') if content else None


def _packed(request: Request, plain: bytes, packed: bytes, tag: str, keep: str = FRESH) -> Response:
    headers = {"etag": tag, "cache-control": keep, "vary": "accept-encoding"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type="application/json", headers={**headers, "content-encoding": "gzip"})
    return Response(plain, media_type="application/json", headers=headers)


async def icon(_request: Request) -> Response:
    """Send our icon under the name that Streamlit's page asks for; its own way to set one imports numpy first."""
    return Response(_ICON, media_type="image/svg+xml", headers={"cache-control": "public, max-age=86400"})


@cache
def _catalog(_changed: int) -> tuple[bytes, bytes, str]:
    return _compressed(asset("catalog.json").read_bytes())


@cache
def _blocks(_changed: int) -> tuple[bytes, bytes, str]:
    entries = [_block(entry) for entry in json.loads(asset("blocks.json").read_bytes())]
    return _compressed(json.dumps({"blocks": entries}, separators=(",", ":")).encode())


@cache
def _messages(language: str) -> tuple[bytes, bytes, str] | None:
    known = language in LANGUAGES and catalogue.messages(language)
    return _compressed(json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()) if known else None


def _block(entry: JsonObject) -> JsonObject:
    name = str(entry["name"])
    said = {"name": entry["title"], "sentence": entry["sentence"], "family": entry["family"]}
    return {"id": name, "block": name, **said, "document": json.loads((asset("blocks") / f"{name}.json").read_bytes())}


def _compressed(plain: bytes) -> tuple[bytes, bytes, str]:
    return plain, gzip.compress(plain, mtime=0), f'"{hashlib.sha256(plain).hexdigest()[:24]}"'


ROUTES: list[BaseRoute] = [
    Mount("/canvas/{version}", _Bundle(directory=asset("canvas"), check_dir=False)),
    Route("/catalog.json", catalog),
    Route("/blocks.json", blocks),
    Route("/messages/{language}.json", messages),
    Route("/favicon.png", icon),
]
