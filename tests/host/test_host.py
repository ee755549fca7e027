"""The engine host as its clients see it: greeting, checks, runs, jobs, predictions, queue."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.host.address import published
from engine.host.client import AsyncClient, Client
from engine.host.fingerprint import fingerprint
from engine.runs import events
from engine.runs.curves import curves
from engine.runs.folder import BEST, LAST, PREPARATION, RESULTS, folder_of, read_json
from engine.runs.status import Status
from engine.words import Refusal
from tests.runs import networks

Ended = Callable[[str], Status]
Going = Callable[[str], int]


def test_the_greeting(client: Client) -> None:
    greeting = client.hello()
    assert greeting["fingerprint"] == fingerprint()
    assert greeting["warm"] is True
    assert greeting["slots"] >= 1
    assert greeting["device"]["kind"] in ("CPU", "GPU")


def test_there_is_one_host_for_a_home_folder(client: Client) -> None:
    another = Client()
    assert another.ensure()["pid"] == client.hello()["pid"]
    another.close()


def test_only_its_owner_can_reach_it(client: Client) -> None:
    address = published()
    assert address is not None
    path = Path(address.path)
    assert len(address.path) < 100
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_check(client: Client) -> None:
    report = client.check(networks.iris(), networks.schema("iris"))
    assert report["ready"] is True
    assert report["totals"]["parameters"] == 4 * 16 + 16 + 16 * 3 + 3


def test_a_document_that_is_none(client: Client) -> None:
    with pytest.raises(Refusal, match="no Layerloom project"):
        client.check({"format": "something else"}, None)


def test_what_it_does_not_know(client: Client) -> None:
    with pytest.raises(Refusal, match="no such run"):
        client.submit("../../etc")
    with pytest.raises(Refusal, match="no task"):
        client.start_job("format the disk")
    with pytest.raises(Refusal, match="not known any more"):
        client.job("0" * 24)
    with pytest.raises(Refusal, match="no such run"):
        client.predict("0" * 24, {})


def test_a_run_from_the_queue_to_an_answer(client: Client, ended: Ended) -> None:
    run = networks.made(networks.iris(epochs=12))
    assert client.submit(run)["place"] == 0
    assert client.submit(run)["place"] == 0  # twice is once
    found = ended(run)
    assert (found.state, found.reason, found.epoch) == ("finished", "done", 12)

    folder = folder_of(run)
    names = [event["event"] for event in events.read_all(folder)]
    assert names.count("queued") == names.count("started") == names.count("finished") == 1
    assert names.count("epoch") == 12
    assert all((folder / name).stat().st_size for name in (BEST, LAST, PREPARATION, RESULTS))
    assert {"loss", "val_loss"} <= set(curves(folder).epochs)

    sample = {"sepal length": 5.1, "sepal width": 3.5, "petal length": 1.4, "petal width": 0.2}
    features = [feature["name"] for feature in networks.schema("iris")["features"]]
    inputs = {next(name for name in features if name.startswith(key)): value for key, value in sample.items()}
    answer = client.predict(run, inputs)["outputs"][networks.schema("iris")["target"]]
    assert answer["label"] == "setosa"
    assert sum(answer["probabilities"]) == pytest.approx(1, abs=1e-5)


def test_the_results_of_a_run(client: Client, ended: Ended) -> None:
    run = networks.made(networks.iris(epochs=5))
    client.submit(run)
    ended(run)
    found = read_json(folder_of(run), RESULTS)
    output = found["outputs"][networks.schema("iris")["target"]]
    table = output["confusion"]
    assert sum(map(sum, table)) == found["count"]
    assert output["score"] == pytest.approx(sum(table[n][n] for n in range(3)) / found["count"])
    assert output["interval"][0] <= output["score"] <= output["interval"][1]
    wrong = [sample["wrong"] for sample in found["samples"]]
    assert wrong == sorted(wrong, reverse=True)
    assert sum(wrong) == found["count"] - sum(table[n][n] for n in range(3))


def test_test_data_is_used_when_asked_for(client: Client, ended: Ended) -> None:
    run = networks.made(networks.iris(epochs=3))
    client.submit(run)
    ended(run)
    assert not (folder_of(run) / "test.json").exists()
    found = client.wait_for_job(client.start_job("evaluate", run=run, part="test"))
    assert found["part"] == "test"
    assert found == read_json(folder_of(run), "test.json")
    with pytest.raises(Refusal, match="validation or its test"):
        client.wait_for_job(client.start_job("evaluate", run=run, part="train"))


def test_stop_keeps_the_best_epoch(client: Client, going: Going, ended: Ended) -> None:
    run = networks.made(networks.iris(epochs=100_000))
    client.submit(run)
    going(run)
    client.stop(run)
    found = ended(run)
    assert found.state == "stopped"
    assert found.best_epoch
    assert f"epoch {found.best_epoch}" in found.sentence
    assert (folder_of(run) / BEST).exists()


def test_slots_places_and_stopping_in_the_queue(client: Client, going: Going, ended: Ended) -> None:
    slots = client.hello()["slots"]
    running = [networks.made(networks.iris(epochs=100_000), owner=f"owner{n}") for n in range(slots)]
    for run in running:
        client.submit(run)
        going(run)
    long = networks.made(networks.iris(), owner="long", estimate=500)
    short = networks.made(networks.iris(), owner="short", estimate=1)
    assert client.submit(long)["place"] == 1
    assert client.submit(short)["place"] == 1
    places = {one["run"]: one["place"] for one in client.runs()["runs"]}
    assert places == {**dict.fromkeys(running, 0), short: 1, long: 2}
    client.stop(long)
    assert ended(long).state == "stopped"
    for run in running:
        client.stop(run)
    assert ended(short).state == "finished"
    assert {ended(run).state for run in running} == {"stopped"}


def test_a_network_with_a_problem_fails_in_words(client: Client, ended: Ended) -> None:
    content = networks.iris()
    content["nodes"]["layer0"]["params"]["units"] = -3
    run = networks.made(content)
    client.submit(run)
    found = ended(run)
    assert found.state == "failed"
    assert "nits" in found.sentence
    assert "Traceback" not in found.sentence


@pytest.mark.anyio
async def test_the_async_client_says_the_same(client: Client) -> None:
    other = AsyncClient()
    assert await other.hello() == client.hello()
    assert await other.check(networks.iris(), networks.schema("iris")) == client.check(
        networks.iris(), networks.schema("iris")
    )
    with pytest.raises(Refusal, match="no such run"):
        await other.submit("nothing")
    await other.aclose()
