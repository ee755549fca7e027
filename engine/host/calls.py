"""The requests that the engine host knows, as values; both clients send them."""

from dataclasses import dataclass

from engine.words import JsonObject

QUICK_SECONDS = 15.0
PATIENT_SECONDS = 180.0
"""For what may have to wait until Keras is imported."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request: method, path, JSON body, and seconds to wait for the answer."""

    method: str
    path: str
    body: JsonObject | None = None
    seconds: float = QUICK_SECONDS


HELLO = Call(method="GET", path="/hello")
RUNS = Call(method="GET", path="/runs")
DRAIN = Call(method="POST", path="/drain")


def check(
    document: JsonObject,
    schema: JsonObject | None,
    *,
    program: bool = False,
    fixes: bool = True,
    since: str | None = None,
) -> Call:
    """Ask for the report on a document, with or without its program and the fixes of its findings.

    `since` is the mark of an earlier answer, or an empty one: then the answer is what `reports.whole` reads.
    """
    body: JsonObject = {"document": document, "schema": schema, "program": program, "fixes": fixes, "since": since}
    return Call(method="POST", path="/check", body=body, seconds=PATIENT_SECONDS)


def submit(run: str) -> Call:
    """Ask to queue a run."""
    return Call(method="POST", path="/runs", body={"run": run})


def stop(run: str) -> Call:
    """Ask to stop a run."""
    return Call(method="POST", path=f"/runs/{run}/stop", body={})


def start_job(task: str, request: JsonObject) -> Call:
    """Ask to begin a job."""
    return Call(method="POST", path="/jobs", body={**request, "task": task})


def job(name: str) -> Call:
    """Ask for the state of a job."""
    return Call(method="GET", path=f"/jobs/{name}")


def predict(run: str, inputs: JsonObject) -> Call:
    """Ask what a trained model answers."""
    return Call(method="POST", path="/predict", body={"run": run, "inputs": inputs}, seconds=PATIENT_SECONDS)


def trace(document: JsonObject, schema: JsonObject, run: str | None, part: str, number: int) -> Call:
    """Ask what a sample becomes at every node of a network."""
    body: JsonObject = {"document": document, "schema": schema, "run": run, "part": part, "number": number}
    return Call(method="POST", path="/trace", body=body, seconds=PATIENT_SECONDS)


def begin(document: JsonObject, schema: JsonObject, look: str, node: str, number: int) -> Call:
    """Ask how the samples that an Input reads begin: `changed` at random, or `prepared`."""
    body: JsonObject = {"document": document, "schema": schema, "begin": look, "input": node, "number": number}
    return Call(method="POST", path="/begin", body=body, seconds=PATIENT_SECONDS)
