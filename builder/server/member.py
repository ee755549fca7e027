"""One browser in a room: what it sends is read and judged here, before the room sees it."""

import asyncio
import json
import time
from typing import Any, cast

from pycrdt import (
    Decoder,
    YMessageType,
    YSyncMessageType,
    create_awareness_message,
    handle_sync_message,
    read_message,
)
from starlette.websockets import WebSocket, WebSocketDisconnect

from builder.server.entries import Entry
from builder.server.lib0 import MalformedError
from builder.server.room import RefusedError, Room
from builder.server.updates import read_state
from engine.said import say

MALFORMED = 4400
REFUSED = 4413
MOST_BYTES = 1_000_000
_MOST_PRESENCE_BYTES = 16_000
_NEVER = {"clock": -1}


class Member:
    """The channel between a room and a browser; the role of its `entry` is asked at every message."""

    def __init__(self, room: Room, socket: WebSocket, entry: Entry) -> None:
        self.outbox = entry.outbox
        self.heard = time.monotonic()
        """When the browser last said anything, in seconds of the clock that never goes back."""
        self._entry = entry
        self._room = room
        self._socket = socket
        self._synced = False
        self._present: set[int] = set()
        self._replies: set[asyncio.Task[None]] = set()

    @property
    def path(self) -> str:
        """The room's name."""
        return self._room.project

    def __aiter__(self) -> "Member":
        """Return the messages for the room, one by one."""
        return self

    async def __anext__(self) -> bytes:
        """Return the next message for the room."""
        while True:
            message = await self.recv()
            try:
                if self._judge(message):
                    return message
            except MalformedError as error:
                self._send_away(MALFORMED, str(error))
            except RefusedError as error:
                self._send_away(REFUSED, str(error))

    async def send(self, message: bytes) -> None:
        """Queue a message for the browser."""
        self.outbox.put(message)

    async def recv(self) -> bytes:
        """Return the browser's next message."""
        try:
            message = await self._socket.receive_bytes()
        except (WebSocketDisconnect, KeyError, RuntimeError) as error:
            raise StopAsyncIteration from error
        self.heard = time.monotonic()
        if len(message) > MOST_BYTES:
            self._send_away(REFUSED, say("A message has at most {most_bytes} MB.", most_bytes=MOST_BYTES // 1_000_000))
        return message

    def leave(self) -> None:
        """Take this browser's presence out of the room."""
        for reply in self._replies:
            reply.cancel()
        awareness = self._room.awareness
        speakers = self._room.speakers
        gone = [client for client in self._present if speakers.get(client) is self and client in awareness.states]
        self._present.clear()
        for client in [client for client, speaker in speakers.items() if speaker is self]:
            del speakers[client]
        if gone:
            awareness.remove_awareness_states(gone, "left")
            message = create_awareness_message(awareness.encode_awareness_update(gone))
            for other in self._room.clients:
                cast(Member, other).outbox.put(message)

    def _judge(self, message: bytes) -> bool:
        """Do what a message asks; say whether the room is to see it."""
        if message[:1] == bytes([YMessageType.AWARENESS]):
            return self._note_presence(message[1:])
        if message[:1] != bytes([YMessageType.SYNC]) or len(message) < 2:
            return False
        content = _content(message[2:])
        if message[1] == YSyncMessageType.SYNC_STEP1:
            read_state(content)
            self._answer(handle_sync_message(message[1:], self._room.ydoc) or b"")
        elif self._entry.role != "look" and content != b"\x00\x00":
            self._room.admit(content)
        return False

    def _answer(self, reply: bytes) -> None:
        if not self._synced:
            self._synced = True
            self.outbox.put(reply)
            return
        # Asked again, it is to learn that its edits are safe: the answer waits until they are on the disk.
        task = asyncio.create_task(self._answer_when_saved(reply))
        self._replies.add(task)
        task.add_done_callback(self._replies.discard)

    async def _answer_when_saved(self, reply: bytes) -> None:
        await self._room.saving.done()
        self.outbox.put(reply)

    def _note_presence(self, message: bytes) -> bool:
        """Say whether the room is to hear who is here: a browser speaks for itself, and for nobody else."""
        if len(message) > _MOST_PRESENCE_BYTES:
            raise RefusedError(say("Too much was said about who is here."))
        said = _said(_content(message))
        clients = said.keys()
        if not all(map(self._may_speak_for, clients)):
            return False
        self._present |= clients
        if len(self._present) > 16:
            raise RefusedError(say("One browser speaks for too many people."))
        self._room.speakers.update(dict.fromkeys(clients, self))
        # That somebody is still there, as they say when they are asked, is no news to the others.
        known = self._room.awareness.meta
        return any(gone or clock > known.get(client, _NEVER)["clock"] for client, (clock, gone) in said.items())

    def _may_speak_for(self, client: int) -> bool:
        # Whoever lost the connection and comes back may be here twice for a while.
        speaker = self._room.speakers.get(client)
        return speaker is None or speaker._entry.person == self._entry.person

    def _send_away(self, code: int, reason: str) -> None:
        self.outbox.close(code, reason)
        raise StopAsyncIteration


def _content(message: bytes) -> bytes:
    try:
        content: Any = read_message(message)
    except (IndexError, RuntimeError, AssertionError) as error:
        raise MalformedError(say("The message is cut off.")) from error
    return cast(bytes, content)


def _said(presence: bytes) -> dict[int, tuple[int, bool]]:
    """Return for each client that a message about presence speaks for its clock, and whether it says that it goes."""
    said = {}
    try:
        decoder = Decoder(presence)
        for _client in range(decoder.read_var_uint()):
            client, clock, state = decoder.read_var_uint(), decoder.read_var_uint(), decoder.read_var_string()
            # It is passed on as it is: what no browser can read must not reach any.
            if not isinstance(json.loads(state, parse_constant=_none), dict | None):
                raise MalformedError(say("The message about who is here is none."))
            said[client] = clock, state == "null"
    except (IndexError, RuntimeError, ValueError) as error:
        raise MalformedError(say("The message about who is here is cut off.")) from error
    return said


def _none(word: str) -> None:
    # Python reads NaN and Infinity, no browser does.
    raise ValueError(word)
