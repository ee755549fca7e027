"""What runs inside a child of the host: it waits for its orders, takes on its limits, and serves its role."""

import importlib
import json
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, TypeAlias

from engine.host import limits
from engine.host.reports import Answered
from engine.host.scratch import scratch
from engine.said import carried
from engine.words import Json, JsonObject

Message: TypeAlias = dict[str, Any]

RESULT, REFUSED = b"=", b"!"
"""What an answer begins with, so that whoever hands it on need not read it."""


def main(connection: Connection) -> None:
    """Serve the role that the first message names. Messages are JSON; nothing is ever unpickled from one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Done already by the fork server; where every child imports for itself, a spare one does so before its orders come.
    importlib.import_module("engine.host.warm")
    try:
        orders = receive(connection)
    except EOFError:
        return
    if hasattr(os, "setsid"):
        os.setsid()
    limits.apply(limits.Limits(**orders["limits"]))
    with scratch():
        _ROLES[orders["role"]](connection, orders)


def send(connection: Connection, message: JsonObject) -> None:
    """Send one message."""
    connection.send_bytes(json.dumps(message, ensure_ascii=False, allow_nan=False).encode())


def receive(connection: Connection) -> Message:
    """Wait for one message; raises `EOFError` when the other side is gone."""
    message: Message = json.loads(connection.recv_bytes())
    return message


def _check(connection: Connection, _: Message) -> None:
    from engine.runtime.check import check_document
    from engine.runtime.devices import devices, hide_gpus

    _end_with_host()
    found = devices()
    hide_gpus()
    send(connection, {"ready": True, "devices": found})
    answered = Answered()

    def answer(request: Message) -> JsonObject:
        written, fixed = request.get("program") is True, request.get("fixes") is not False
        report = check_document(request["document"], request.get("schema"), written=written, fixed=fixed)
        since = request.get("since")
        return report if since is None else answered.since(since, report)

    _serve(connection, answer)


def _predict(connection: Connection, _: Message) -> None:
    from engine.runtime.begin.beginning import Beginning
    from engine.runtime.devices import hide_gpus
    from engine.runtime.predict import Predictor
    from engine.runtime.trace.tracer import Tracer

    _end_with_host()
    hide_gpus()
    send(connection, {"ready": True})
    predictor, tracer, beginning = Predictor(), Tracer(), Beginning()

    def answer(request: Message) -> JsonObject:
        if "begin" in request:
            return beginning.answer(request)
        return tracer.trace(request) if "document" in request else predictor.predict(request)

    _serve(connection, answer)


def _work(_: Connection, orders: Message) -> None:
    from engine.runtime.worker import work

    limits.die_first()
    limits.give_way()
    work(orders["folder"], threads=orders["threads"])


def _job(connection: Connection, orders: Message) -> None:
    from engine.host.tasks import run_job, task
    from engine.runtime.devices import hide_gpus

    _end_with_host()
    limits.die_first()
    if not task(orders["request"]["task"]).prompt:
        limits.give_way(limits.POLITER)
    hide_gpus()

    def report(progress: float, sentence: str) -> None:
        send(connection, carried({"progress": progress, "sentence": sentence}))

    send(connection, carried(run_job(orders["request"], report)))


def _serve(connection: Connection, answer: Callable[[Message], Json]) -> None:
    """Answer requests until the host is gone; a refusal is answered as its sentence."""
    from engine.runtime.border import said

    while True:
        try:
            request = connection.recv_bytes()
        except EOFError:
            return
        found = said(partial(_answered, answer, request))
        mark, content = (RESULT, found["result"]) if "result" in found else (REFUSED, found)
        connection.send_bytes(mark + json.dumps(content, ensure_ascii=False, allow_nan=False).encode())


def _answered(answer: Callable[[Message], Json], request: bytes) -> Json:
    return answer(json.loads(request))


def _end_with_host() -> None:
    """End this process, and what it has started, as soon as the host is gone."""
    host = multiprocessing.parent_process()
    if host is None:
        return

    def watch() -> None:
        host.join()
        if sys.platform == "win32":
            os._exit(1)
        os.killpg(0, signal.SIGKILL)

    threading.Thread(target=watch, daemon=True).start()


_ROLES: dict[str, Callable[[Connection, Message], None]] = {
    "check": _check,
    "predict": _predict,
    "work": _work,
    "job": _job,
}
