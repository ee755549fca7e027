"""One engine host for all tests of this folder, in a home folder of its own."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from engine.host.client import Client
from engine.runs.folder import folder_of
from engine.runs.status import Status, status

PATIENCE = 90.0


def until(what: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait until `what` is true."""
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, f"waited {seconds:.0f} s in vain"
        time.sleep(0.02)


def end_host(home: Path) -> None:
    """End every process of a home folder: the host, its children, its runs."""
    found = [process for process in psutil.process_iter() if _belongs(process, home)]
    for process in found:
        process.kill()
    psutil.wait_procs(found, timeout=10)


def _belongs(process: psutil.Process, home: Path) -> bool:
    try:
        return process.pid != os.getpid() and process.environ().get("LAYERLOOM_HOME") == str(home)
    except (psutil.AccessDenied, psutil.NoSuchProcess):
        return False


@pytest.fixture(scope="session")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a home folder with a warm engine host."""
    home = tmp_path_factory.mktemp("hosted") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAYERLOOM_HOME", str(home))
        client = Client()
        client.ensure()
        until(lambda: client.hello()["warm"])
        client.close()
    yield home
    end_host(home)


@pytest.fixture
def client(hosted: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """Return a client of the host, in whose home folder the test works."""
    monkeypatch.setenv("LAYERLOOM_HOME", str(hosted))
    client = Client()
    client.ensure()
    until(lambda: client.hello()["warm"])
    yield client
    client.close()


@pytest.fixture
def ended(client: Client) -> Callable[[str], Status]:
    """Return what waits until a run is over and returns its status."""

    def wait(run: str) -> Status:
        until(lambda: status(folder_of(run)).over)
        return status(folder_of(run))

    return wait


@pytest.fixture
def going(client: Client) -> Callable[[str], int]:
    """Return what waits until a run has a best epoch and returns its worker's process id."""

    def wait(run: str) -> int:
        until(lambda: status(folder_of(run)).best_epoch)
        return int(status(folder_of(run)).started["pid"])

    return wait


@pytest.fixture
def kill() -> Callable[[int], None]:
    """Return what kills a process without a warning, as a person or the system does, and waits for its end."""

    def now(pid: int) -> None:
        process = psutil.Process(pid)
        os.kill(pid, signal.SIGKILL)
        psutil.wait_procs([process], timeout=10)

    return now


@pytest.fixture
def eventually() -> Callable[[Callable[[], object]], None]:
    """Return what waits until something is true."""
    return until
