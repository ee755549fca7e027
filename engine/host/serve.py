"""The engine host's life: listen, import Keras in the background, serve, end when nobody needs it any more."""

import asyncio
import json
import logging
import os
import shutil
import signal
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from multiprocessing.util import get_temp_dir

import uvicorn

from engine.home import home
from engine.host.address import Address, listen, publish, published, withdraw
from engine.host.client import drain
from engine.host.dispatch import Dispatch
from engine.host.fingerprint import fingerprint
from engine.host.forks import Forks
from engine.host.jobs import Jobs
from engine.host.limits import MEGABYTE, Limits
from engine.host.machine import machine
from engine.host.routes import Host, application
from engine.host.servant import Servant
from engine.runs.lock import held
from engine.said import say
from engine.words import Refusal

_IDLE_SECONDS = 60.0
_CHECK = Limits(memory=1500 * MEGABYTE, file_size=50 * MEGABYTE, seconds=60)
_PREDICT = Limits(memory=2500 * MEGABYTE, file_size=50 * MEGABYTE, seconds=60)
log = logging.getLogger("engine.host")


def serve() -> None:
    """Be the engine host of this home folder; ends at once when one with the same code is there already.

    `LAYERLOOM_IDLE_SECONDS` says how long it stays without a client (60).
    """
    idle = float(os.environ.get("LAYERLOOM_IDLE_SECONDS") or _IDLE_SECONDS)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("KERAS_BACKEND", "tensorflow")
    code = fingerprint()
    with held(home() / f"host-{code}.lock") as first:
        if first:
            asyncio.run(_serve(code, idle))
            shutil.rmtree(get_temp_dir(), ignore_errors=True)
    # Runs outlive the host: the interpreter must not wait for them at its exit, as multiprocessing would.
    sys.stderr.flush()
    os._exit(0)


async def _serve(code: str, idle: float) -> None:
    # Each waiting for a child takes a thread.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(max_workers=64))
    forks = Forks()
    predictor = Servant(forks, "predict", say("The prediction"), _PREDICT)
    host = Host(
        fingerprint=code,
        checker=Servant(forks, "check", say("The check"), _CHECK),
        predictor=predictor,
        jobs=Jobs(forks),
        # Whoever has trained a network wants to try it.
        dispatch=Dispatch(forks, machine(), partial(_ready_to_predict, predictor)),
    )
    listener, address = listen(host.fingerprint)
    # Asked to end, the server ends and passes the signal on to whoever was there before it; more is to be tidied up.
    signal.signal(signal.SIGTERM, lambda *_: None)
    server = uvicorn.Server(uvicorn.Config(application(host, address.token), log_level="warning", lifespan="off"))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    await _take_over(host, address)
    warming = asyncio.create_task(_warm(host))
    ending = asyncio.create_task(_end_when_unneeded(host, server, idle))
    await serving
    for task in (warming, ending):
        task.cancel()
    withdraw(address)
    _end_children(host, listener)


async def _ready_to_predict(predictor: Servant, run: str) -> None:
    with suppress(Refusal):  # whoever tries the network is told then
        await predictor.ask(json.dumps({"run": run, "inputs": None}).encode())


async def _take_over(host: Host, address: Address) -> None:
    """Ask a host with other code to start nothing more, adopt the runs there are, and only then let clients come."""
    if before := published():
        await asyncio.to_thread(drain, before)
    host.dispatch.adopt()
    publish(address)


async def _warm(host: Host) -> None:
    began = time.monotonic()
    await host.checker.start()
    gpus = sum(device["kind"] == "GPU" for device in host.checker.greeting.get("devices", []))
    host.dispatch.machine = replace(host.dispatch.machine, gpus=gpus)
    log.info("Warm after %.1f s.", time.monotonic() - began)


async def _end_when_unneeded(host: Host, server: uvicorn.Server, idle: float) -> None:
    while True:
        await asyncio.sleep(min(1.0, idle / 4))
        unheard = time.monotonic() - host.heard > idle
        if not host.busy and (unheard or host.dispatch.draining):
            server.should_exit = True


def _end_children(host: Host, listener: socket.socket) -> None:
    host.checker.end()
    host.predictor.end()
    host.jobs.end()
    listener.close()
