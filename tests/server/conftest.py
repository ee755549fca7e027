"""The server's own routes in this process with an engine that answers at once, and visitors with a cookie each."""

import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pycrdt import (
    Doc,
    Map,
    YMessageType,
    YSyncMessageType,
    create_sync_message,
    create_update_message,
    handle_sync_message,
)
from starlette.applications import Starlette
from starlette.exceptions import StarletteDeprecationWarning

from builder.server import cookies, engine, intake, secret, training
from builder.server.cookies import person_of
from builder.server.lifespan import lifespan
from builder.server.middleware import MIDDLEWARE
from builder.server.routes import ROUTES

with warnings.catch_warnings():
    # The client works with httpx, which the engine's client needs too; Starlette would like its successor.
    warnings.simplefilter("ignore", StarletteDeprecationWarning)
    from starlette.testclient import TestClient

ORIGIN = "http://localhost"
DOCUMENT = {
    "format": "layerloom",
    "version": 1,
    "name": "Digits",
    "nodes": {"image": {"kind": "Input", "params": {}, "inputs": {}}},
}


class FakeHost:
    """An engine host that is warm and knows every document."""

    checked: list[Any]
    written: list[bool]
    submitted: list[str]

    def __init__(self) -> None:
        self.checked = []
        self.written = []
        self.submitted = []

    async def hello(self) -> dict[str, Any]:
        return {"warm": True}

    async def check(
        self,
        document: dict[str, Any],
        schema: object,
        *,
        program: bool = False,
        fixes: bool = True,
        since: str | None = None,
    ) -> dict[str, Any]:
        self.checked.append(document)
        self.written.append(program)
        return {
            "nodes": {name: {} for name in document["nodes"]},
            "findings": [],
            "totals": {},
            "program": {"text": "import keras", "lines": {}},
            "ready": True,
        }

    async def submit(self, run: str) -> dict[str, Any]:
        self.submitted.append(run)
        return {"place": 0, "wait": 0.0}

    async def runs(self) -> dict[str, Any]:
        return {"runs": []}

    async def aclose(self) -> None:
        return None


class FakeClient:
    """The same for threads: jobs are done at once."""

    opened: dict[str, Any]

    def start_job(self, task: str, **request: Any) -> str:
        return f"job-{task}-{request.get('id')}"

    def wait_for_job(self, job: str) -> dict[str, Any]:
        return self.opened

    def job(self, job: str) -> dict[str, Any]:
        return {"state": "done", "progress": 1.0, "sentence": "", "result": None, "pid": 1}


class Peer:
    """A browser's document, tied to its room."""

    def __init__(self, socket: Any) -> None:
        self.socket = socket
        self.doc: Doc[Any] = Doc()
        self.nodes: Map[Any] = self.doc.get("nodes", type=Map)
        self.meet()

    def meet(self) -> None:
        """Send all that is here, get all that is there; afterwards it is on the disk, unless it was the first time."""
        self.socket.send_bytes(create_sync_message(self.doc))
        answered = False
        while not answered:
            answered = self.take()

    def take(self) -> bool:
        """Take one message; say whether it was the answer to a question."""
        message = self.socket.receive_bytes()
        if message[0] != YMessageType.SYNC:
            return False
        reply = handle_sync_message(message[1:], self.doc)
        if reply is not None:
            self.socket.send_bytes(reply)
        return message[1] == YSyncMessageType.SYNC_STEP2

    def put(self, root: str, key: str, value: Any) -> None:
        before = self.doc.get_state()
        self.doc.get(root, type=Map)[key] = value
        self.send(self.doc.get_update(before))

    def edit(self, key: str, kind: str = "Dense") -> None:
        self.put("nodes", key, Map({"kind": kind, "params": Map({}), "inputs": Map({})}))

    def send(self, update: bytes) -> None:
        self.socket.send_bytes(create_update_message(update))


class Visitor:
    """A browser with its own cookie."""

    def __init__(self, client: TestClient) -> None:
        self.http = client
        self.http.cookies.clear()
        self.http.get("/open/none", headers={"accept": "text/html"})
        self.cookie = dict(self.http.cookies)
        self.person = person_of(self.http.cookies.get(cookies.cookie_name()))

    def ask(self, method: str, path: str, **more: Any) -> Any:
        headers = {"origin": ORIGIN, **more.pop("headers", {}), "cookie": self._header()}
        self.http.cookies.clear()
        return self.http.request(method, path, headers=headers, follow_redirects=False, **more)

    @contextmanager
    def socket(self, path: str) -> Iterator[Any]:
        self.http.cookies.clear()
        with self.http.websocket_connect(
            f"ws://localhost{path}", headers={"origin": ORIGIN, "cookie": self._header()}
        ) as socket:
            yield socket

    def project(self, document: dict[str, Any] = DOCUMENT) -> str:
        made = self.ask("POST", "/api/projects", content=json.dumps(document))
        assert made.status_code == 201, made.text
        return str(made.json()["project"])

    def _header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookie.items())


@pytest.fixture
def client(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Return a client of the running routes."""
    secret.secret.cache_clear()
    cookies._signer.cache_clear()
    monkeypatch.setattr(engine, "AsyncClient", FakeHost)
    monkeypatch.setattr(intake, "_client", FakeClient())
    monkeypatch.setattr(training, "_client", FakeClient())
    app = Starlette(routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan)
    with TestClient(app, base_url=ORIGIN) as client:
        yield client


@pytest.fixture
def ann(client: TestClient) -> Visitor:
    """Return a visitor."""
    return Visitor(client)


@pytest.fixture
def bob(client: TestClient) -> Visitor:
    """Return another visitor."""
    return Visitor(client)


@pytest.fixture
def peer_of() -> type[Peer]:
    """Return what ties a document to a socket of a room."""
    return Peer
