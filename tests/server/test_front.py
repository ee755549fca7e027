"""The front: what a page begins with is sent before the application is there, and everything else waits for it."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.responses import PlainTextResponse

from builder.server import cookies, secret
from builder.server.front import Front
from tests.running import Running

KEPT = {"cache-control", "content-type", "content-length", "content-security-policy", "x-frame-options"}
HEAVY = {"streamlit", "sqlalchemy", "httpx", "pycrdt", "builder.store.database", "builder.server.service"}


class Late:
    """An application whose import takes until `there` is set."""

    def __init__(self) -> None:
        self.there = threading.Event()
        self.lives = 0
        self.faults: list[Exception] = []

    def load(self) -> Any:
        assert self.there.wait(30)
        return self

    def lifespan(self) -> Any:
        @asynccontextmanager
        async def life(_app: object) -> AsyncIterator[None]:
            self.lives += 1
            yield
            self.lives -= 1

        return life

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await PlainTextResponse(f"late {scope['path']}")(scope, receive, send)


@pytest.fixture
def late() -> Iterator[Late]:
    """Return an application that comes late; it comes at the end, lest its thread stays."""
    late = Late()
    yield late
    late.there.set()


@asynccontextmanager
async def _visitor(front: Front) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(front)
    async with (
        front._lifespan(front),
        httpx.AsyncClient(transport=transport, base_url="http://localhost:8501") as client,
    ):
        yield client


def _forget_secret() -> None:
    secret.secret.cache_clear()
    cookies._signer.cache_clear()


def test_a_page_begins_before_the_application_is_there(late: Late, home: Path) -> None:
    _forget_secret()

    async def visit() -> None:
        async with _visitor(Front(late.load, late.faults.append)) as client:
            page = await client.get("/?project=x", headers={"accept": "text/html"})
            assert "streamlit" in page.text.lower()
            assert cookies.person_of(client.cookies.get(cookies.cookie_name()))
            assert (await client.get("/canvas/x/canvas.js")).status_code == 200
            assert (await client.get("/catalog.json")).json()["layers"]
            assert (await client.get("/static/none.js")).status_code == 404
            assert (await client.get("/", headers={"host": "elsewhere.example"})).status_code == 403
            late.there.set()

    asyncio.run(visit())


@pytest.mark.parametrize(
    "path", ["/api/jobs/x", "/_stcore/health", "/data", "/static/..%5C..%5Cx", "/static/c:/x", "//static/x"]
)
def test_everything_else_waits_and_is_the_applications(late: Late, home: Path, path: str) -> None:
    async def visit() -> None:
        async with _visitor(Front(late.load, late.faults.append)) as client:
            asked = asyncio.create_task(client.get(f"http://localhost:8501{path}"))
            await asyncio.wait([asked], timeout=0.1)
            assert not asked.done()
            late.there.set()
            assert (await asked).text.startswith("late ")
            assert late.lives == 1
            assert (await client.get("/")).text == "late /"

    asyncio.run(visit())
    assert late.lives == 0


def test_a_fault_in_the_application_is_told(home: Path) -> None:
    faults: list[Exception] = []

    def load() -> Any:
        raise ImportError("is missing")

    async def start() -> None:
        async with _visitor(Front(load, faults.append)):
            pass

    asyncio.run(start())
    assert [str(fault) for fault in faults] == ["is missing"]


def test_the_front_answers_as_the_application_does(app: Running, late: Late, home: Path) -> None:
    async def begun(path: str) -> httpx.Response:
        async with _visitor(Front(late.load, late.faults.append)) as client:
            answer = await client.get(app.url + path)
            late.there.set()
            return answer

    page = httpx.get(f"{app.url}/").text
    script = page.partition('src=".')[2].partition('"')[0]
    for path in ("/", script):
        late.there.clear()
        ours, theirs = asyncio.run(begun(path)), httpx.get(app.url + path, headers={"accept-encoding": "identity"})
        assert ours.content == theirs.content
        assert _kept(ours) == _kept(theirs)


def _kept(answer: httpx.Response) -> dict[str, set[str]]:
    # The order of directives says nothing.
    return {name: set(answer.headers[name].split(", ")) for name in KEPT}


def test_the_server_listens_before_anything_heavy_is_imported() -> None:
    code = f"import sys, builder.launch; print({HEAVY!r} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
