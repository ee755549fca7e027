"""Somebody without a browser who says to the server what a page of ours says, so that only the server is measured."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import httpx
from pycrdt import Doc, create_sync_message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from builder.bundle import version
from engine.assets import asset

PATIENCE = 120.0  # seconds for any one answer


class Guest:
    """A visit at a project of one's own, on its Design page, with the three sockets that a page has open."""

    def __init__(self, http: httpx.AsyncClient, project: str, page: ClientConnection, live: ClientConnection) -> None:
        self._http, self._project, self._page, self._live = http, project, page, live
        self._components: dict[str, BidiComponent] = {}
        self._pressed: dict[str, str] = {}
        self._hash = ""

    async def open(self) -> None:
        """Have the page written for the first time."""
        await self._rerun()

    async def train(self) -> float:
        """Press Train, go to the run's page when it begins and see it to its end; return the seconds to its place.

        That is when a browser shows the run. Cancelled while it waits or trains, it has done what came until then.
        """
        begun = time.perf_counter()
        answer = await self._http.post(f"/api/projects/{self._project}/runs")
        took = time.perf_counter() - begun
        self.run: dict[str, Any] = answer.raise_for_status().json()
        return took

    async def follow(self) -> None:
        """Do what the page does after the press, until the run is over."""
        await self._watch()
        if self.run["place"]:
            await self._until({"started"})
        await self._press("topbar", "started")
        await self._http.get(f"/canvas/{version()}/plotly.js")
        await self._watch()
        await self._until({"finished", "failed"})
        await self._press("plot", "ended")

    async def _watch(self) -> None:
        await self._live.send(json.dumps({"type": "watch", "run": self.run["run"], "offset": 0}))

    async def _until(self, wanted: set[str]) -> None:
        async for text in self._live:
            message = json.loads(text)
            if message["type"] == "run" and wanted & {event.get("event") for event in message["events"]}:
                return

    async def _press(self, component: str, press: str) -> None:
        """Tell Python of a press as `press` in `src/streamlit.ts` does, and read the page that comes of it."""
        shown = self._components[component]
        session = json.loads(shown.json)[1]
        self._pressed[shown.id] = json.dumps({press: [session, time.time() * 1000, self.run["run"]]})
        await self._rerun()

    async def _rerun(self) -> None:
        message = BackMsg()
        message.rerun_script.query_string = f"project={self._project}"
        message.rerun_script.page_script_hash = self._hash
        for key, value in self._pressed.items():
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.json_value = key, value
        await self._page.send(message.SerializeToString())
        async for packed in self._page:
            said = ForwardMsg.FromString(packed if isinstance(packed, bytes) else packed.encode())
            match said.WhichOneof("type"):
                case "new_session":
                    self._hash = said.new_session.page_script_hash
                case "delta" if said.delta.new_element.WhichOneof("type") == "bidi_component":
                    component = said.delta.new_element.bidi_component
                    self._components[component.component_name.rpartition("layerloom_")[2]] = component
                case "script_finished" if said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return


@asynccontextmanager
async def guest(url: str) -> AsyncIterator[Guest]:
    """Let somebody new open a project of their own with the spirals network; they go after."""
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(
            httpx.AsyncClient(base_url=url, headers={"Origin": url}, timeout=PATIENCE)
        )
        await http.get("/open/none", headers={"Accept": "text/html"})
        template = asset("templates/spirals-mlp.json").read_text("utf-8")
        project = (await http.post("/api/projects", content=template)).json()["project"]
        cookie = "; ".join(f"{name}={value}" for name, value in http.cookies.items())

        async def socket(path: str, *protocols: str) -> ClientConnection:
            return await stack.enter_async_context(
                connect(
                    url.replace("http", "ws", 1) + path,
                    additional_headers={"Cookie": cookie, "Origin": url},
                    subprotocols=[Subprotocol(name) for name in protocols] or None,
                    max_size=None,
                )
            )

        page = await socket("/_stcore/stream", "streamlit")
        live, sync = await socket(f"/live/{project}"), await socket(f"/sync/{project}")
        await sync.send(create_sync_message(Doc()))
        listening = asyncio.create_task(_drain(sync))
        stack.callback(listening.cancel)
        visitor = Guest(http, project, page, live)
        await asyncio.wait_for(visitor.open(), PATIENCE)
        yield visitor


async def _drain(socket: ClientConnection) -> None:
    async for _ in socket:
        pass
