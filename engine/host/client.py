"""The only callers of the engine host, sync and async: they find it or start it, and speak to it; no TensorFlow."""

import asyncio
import threading
import time

import httpx

from engine.host import calls
from engine.host.address import Address, published
from engine.host.calls import Call
from engine.host.fingerprint import fingerprint
from engine.host.launch import launch
from engine.said import heard, say
from engine.words import Json, JsonObject, Refusal

_APPEAR_SECONDS = 60.0
_LOOK_SECONDS = 0.05
_JOB_LOOK_SECONDS = 0.2
_NO_TLS = False  # it never leaves this machine; else each client reads all certificates of the system first
_starting = threading.Lock()


class HostError(Refusal):
    """The engine host could not be reached or started; the message is one sentence for a person."""


class Client:
    """Speaks to the host from ordinary threads; one for a process is enough."""

    def __init__(self) -> None:
        self._http: httpx.Client | None = None

    def ensure(self) -> JsonObject:
        """Find the host of this home folder, or start one, and return its greeting; it may still be warming.

        A host that runs other code is replaced: it starts nothing more and ends with its last run.
        """
        address, greeting = find()
        self.close()
        self._http = _reach(address)
        return greeting

    def ask(self, call: Call) -> JsonObject:
        """Send one call; where the host is gone, to a new one. Raises `Refusal` with the host's sentence."""
        if self._http is None:
            self.ensure()
        for last in (False, True):
            try:
                return _content(self._send(call))
            except httpx.TransportError as error:
                if last or isinstance(error, httpx.TimeoutException):
                    raise HostError(_silence(error)) from error
                self.ensure()
        raise AssertionError

    def hello(self) -> JsonObject:
        """Return the host's greeting: fingerprint, pid, warm, slots, device."""
        return self.ask(calls.HELLO)

    def check(
        self, document: JsonObject, schema: JsonObject | None, *, program: bool = False, fixes: bool = True
    ) -> JsonObject:
        """Return the report on a document, with or without its program and the fixes of its findings."""
        return self.ask(calls.check(document, schema, program=program, fixes=fixes))

    def submit(self, run: str) -> JsonObject:
        """Queue a run made by `engine.runs.folder.create`; returns its place and expected wait."""
        return self.ask(calls.submit(run))

    def runs(self) -> JsonObject:
        """Return the runs that go on and wait, with place and expected wait."""
        return self.ask(calls.RUNS)

    def stop(self, run: str) -> None:
        """Stop a run, keeping its best epoch."""
        self.ask(calls.stop(run))

    def start_job(self, task: str, **request: Json) -> str:
        """Begin a job and return its id."""
        return str(self.ask(calls.start_job(task, request))["job"])

    def job(self, job: str) -> JsonObject:
        """Return the state of a job."""
        return self.ask(calls.job(job))

    def wait_for_job(self, job: str) -> Json:
        """Wait until a job is done and return its result; raises `Refusal` with the sentence of one that failed."""
        while not _is_done(found := self.job(job)):
            time.sleep(_JOB_LOOK_SECONDS)
        return found["result"]

    def predict(self, run: str, inputs: JsonObject) -> JsonObject:
        """Return what the trained model of a run answers to raw inputs."""
        return self.ask(calls.predict(run, inputs))

    def drain(self) -> None:
        """Ask the host to start nothing more and to end with its last run."""
        self.ask(calls.DRAIN)

    def close(self) -> None:
        """Let go of the connections."""
        if self._http is not None:
            self._http.close()

    def _send(self, call: Call) -> httpx.Response:
        assert self._http is not None  # noqa: S101 - `ask` has seen to it
        return self._http.request(call.method, call.path, json=call.body, timeout=call.seconds)


