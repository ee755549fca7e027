"""Plain arrays in an archive: written as `.npy`, and read only where type and shape are those that are expected."""

import io

import numpy as np

from engine.runtime.data.raw import Array
from engine.words import Refusal

_DAMAGED = "The arrays in this file are damaged; export the project again."


def packed(values: Array) -> bytes:
    """Return an array as the content of a `.npy` file."""
    content = io.BytesIO()
    np.save(content, values, allow_pickle=False)
    return content.getvalue()


def unpacked(content: bytes, kind: str, shape: tuple[int | None, ...]) -> Array:
    """Return the array in a `.npy` file, of the dtype called `kind`; `None` in `shape` is any length.

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
    if dtype != np.dtype(kind) or not _fits(said, shape):
        raise Refusal("The arrays in this file are not those of its network: their shapes or types differ.")
    if len(content) - file.tell() != dtype.itemsize * int(np.prod(said, dtype=object)):
        raise Refusal(_DAMAGED)
    flat = np.frombuffer(content, dtype, offset=file.tell())
    return flat.reshape(said, order="F" if is_fortran else "C")


def _fits(said: tuple[int, ...], shape: tuple[int | None, ...]) -> bool:
    return len(said) == len(shape) and all(want in (None, size) for size, want in zip(said, shape, strict=True))
