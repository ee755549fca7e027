"""An upload of 200 MB: how long it takes beside a bare route that writes and hashes what comes, and by how much the web
process grows meanwhile. In turns, so that a busy machine disturbs both alike."""

import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.bench.figure import report
from tests.running import free_port, running

MEGABYTES, PAIRS = 200, 5
_CONTENT = os.urandom(1_000_000)


def main() -> None:
    """Print the figures."""
    with (
        tempfile.TemporaryDirectory() as place,
        running(Path(place) / "home") as app,
        _bare(Path(place)) as other,
        httpx.Client(base_url=app.url, headers={"origin": app.url}, timeout=120) as visitor,
        httpx.Client(base_url=other, timeout=120) as client,
    ):
        _visit(visitor)
        web = psutil.Process(app.process.pid)
        rounds = [_round(web, visitor, client, number) for number in range(PAIRS)]
    ours, yardstick, busy, grown = zip(*rounds, strict=True)
    ratio = statistics.median(one / two for one, two in zip(ours, yardstick, strict=True))
    seconds = [f"{statistics.median(each):.2f} s" for each in (ours, yardstick, busy)]
    note = f"{seconds[0]} against {seconds[1]}; CPU {seconds[2]}"
    figure = f"upload of {MEGABYTES} MB, against a bare route that writes and hashes"
    report(figure, round(ratio, 2), "×", at_most=1.5, note=note)
    report("by how much the web process grows meanwhile", round(max(grown), 1), "MB", at_most=30)


def _round(
    web: psutil.Process, visitor: httpx.Client, client: httpx.Client, number: int
) -> tuple[float, float, float, float]:
    """Return the seconds that ours and the other take, the processor's of ours, and the megabytes by which it grew."""
    before, cpu = _held(web), _cpu(web)
    with _watched(web) as most:
        ours = _sent(visitor, f"/api/data?name={number}.bin")
    busy, grown = _cpu(web) - cpu, max(most) - before
    return ours, _sent(client, "/"), busy, grown


def _visit(visitor: httpx.Client) -> None:
    """Get a cookie, and have something small read, so that all is imported."""
    visitor.get("/open/none", headers={"accept": "text/html"})
    job = visitor.post("/api/data?name=first.csv", content=b"a,b\n1,2\n").raise_for_status().json()["job"]
    while visitor.get(f"/api/jobs/{job}").json()["state"] in {"waiting", "running"}:
        time.sleep(0.2)


def _sent(client: httpx.Client, address: str) -> float:
    begun = time.perf_counter()
    size = {"content-length": str(MEGABYTES * len(_CONTENT))}
    client.post(address, content=_body(), headers=size).raise_for_status()
    return time.perf_counter() - begun


def _body() -> Iterator[bytes]:
    yield os.urandom(len(_CONTENT))  # no two are the same file
    for _ in range(MEGABYTES - 1):
        yield _CONTENT


@contextmanager
def _watched(web: psutil.Process) -> Iterator[list[float]]:
    """Look again and again how much memory a process holds."""
    most, ended = [_held(web)], threading.Event()

    def watch() -> None:
        while not ended.wait(0.02):
            most.append(_held(web))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield most
    finally:
        ended.set()
        thread.join()


def _held(web: psutil.Process) -> float:
    return float(web.memory_info().rss) / 1e6


def _cpu(web: psutil.Process) -> float:
    used = web.cpu_times()
    return float(used.user + used.system)


async def _take(request: Request) -> JSONResponse:
    """Write and hash what comes, as it comes."""
    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile(dir=os.environ["PLACE"]) as file:
        async for piece in request.stream():
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return JSONResponse({"digest": digest.hexdigest()})


bare = Starlette(routes=[Route("/", _take, methods=["POST"])])


@contextmanager
def _bare(place: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "tests.bench.upload_bench:bare", "--port", str(port)]
    process = subprocess.Popen([*command, "--log-level", "warning"], env={**os.environ, "PLACE": str(place)})
    try:
        url = f"http://127.0.0.1:{port}"
        while True:
            try:
                httpx.get(url)
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(10)


if __name__ == "__main__":
    main()
