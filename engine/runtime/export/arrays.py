"""Plain arrays in an archive: written as `.npy`, and read only where type and shape are those that are expected."""

import io
from typing import Any

import numpy as np

from engine.runtime.data.raw import Array
from engine.said import say
from engine.words import Refusal

_DAMAGED = say("The arrays in this file are damaged; export the project again.")


def packed(values: Array) -> bytes:
    """Return an array as the content of a `.npy` file."""
    content = io.BytesIO()
    np.save(content, values, allow_pickle=False)
    return content.getvalue()


def unpacked(content: bytes, kind: str | None = None, shape: tuple[int | None, ...] | None = None) -> Array:
    """Return the array in a `.npy` file, of the dtype called `kind`; `None` in `shape` is any length.

    Where neither is expected, any shape of plain numbers is taken.

    Nothing is allocated before the header was seen to fit the content. Raises `Refusal` where it does not.
    """
    file = io.BytesIO(content)
    try:
        version = np.lib.format.read_magic(file)
        said, is_fortran, dtype = np.lib.format.read_array_header_1_0(file)
    except (ValueError, EOFError, SyntaxError, RecursionError) as error:
        raise Refusal(_DAMAGED) from error
    if version != (1, 0) or dtype.hasobject:
        raise Refusal(_DAMAGED)
    if not _is_of(dtype, kind) or not _fits(said, shape):
        raise Refusal(say("The arrays in this file are not those of its network: their shapes or types differ."))
    if len(content) - file.tell() != dtype.itemsize * int(np.prod(said, dtype=object)):
        raise Refusal(_DAMAGED)
    flat = np.frombuffer(content, dtype, offset=file.tell())
    return flat.reshape(said, order="F" if is_fortran else "C")


def _is_of(dtype: np.dtype[Any], kind: str | None) -> bool:
    return dtype.kind in "fiub" if kind is None else dtype == np.dtype(kind)


def _fits(said: tuple[int, ...], shape: tuple[int | None, ...] | None) -> bool:
    if shape is None:
        return True
    return len(said) == len(shape) and all(want in (None, size) for size, want in zip(said, shape, strict=True))
