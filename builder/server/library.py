"""The blocks that a visitor keeps: to list, to keep one more, to forget one."""

import json
from collections.abc import Mapping
from dataclasses import replace

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from builder.server.answers import DISK_FULL, missing, person_of, refusal
from builder.server.receive import body_of, is_full
from builder.store import library, people
from engine.document.load import from_json
from engine.document.model import Data, Document, Training
from engine.said import say
from engine.words import Refusal

_MOST_BYTES = 400_000
_MOST_NODES = 500


async def listed(request: Request) -> Response:
    """Send the blocks of the visitor."""
    person = person_of(request)
    found = [] if person is None else await to_thread.run_sync(library.of, person)
    return JSONResponse({"blocks": [vars(kept) for kept in found]}, headers={"cache-control": "no-store"})


async def keep(request: Request) -> Response:
    """Keep the block that the body names, of the document that it brings: `{"block", "document"}`."""
    person = person_of(request)
    if person is None:
        return missing()
    content = await body_of(request, _MOST_BYTES)
    if content is None:
        return refusal(
            say("A block has at most {most_bytes} kB; this one is larger.", most_bytes=_MOST_BYTES // 1000), 413
        )
    try:
        document, block = _read(content)
        await to_thread.run_sync(people.remember, person)
        return JSONResponse({"id": await to_thread.run_sync(library.keep, person, document, block)}, 201)
    except Refusal as error:
        return refusal(str(error), 400)
    except OSError as error:
        if not is_full(error):
            raise
        return refusal(DISK_FULL, 507)


async def forget(request: Request) -> Response:
    """Forget a block of the visitor."""
    person = person_of(request)
    if person is None or not await to_thread.run_sync(library.remove, person, request.path_params["block"]):
        return missing()
    return Response(status_code=204)


def _read(content: bytes) -> tuple[Document, str]:
    """Return what is to be kept, and nothing beside blocks and what stands in them."""
    try:
        asked = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Refusal("A block is kept by JSON of the form {block, document}; this is none.") from error
    block = asked.get("block") if isinstance(asked, Mapping) else None
    document = from_json(asked.get("document") if isinstance(asked, Mapping) else None)
    if not isinstance(block, str) or block not in document.blocks:
        raise Refusal(say("There is no such block in what was sent."))
    nodes = {key: node for key, node in document.nodes.items() if node.block in document.blocks}
    if len(nodes) > _MOST_NODES:
        raise Refusal(
            say(
                "A block that is kept has at most {most_nodes} layers; this one has {nodes}.",
                most_nodes=_MOST_NODES,
                nodes=len(nodes),
            )
        )
    layout = {key: place for key, place in document.layout.items() if key in nodes}
    kept = replace(document, nodes=nodes, layout=layout, weights=None, data=Data(), training=Training(), faults=())
    return kept, block


ROUTES: list[BaseRoute] = [
    Route("/api/library", listed),
    Route("/api/library", keep, methods=["POST"]),
    Route("/api/library/{block}", forget, methods=["DELETE"]),
]
