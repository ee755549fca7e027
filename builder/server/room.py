"""One project's shared document while somebody has it open: who is in, what is admitted, what is saved."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pycrdt import Map, TransactionEvent
from pycrdt.websocket import YRoom

from builder.server.lib0 import MalformedError
from builder.server.mending import Mending
from builder.server.saving import Saving
from builder.server.updates import read_state, read_update
from builder.store import states
from engine.document import yjs
from engine.document.following import Following
from engine.document.model import FORMAT, VERSION, Document
from engine.said import say

if TYPE_CHECKING:
    from builder.server.member import Member

MOST_NODES = 2_000  # more keep a browser busy for longer than anybody waits
MOST_BYTES = 10_000_000
_DEEPEST_UPDATE = 4
_DEEPEST = 40


class RefusedError(Exception):
    """An update that would take the document over a limit; the message is a sentence for its author."""


class Room(YRoom):
    """A project's document, loaded from its journal, shared with every client and saved as it changes."""

    def __init__(self, project: str) -> None:
        doc, end = states.load(project)
        super().__init__(ydoc=doc)
        self.project = project
        self.broken = False
        self.listeners: set[Callable[[], None]] = set()
        """Called after each change, and when saving fails or works again."""
        self.speakers: dict[int, Member] = {}
        """Which browser speaks for which client of the presence."""
        self.meaning = 0
        """Counts changes of what a report may depend on: all but the drawing."""
        self._nodes: Map[Any] = doc.get("nodes", type=Map)
        self._meta: Map[Any] = doc.get("meta", type=Map)
        self._bytes = len(doc.get_update())
        self._depth = 0
        self._mending = Mending(self._nodes)
        self._kept = [doc.observe(self._save), self._nodes.observe_deep(self._mending.note)]
        for root in ("meta", "nodes", "blocks", "data", "training"):
            self._kept.append(doc.get(root, type=Map).observe_deep(self._changed))
        self.saving = Saving(states.path_of(project), end, state=doc.get_update, told=self.tell)
        yjs.raise_version(doc)
        self._following = Following(doc)

    def document(self) -> Document:
        """Return the document as it is now."""
        return self._following.document()

    def rename(self, name: str) -> None:
        """Give the document another name, for everybody in the room."""
        self._meta["name"] = name

    def admit(self, update: bytes) -> None:
        """Apply a client's update. Raises `MalformedError` or `RefusedError`, and the document is as it was."""
        contents = read_update(update, read_state(self.ydoc.get_state()))
        if len(self._nodes) + contents.nodes > MOST_NODES:
            raise RefusedError(say("A document has at most {most_nodes} nodes.", most_nodes=MOST_NODES))
        if contents.depth > _DEEPEST_UPDATE or (contents.depth and self._depth > _DEEPEST):
            raise MalformedError(say("Maps are nested too deep."))
        if self._bytes + len(update) > MOST_BYTES:
            self._bytes = len(self.ydoc.get_update())
            if self._bytes + len(update) > MOST_BYTES:
                raise RefusedError(say("A document has at most {most_bytes} MB.", most_bytes=MOST_BYTES // 1_000_000))
        try:
            self.ydoc.apply_update(update)
        except (ValueError, RuntimeError) as error:
            # What the library found wrong half-way may have left half of it: the room begins again from the disk.
            self.broken = True
            raise MalformedError(say("The update does not fit the document.")) from error
        with self.ydoc.transaction():
            self._mend_head()
            self._mending.mend()

    def tell(self) -> None:
        """Call every listener."""
        for listener in tuple(self.listeners):
            listener()

    async def close(self) -> None:
        """Save what is not saved, and end."""
        await self.saving.close()
        self._following.end()
        for subscription in self._kept:
            subscription.drop()
        await self.stop()
        self._update_send_stream.close()

    def _mend_head(self) -> None:
        # No browser of ours changes what the document is; a wrong word there would keep everybody from reading it.
        for key, value in (("format", FORMAT), ("version", VERSION)):
            if self._meta.get(key, value) != value:
                self._meta[key] = value

    def _save(self, event: TransactionEvent) -> None:
        self._bytes += len(event.update)
        self.saving.add(event.update)
        self.tell()

    def _changed(self, events: list[Any]) -> None:
        self.meaning += 1
        self._depth = max(self._depth, *(len(event.path) for event in events))
