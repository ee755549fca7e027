"""Reads the definitions of blocks."""

from collections.abc import Mapping

from engine.document.model import ID, PARAM, Block, BlockParam
from engine.document.values import Faults, object_of, text_of
from engine.said import say
from engine.words import Json, JsonObject

LONGEST_NAME = 200


def read_blocks(value: Json, faults: Faults) -> dict[str, Block]:
    """Read every definition; what cannot be read is left out, with a fault."""
    read = {}
    for key, content in object_of(value).items():
        if not ID.fullmatch(key) or not isinstance(content, Mapping):
            faults.say(f"The block “{key[:64]}” could not be read and was left out.")
        else:
            read[key] = _block(key, content, faults)
    return read


def _block(key: str, value: JsonObject, faults: Faults) -> Block:
    for extra in sorted(set(value) - {"name", "help", "params"}):
        said = say("“{extra}” of the block “{key}” is not known here and was left out.", extra=extra[:40], key=key)
        faults.say(said, severity="advice")
    params = {}
    for name, param in object_of(value.get("params")).items():
        if PARAM.fullmatch(name):
            params[name] = read_param(param)
        else:
            faults.say(
                f"The parameter “{name[:40]}” of the block “{key}” was left out: a name is a small letter, then small "
                "letters, digits or _, at most 32, and is not i."
            )
    return Block(
        name=text_of(value.get("name"))[:LONGEST_NAME], help=text_of(value.get("help"))[:LONGEST_NAME], params=params
    )


def read_param(value: Json) -> BlockParam:
    """Read one parameter of a block."""
    content = object_of(value)
    return BlockParam(default=content.get("default"), help=text_of(content.get("help"))[:LONGEST_NAME])
