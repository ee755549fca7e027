"""Who is still there: a browser whose network is gone says nothing, not even that it goes."""

import asyncio
import time
from collections.abc import Callable, Iterable
from typing import cast

from builder.server.member import Member
from builder.server.room import Room
from engine.said import say

COME_BACK = 1012
ASK_SECONDS = 3.0
SILENT_SECONDS = 8.0

# The question of y-websocket that every browser answers, also one whose window is hidden.
_WHO_IS_THERE = bytes([3])


async def attend(rooms: Callable[[], Iterable[Room]]) -> None:
    """Ask everybody in company again and again, and let those go who have not answered for a while."""
    while True:
        await asyncio.sleep(ASK_SECONDS)
        for room in rooms():
            if len(room.clients) > 1:
                look_round(room)


def look_round(room: Room) -> None:
    """Ask everybody in a room whether they are there; whoever has been silent for too long is shown as gone."""
    now = time.monotonic()
    for client in tuple(room.clients):
        member = cast(Member, client)
        if now - member.heard > SILENT_SECONDS:
            member.leave()
            member.outbox.close(COME_BACK, say("Nothing was heard from this browser; it comes back by itself."))
        else:
            member.outbox.put(_WHO_IS_THERE)
