"""The app as a person starts it, for journeys, benches and pictures: `with running(home) as app: … app.url`."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
PATIENCE = 60  # seconds for the server to answer


@dataclass(frozen=True, kw_only=True)
class Running:
    """A started app: where it answers, its web process, its home folder and what it printed."""

    url: str
    process: subprocess.Popen[bytes]
    home: Path
    log: Path


@contextmanager
def running(
    home: Path, environment: Mapping[str, str] | None = None, cwd: Path = ROOT, python: Path = Path(sys.executable)
) -> Iterator[Running]:
    """Start the app with `home` as its home folder on a free port; end it, its engine host and its workers after."""
    home.mkdir(parents=True, exist_ok=True)
    port = free_port()
    log = home.parent / f"{home.name}.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [str(python), "-m", "builder.cli", "--port", str(port)],
            cwd=cwd,
            env={**os.environ, "LAYERLOOM_HOME": str(home), **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        app = Running(url=f"http://127.0.0.1:{port}", process=process, home=home, log=log)
        _wait(app)
        yield app
    finally:
        end_all(home)
        process.wait(10)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def end_all(home: Path) -> None:
    """End every process that works for `home`: the engine host and its workers outlive the web process on purpose."""
    # A web process that sees its host go starts another before it goes itself: so until nobody is left.
    while mine := working_for(home):
        for process in mine:
            with _gone_is_fine():
                process.terminate()
        _, stubborn = psutil.wait_procs(mine, timeout=10)
        for process in stubborn:
            with _gone_is_fine():
                process.kill()


def working_for(home: Path) -> list[psutil.Process]:
    """Return the processes that work for `home`: web process, engine host, its children."""
    return [process for process in psutil.process_iter() if process.pid != os.getpid() and _works_for(process, home)]


@contextmanager
def _gone_is_fine() -> Iterator[None]:
    try:
        yield
    except psutil.NoSuchProcess:
        return


def _works_for(process: psutil.Process, home: Path) -> bool:
    try:
        return process.environ().get("LAYERLOOM_HOME") == str(home)
    except (psutil.AccessDenied, psutil.NoSuchProcess):
        return False


def _wait(app: Running) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if app.process.poll() is not None:
            message = f"The app ended by itself:\n{app.log.read_text()}"
            raise RuntimeError(message)
        try:
            with urllib.request.urlopen(app.url, timeout=2):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.05)
    message = f"The app did not answer within {PATIENCE} s:\n{app.log.read_text()}"
    raise TimeoutError(message)
