"""The border between the engine and what it serves: every exception that comes this far leaves as one sentence."""

import errno
import logging
from collections.abc import Callable

import tensorflow as tf

from engine.said import carried, say
from engine.words import Json, JsonObject, Refusal

log = logging.getLogger("engine")


def said(work: Callable[[], Json]) -> JsonObject:
    """Do `work` and return `{"result": …}`, or `{"refused": sentence}` where it raised; a fault of ours is logged."""
    try:
        return {"result": work()}
    except Exception as error:  # noqa: BLE001 - this is the border
        return carried({"refused": sentence_of(error)})


def sentence_of(error: Exception) -> str:
    """Return one sentence for a person that says what went wrong."""
    match error:
        case Refusal():
            return str(error)
        case MemoryError() | tf.errors.ResourceExhaustedError():
            return say(
                "This needs more memory than there is for it; make the network, the batch size or the data smaller."
            )
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            return say("The disk is full; make room on it, then try again.")
        case OSError(errno=errno.EFBIG):
            return say("This would write a larger file than is allowed; make the network or the data smaller.")
    log.error("A fault inside the engine", exc_info=error)
    first = str(error).strip().split("\n")[0][:300]
    return say("Something went wrong inside the engine ({name}: {first}).", name=type(error).__name__, first=first)
