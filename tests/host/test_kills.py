"""`kill -9` of every process in the middle of training: the others are unharmed, and what is said is right."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from engine.host.client import Client
from engine.runs import events
from engine.runs.folder import folder_of
from engine.runs.status import Status, status
from engine.words import Refusal
from tests.runs import networks

# httpcore does not close a Unix socket that nobody accepts.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

Ended = Callable[[str], Status]
Going = Callable[[str], int]
Kill = Callable[[int], None]
Eventually = Callable[[Callable[[], object]], None]


def test_a_killed_worker_is_lost_and_its_neighbour_is_not(
    client: Client, going: Going, ended: Ended, kill: Kill, eventually: Eventually
) -> None:
    victim = networks.made(networks.iris(epochs=100_000), owner="victim")
    neighbour = networks.made(networks.iris(epochs=100_000), owner="neighbour")
    client.submit(victim)
    client.submit(neighbour)
    worker = going(victim)
    going(neighbour)
    kill(worker)
    assert status(folder_of(victim)).state == "lost"
    eventually(lambda: "ended from outside" in status(folder_of(victim)).sentence)
    assert status(folder_of(victim)).best_epoch
    assert status(folder_of(neighbour)).state == "running"
    client.stop(neighbour)
    assert ended(neighbour).state == "stopped"


@pytest.mark.slow
def test_the_slot_of_a_killed_worker_is_used_again(client: Client, going: Going, ended: Ended, kill: Kill) -> None:
    running = [networks.made(networks.iris(epochs=100_000), owner=f"o{n}") for n in range(client.hello()["slots"])]
    for run in running:
        client.submit(run)
    waiting = networks.made(networks.iris(), owner="next")
    client.submit(waiting)
    kill(going(running[0]))
    assert ended(waiting).state == "finished"
    for run in running[1:]:
        client.stop(run)
        ended(run)


def test_a_killed_checker_answers_all_the_same(client: Client, going: Going, ended: Ended, kill: Kill) -> None:
    run = networks.made(networks.iris(epochs=100_000))
    client.submit(run)
    going(run)
    before = client.hello()["children"]["checker"]
    kill(before)
    assert client.check(networks.iris(), networks.schema("iris"))["ready"] is True
    assert client.hello()["children"]["checker"] not in (0, before)
    assert status(folder_of(run)).state == "running"
    client.stop(run)
    ended(run)


@pytest.mark.slow
def test_a_killed_intake_says_so(client: Client, ended: Ended, kill: Kill, eventually: Eventually) -> None:
    run = networks.made(networks.iris(epochs=1))
    client.submit(run)
    ended(run)
    job = client.start_job("export", run=run, format="savedmodel")
    eventually(lambda: client.job(job)["progress"] > 0)
    kill(client.job(job)["pid"])
    with pytest.raises(Refusal, match="ended from outside"):
        client.wait_for_job(job)
    assert not (folder_of(run) / "exports" / "savedmodel.zip").exists()


@pytest.mark.slow
def test_a_killed_predictor_answers_all_the_same(client: Client, ended: Ended, kill: Kill) -> None:
    run = networks.made(networks.iris(epochs=1))
    client.submit(run)
    ended(run)
    inputs = {feature["name"]: 1.0 for feature in networks.schema("iris")["features"][:4]}
    before = client.predict(run, inputs)
    kill(client.hello()["children"]["predictor"])
    assert client.predict(run, inputs) == before


def test_a_killed_host_leaves_its_runs_and_the_next_one_adopts_them(
    client: Client, going: Going, ended: Ended, kill: Kill, eventually: Eventually
) -> None:
    slots = client.hello()["slots"]
    running = [networks.made(networks.iris(epochs=100_000), owner=f"o{n}") for n in range(slots)]
    for run in running:
        client.submit(run)
    waiting = networks.made(networks.iris(), owner="next")
    client.submit(waiting)
    for run in running:
        going(run)
    before = client.hello()
    kill(int(before["pid"]))
    epoch = status(folder_of(running[0])).epoch
    eventually(lambda: status(folder_of(running[0])).epoch > epoch)

    places = {one["run"]: one["place"] for one in client.runs()["runs"]}  # finds that it is gone, and starts another
    assert client.hello()["pid"] != before["pid"]
    assert places == {**dict.fromkeys(running, 0), waiting: 1}
    for run in running:
        client.stop(run)
    assert {ended(run).state for run in running} == {"stopped"}
    assert ended(waiting).state == "finished"
    eventually(lambda: not any(psutil.pid_exists(pid) for pid in before["children"].values() if pid))


@pytest.mark.slow
def test_a_host_with_other_code_drains(client: Client, going: Going, ended: Ended, eventually: Eventually) -> None:
    run = networks.made(networks.iris(epochs=100_000))
    client.submit(run)
    going(run)
    before = client.hello()["pid"]
    client.drain()
    with pytest.raises(Refusal, match="replaced"):
        client.submit(networks.made(networks.iris()))
    assert status(folder_of(run)).state == "running"
    client.stop(run)
    ended(run)
    eventually(lambda: not _alive(int(before)))
    assert client.hello()["pid"] != before


def test_a_run_killed_by_its_memory_limit_is_told_so(client: Client, going: Going, eventually: Eventually) -> None:
    """The death is the one that a limit causes: SIGABRT from the allocator, without a word."""
    run = networks.made(networks.iris(epochs=100_000))
    client.submit(run)
    os.kill(going(run), signal.SIGABRT)
    eventually(lambda: status(folder_of(run)).state == "failed")
    assert "memory" in status(folder_of(run)).sentence


def test_a_line_torn_by_the_kill_spoils_no_other(
    client: Client, going: Going, kill: Kill, eventually: Eventually
) -> None:
    run = networks.made(networks.iris(epochs=100_000))
    client.submit(run)
    worker = going(run)
    os.kill(worker, signal.SIGSTOP)
    path = folder_of(run) / "events.jsonl"
    with path.open("ab") as file:
        file.write(b'{"event": "epoch", "epo')
    kill(worker)
    eventually(lambda: "ended from outside" in status(folder_of(run)).sentence)
    assert events.read_all(folder_of(run))[-1]["code"] == "lost"


@pytest.mark.slow
def test_a_host_that_nobody_needs_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, eventually: Eventually) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("LAYERLOOM_HOME", str(home))
    monkeypatch.setenv("LAYERLOOM_IDLE_SECONDS", "1")
    client = Client()
    pid = int(client.ensure()["pid"])
    client.close()
    assert psutil.pid_exists(pid)
    eventually(lambda: not _alive(pid))
    assert not (home / "host.json").exists()
    assert not list((home / "host").glob("*.sock"))


def _alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_nothing_but_the_engine_is_left(hosted: Path) -> None:
    """No zombie and no second host after all of this."""
    deadline = time.monotonic() + 20
    while (found := _of(hosted)) and len([p for p in found if p.cmdline()[-2:] == ["-m", "engine.host"]]) > 1:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert not [process for process in found if process.status() == psutil.STATUS_ZOMBIE]


def _of(home: Path) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.pid != os.getpid() and process.environ().get("LAYERLOOM_HOME") == str(home):
                found.append(process)
        except (psutil.AccessDenied, psutil.NoSuchProcess):
            continue
    return found
