"""What the engine host answers: HTTP with JSON, to the programs of its own person only."""

import hmac
import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from engine.host.child import Message
from engine.host.dispatch import Dispatch
from engine.host.jobs import Jobs
from engine.host.servant import Servant
from engine.host.tasks import task
from engine.said import carried, say
from engine.words import Refusal


@dataclass(kw_only=True)
class Host:
    """The parts of a running engine host; `heard` is when a client last asked for something (monotonic seconds)."""

    fingerprint: str
    checker: Servant
    predictor: Servant
    jobs: Jobs
    dispatch: Dispatch
    heard: float = field(default_factory=time.monotonic)

    @property
    def busy(self) -> bool:
        """Whether something runs or waits."""
        return self.jobs.busy or self.dispatch.busy


def application(host: Host, token: str) -> ASGIApp:
    """Return the host's routes; with a `token`, every request must carry it."""
    routes = [
        Route("/hello", _bound(host, _hello)),
        Route("/check", _bound(host, _check), methods=["POST"]),
        Route("/runs", _bound(host, _runs)),
        Route("/runs", _bound(host, _submit), methods=["POST"]),
        Route("/runs/{run}/stop", _bound(host, _stop), methods=["POST"]),
        Route("/jobs", _bound(host, _start_job), methods=["POST"]),
        Route("/jobs/{job}", _bound(host, _job)),
        Route("/predict", _bound(host, _predict), methods=["POST"]),
        Route("/trace", _bound(host, _predict), methods=["POST"]),
        Route("/begin", _bound(host, _predict), methods=["POST"]),
        Route("/drain", _bound(host, _drain), methods=["POST"]),
    ]
    application = Starlette(routes=routes, exception_handlers={Refusal: _refused, HTTPException: _unknown})
    return _guarded(application, token) if token else application


_Answer = Callable[[Host, Request], Awaitable[Message | Response]]


def _bound(host: Host, answer: _Answer) -> Callable[[Request], Awaitable[Response]]:
    async def respond(request: Request) -> Response:
        host.heard = time.monotonic()
        found = await answer(host, request)
        return found if isinstance(found, Response) else JSONResponse(found)

    return respond


async def _hello(host: Host, _: Request) -> Message:
    devices = host.checker.greeting.get("devices") or [None]
    return {
        "fingerprint": host.fingerprint,
        "pid": os.getpid(),
        "warm": bool(host.checker.greeting),
        "slots": host.dispatch.machine.slots,
        "device": devices[0],
        "children": {"checker": host.checker.pid, "predictor": host.predictor.pid},
    }


async def _check(host: Host, request: Request) -> Response:
    return Response(await host.checker.ask(await request.body()), media_type="application/json")


async def _predict(host: Host, request: Request) -> Response:
    return Response(await host.predictor.ask(await request.body()), media_type="application/json")


async def _runs(host: Host, _: Request) -> Message:
    return {"runs": host.dispatch.view(), "slots": host.dispatch.machine.slots}


async def _submit(host: Host, request: Request) -> Message:
    if host.dispatch.draining:
        raise Refusal(say("The engine is being replaced by a newer one; try again in a moment."))
    return host.dispatch.submit((await request.json())["run"])


async def _stop(host: Host, request: Request) -> Message:
    host.dispatch.stop(request.path_params["run"])
    return {}


async def _start_job(host: Host, request: Request) -> Message:
    wanted = await request.json()
    return {"job": host.jobs.start(wanted, task(wanted["task"]))}


async def _job(host: Host, request: Request) -> Message:
    job = host.jobs.find(request.path_params["job"])
    if job is None:
        raise Refusal(say("This task is not known any more: the engine was started anew meanwhile. Start it again."))
    return job.to_json()


async def _drain(host: Host, _: Request) -> Message:
    host.dispatch.drain()
    return {}


async def _refused(_: Request, error: Exception) -> Response:
    return JSONResponse(carried({"sentence": str(error)}), 422)


async def _unknown(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return JSONResponse({"sentence": say("The engine does not know this request.")}, status)


def _guarded(application: ASGIApp, token: str) -> ASGIApp:
    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        said = dict(scope.get("headers", [])).get(b"authorization", b"")
        allowed = scope["type"] == "lifespan" or hmac.compare_digest(said, f"Bearer {token}".encode())
        await (application if allowed else Response(status_code=401))(scope, receive, send)

    return guard