class AsyncClient:
    """Speaks to the host from an event loop; what it returns and raises is what `Client` does."""

    def __init__(self) -> None:
        self._http: httpx.AsyncClient | None = None

    async def ensure(self) -> JsonObject:
        """Find or start the host, as `Client.ensure`."""
        address, greeting = await asyncio.to_thread(find)
        await self.aclose()
        transport = httpx.AsyncHTTPTransport(uds=address.path or None, verify=_NO_TLS)
        self._http = httpx.AsyncClient(transport=transport, base_url=address.base_url, headers=_headers(address))
        return greeting

    async def ask(self, call: Call) -> JsonObject:
        """Send one call, as `Client.ask`."""
        if self._http is None:
            await self.ensure()
        for last in (False, True):
            try:
                return _content(await self._send(call))
            except httpx.TransportError as error:
                if last or isinstance(error, httpx.TimeoutException):
                    raise HostError(_silence(error)) from error
                await self.ensure()
        raise AssertionError

    async def hello(self) -> JsonObject:
        """Return the host's greeting: fingerprint, pid, warm, slots, device."""
        return await self.ask(calls.HELLO)

    async def check(
        self,
        document: JsonObject,
        schema: JsonObject | None,
        *,
        program: bool = False,
        fixes: bool = True,
        since: str | None = None,
    ) -> JsonObject:
        """Return what `calls.check` asks for."""
        return await self.ask(calls.check(document, schema, program=program, fixes=fixes, since=since))

    async def submit(self, run: str) -> JsonObject:
        """Queue a run; returns its place and expected wait."""
        return await self.ask(calls.submit(run))

    async def runs(self) -> JsonObject:
        """Return the runs that go on and wait, with place and expected wait."""
        return await self.ask(calls.RUNS)

    async def stop(self, run: str) -> None:
        """Stop a run, keeping its best epoch."""
        await self.ask(calls.stop(run))

    async def start_job(self, task: str, **request: Json) -> str:
        """Begin a job and return its id."""
        return str((await self.ask(calls.start_job(task, request)))["job"])

    async def job(self, job: str) -> JsonObject:
        """Return the state of a job."""
        return await self.ask(calls.job(job))

    async def wait_for_job(self, job: str) -> Json:
        """Wait until a job is done and return its result; raises `Refusal` with the sentence of one that failed."""
        while not _is_done(found := await self.job(job)):
            await asyncio.sleep(_JOB_LOOK_SECONDS)
        return found["result"]

    async def predict(self, run: str, inputs: JsonObject) -> JsonObject:
        """Return what the trained model of a run answers to raw inputs."""
        return await self.ask(calls.predict(run, inputs))

    async def trace(
        self, document: JsonObject, schema: JsonObject, run: str | None, part: str, number: int
    ) -> JsonObject:
        """Return what a sample of a document's data becomes at every node of its network."""
        return await self.ask(calls.trace(document, schema, run, part, number))

    async def begin(self, document: JsonObject, schema: JsonObject, look: str, node: str, number: int) -> JsonObject:
        """Return how the samples that an Input reads are `changed` at random, or `prepared`."""
        return await self.ask(calls.begin(document, schema, look, node, number))

    async def aclose(self) -> None:
        """Let go of the connections."""
        if self._http is not None:
            await self._http.aclose()

    async def _send(self, call: Call) -> httpx.Response:
        assert self._http is not None  # noqa: S101 - `ask` has seen to it
        return await self._http.request(call.method, call.path, json=call.body, timeout=call.seconds)


def find() -> tuple[Address, JsonObject]:
    """Return where the host of this home folder is and its greeting; starts one where none runs this code."""
    with _starting:
        before = published()
        greeting = before and greeting_of(before)
        if before and greeting and greeting["fingerprint"] == fingerprint():
            return before, greeting
        launch()
        end = time.monotonic() + _APPEAR_SECONDS
        while time.monotonic() < end:
            found = published()
            if found and found != before and (greeting := greeting_of(found)):
                return found, greeting
            time.sleep(_LOOK_SECONDS)
    raise HostError(say("The engine did not start within a minute; the file host.log in the home folder says why."))


def greeting_of(address: Address) -> JsonObject | None:
    """Return the greeting of the host at `address`, or `None` when nobody answers there."""
    with _reach(address) as http:
        try:
            return _content(http.get("/hello", timeout=calls.QUICK_SECONDS))
        except httpx.TransportError:
            return None


def drain(address: Address) -> None:
    """Ask the host at `address`, if it lives, to start nothing more and to end with its last run."""
    with _reach(address) as http:
        try:
            http.post(calls.DRAIN.path, timeout=calls.QUICK_SECONDS)
        except httpx.TransportError:
            return


def _reach(address: Address) -> httpx.Client:
    transport = httpx.HTTPTransport(uds=address.path or None, verify=_NO_TLS)
    return httpx.Client(transport=transport, base_url=address.base_url, headers=_headers(address))


def _headers(address: Address) -> dict[str, str]:
    return {"Authorization": f"Bearer {address.token}"} if address.token else {}


def _content(response: httpx.Response) -> JsonObject:
    if response.status_code == httpx.codes.OK:
        content: JsonObject = response.json()
        return content
    if response.headers.get("content-type", "").startswith("application/json"):
        raise Refusal(heard(response.json()))
    raise HostError(say("The engine met a fault of its own; the file host.log in the home folder says which."))


def _silence(error: httpx.TransportError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return say("The engine did not answer in time; try again in a moment.")
    return say("The engine ended while it worked on this; try again.")


def _is_done(found: JsonObject) -> bool:
    if found["state"] == "failed":
        raise Refusal(heard(found))
    return found["state"] == "done"
