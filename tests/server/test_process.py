"""The real server as a process of its own: killed in the middle of edits, started again, and kept light."""

import json
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from httpx_ws import connect_ws

from engine.host.client import Client
from engine.runs.folder import folder_of
from engine.runs.status import status
from tests.running import Running, running
from tests.runs import networks

HEAVY = ("tensorflow", "keras", "sklearn", "jaxlib", "h5py")
DOCUMENT = json.dumps({"format": "layerloom", "version": 1, "name": "Digits", "nodes": {}})


@contextmanager
def _visitor(app: Running, cookies: Any = None) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=app.url, headers={"origin": app.url}, cookies=cookies, timeout=30) as client:
        if cookies is None:
            client.get("/", headers={"accept": "text/html"})
        yield client


@contextmanager
def _socket(client: httpx.Client, path: str) -> Iterator[Any]:
    with connect_ws(path, client, headers={"origin": str(client.base_url).rstrip("/")}) as socket:
        yield socket


def _project(client: httpx.Client) -> str:
    return str(client.post("/api/projects", content=DOCUMENT).json()["project"])


def test_the_web_process_loads_no_heavy_library(app: Running) -> None:
    with _visitor(app) as client, _socket(client, f"/live/{_project(client)}") as live:
        while json.loads(live.receive_text(timeout=60))["type"] != "report":
            continue
        assert client.get("/catalog.json").status_code == 200
    mapped = Path(f"/proc/{app.process.pid}/maps").read_text()
    assert [name for name in HEAVY if f"/{name}" in mapped] == []


def test_the_page_is_there_before_the_engine_is_warm(app: Running) -> None:
    with _visitor(app) as client:
        assert "streamlit" in client.get("/", headers={"accept": "text/html"}).text.lower()


def test_nothing_but_the_page_listens(app: Running) -> None:
    process = psutil.Process(app.process.pid)
    family = [process, *process.children(recursive=True)]
    listening = [one for each in family for one in each.net_connections("tcp") if one.status == psutil.CONN_LISTEN]
    assert [one.laddr.ip for one in listening] == ["127.0.0.1"]


@pytest.mark.slow
@pytest.mark.parametrize("rounds", [3])
def test_a_kill_loses_no_edit_that_was_answered_for(tmp_path: Path, peer_of: Any, rounds: int) -> None:
    home, answered, cookies, project = tmp_path / "home", set(), None, ""
    for number in range(rounds):
        with running(home) as app, _visitor(app, cookies) as client:
            cookies, project = client.cookies, project or _project(client)
            with _socket(client, f"/sync/{project}") as socket:
                peer = peer_of(socket)
                assert set(peer.nodes.keys()) >= answered
                for count in range(20):
                    peer.edit(f"n{number}_{count}")
                    if count < 15:
                        peer.meet()
                        answered.add(f"n{number}_{count}")
                app.process.send_signal(signal.SIGKILL)
                app.process.wait(10)
    with running(home) as app, _visitor(app, cookies) as client:
        found = set(client.get(f"/api/projects/{project}/file").json()["nodes"])
    assert found >= answered


@pytest.mark.slow
def test_a_run_goes_on_when_the_server_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("LAYERLOOM_HOME", str(home))
    with running(home) as app:
        engine = Client()
        engine.ensure()
        run = networks.made(networks.iris(epochs=100_000))
        engine.submit(run)
        _until(lambda: status(folder_of(run)).epoch > 1)
        app.process.kill()
        app.process.wait(10)
        reached = status(folder_of(run)).epoch
        _until(lambda: status(folder_of(run)).epoch > reached + 2)
        engine.stop(run)
        _until(lambda: status(folder_of(run)).over)
        assert status(folder_of(run)).state == "stopped"
        engine.close()


def _until(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 90
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.slow
def test_an_orderly_end_saves_what_was_just_sent(tmp_path: Path, peer_of: Any) -> None:
    home = tmp_path / "home"
    with running(home) as app, _visitor(app) as client:
        cookies, project = client.cookies, _project(client)
        with _socket(client, f"/sync/{project}") as socket:
            peer = peer_of(socket)
            peer.edit("last")
            peer.meet()
            app.process.terminate()
            assert app.process.wait(20) in {0, -signal.SIGTERM}
    assert "Traceback" not in app.log.read_text()
    with running(home) as app, _visitor(app, cookies) as client:
        assert "last" in client.get(f"/api/projects/{project}/file").json()["nodes"]
