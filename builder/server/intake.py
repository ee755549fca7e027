"""What the engine host does once for a person: read an upload, fetch a data set, evaluate, export. From any thread."""

from typing import Any

from builder.server.service import service
from builder.store import data_sets, jobs
from builder.store.jobs import Job
from engine.data import changes
from engine.data.builtin import BUILTIN
from engine.data.glance import glance
from engine.host.client import Client
from engine.said import say
from engine.words import Json, JsonObject, Refusal

_client = Client()


def start(person: str, task: str, **request: Json) -> str:
    """Begin a task of the engine host for `person`, who was seen to have the right to it, and return the job's id."""
    return _start(person, None, task, **request)


def wait(person: str, task: str, **request: Json) -> Json:
    """Do a task of the engine host for `person` and return its result. Raises `Refusal` with the host's sentence."""
    return _client.wait_for_job(start(person, task, **request))


def ask(task: str, **request: Json) -> Json:
    """Do a short task of the engine host, of which nobody asks how far it is, and return its result.

    Raises `Refusal` with the host's sentence.
    """
    return _client.wait_for_job(_client.start_job(task, **request))


def inspect(person: str, data_set: str, **asked: Json) -> str:
    """Read a data set of `person`, as its author thinks right (`read`, `size`) or else as it looks; returns the job."""
    found = data_sets.find(person, data_set)
    if found is None:
        raise Refusal(say("There is no such data set."))
    folder = str(data_sets.folder_of(data_set))
    known: JsonObject = {"id": data_set, "title": found.title, "digest": found.digest}
    return _start(person, data_set, "inspect", folder=folder, **known, **asked)


def grow(person: str, data_set: str) -> str:
    """Add what was received beside a data set of `person` to it; returns the job."""
    found = data_sets.find(person, data_set)
    if found is None:
        raise Refusal(say("There is no such data set."))
    folder = str(data_sets.folder_of(data_set))
    # Counted now: nobody may ever ask what became of it.
    data_sets.grows(data_set, (data_sets.folder_of(data_set) / changes.MORE).stat().st_size)
    return _start(person, data_set, "grow", folder=folder, id=data_set, title=found.title)


def fetch(person: str, name: str) -> str:
    """Download a built-in data set that does not come with the program; returns the job."""
    if name not in BUILTIN or BUILTIN[name].origin != "online":
        raise Refusal(say("There is no such data set to download."))
    return start(person, "fetch", name=name)


def state(person: str | None, job: str) -> JsonObject | None:
    """Return the state of a job of `person`, `None` where there is none. Raises `Refusal` when the host forgot it."""
    asked = jobs.find(person, job)
    if person is None or asked is None:
        return None
    found: dict[str, Any] = dict(_client.job(job))
    found.pop("pid", None)
    if found["state"] == "failed" and asked.data_set is not None:
        data_sets.weigh(asked.data_set)
        _give_up(person, asked.data_set)
    if found["state"] == "running" and asked.data_set is not None:
        found["seen"] = glance(data_sets.folder_of(asked.data_set))
    if found["state"] == "done" and asked.data_set is not None:
        data_sets.weigh(asked.data_set)
    running = service()
    if found["state"] == "done" and running is not None:
        running.loop.call_soon_threadsafe(running.live.check_again)
    return found


def _start(person: str, data_set: str | None, task: str, **request: Json) -> str:
    job = _client.start_job(task, **request)
    jobs.add(person, Job(id=job, data_set=data_set))
    return job


def _give_up(person: str, data_set: str) -> None:
    # What could never be read is no data set; one that was read before stays as it was.
    if not (data_sets.folder_of(data_set) / "schema.json").exists():
        data_sets.remove(person, data_set)
