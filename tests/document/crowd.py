"""People at canvases in a process of Node, the server's room between them, and a network as bad as networks are."""

import asyncio
import base64
import json
import random
import shutil
import subprocess
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from builder.server.room import Room
from engine.assets import asset
from engine.document import yjs

START = Path(__file__).parents[2] / "builder/frontend/tests/people/start.mjs"


class Canvases:
    """The process in which the canvases are."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, what: str, who: int, **more: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": what, "who": who, **more}) + "\n")
        self._process.stdin.flush()
        said = json.loads(self._process.stdout.readline() or '{"error": "It ended."}')
        assert "error" not in said, said["error"]
        return said["answer"]


@contextmanager
def canvases() -> Iterator[Canvases]:
    node = shutil.which("node")
    assert node is not None
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([node, START], cwd=START.parent, **pipes) as one:
        yield Canvases(one)
        assert one.stdin is not None
        one.stdin.close()
        one.wait(10)


def encoded(update: bytes) -> str:
    return base64.b64encode(update).decode()


class Crowd:
    """People in one room; what each sends and hears is under way for a while, and lost when a connection breaks."""

    def __init__(self, room: Room, asked: Canvases, people: int, seed: int) -> None:
        self.room, self._asked = room, asked
        self._chance = random.Random(seed)
        self.done: Counter[str] = Counter()
        self._people = range(people)
        self._up: dict[int, deque[bytes] | None] = {who: deque() for who in self._people}
        self._down: dict[int, deque[bytes]] = {who: deque() for who in self._people}
        self._kept = room.ydoc.observe(lambda event: self._broadcast(event.update))
        for who in self._people:
            asked.ask("come", who, bytes=encoded(room.ydoc.get_update()), catalog=str(asset("catalog.json")))

    def step(self) -> None:
        """Let somebody do something, and let time pass on the network."""
        who = self._chance.choice(self._people)
        said = self._asked.ask("step", who, seed=self._chance.getrandbits(32))
        self.done[said["name"] or "nothing"] += 1
        self._send(who, said["updates"])
        for _ in range(self._chance.randrange(4)):
            self._carry(self._chance.choice(self._people))
        if self._chance.random() < 0.02:
            self._up[who] = None
            self._down[who].clear()
        elif self._chance.random() < 0.1:
            self._connect(who)

    def settle(self) -> None:
        """Let everything arrive."""
        for who in self._people:
            self._connect(who)
        while any(self._up.values()) or any(self._down.values()):
            for who in self._people:
                self._carry(who)

    def contents(self) -> list[Any]:
        """Return what lies in the document, at each person and in the room."""
        there = [self._asked.ask("contents", who) for who in self._people]
        return [*there, json.loads(json.dumps(yjs.content(self.room.ydoc)))]

    def _connect(self, who: int) -> None:
        if self._up[who] is not None:
            return
        here = base64.b64decode(self._asked.ask("vector", who))
        there = encoded(self.room.ydoc.get_state())
        self._up[who] = deque([base64.b64decode(self._asked.ask("missing", who, bytes=there))])
        self._down[who] = deque([self.room.ydoc.get_update(here)])

    def _carry(self, who: int) -> None:
        """Bring one message to the server, one to the person."""
        if up := self._up[who]:
            update = up.popleft()
            if update != b"\x00\x00":
                self.room.admit(update)
        if down := self._down[who]:
            self._send(who, self._asked.ask("receive", who, bytes=encoded(down.popleft()))["updates"])

    def _send(self, who: int, updates: list[str]) -> None:
        up = self._up[who]
        if up is not None:
            up.extend(base64.b64decode(update) for update in updates)

    def _broadcast(self, update: bytes) -> None:
        for who in self._people:
            if self._up[who] is not None:
                self._down[who].append(update)


async def breathe() -> None:
    """Let the room save."""
    await asyncio.sleep(0)
