"""Pictures and sounds as the bytes of files: decoded in the graph, so that who asks an exported model need not."""

from collections.abc import Mapping
from dataclasses import replace

import tensorflow as tf

from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.data.types import Field

SIGNATURE = "from_files"


def fields(preparation: Preparation) -> dict[str, Field]:
    """Return the fields of which a graph can decode files, by input name."""
    return {field.key: field for field in preparation.fields.values() if field.files}


def of_files(preparation: Preparation) -> Preparation:
    """Return a preparation that takes what files are decoded to."""
    return replace(preparation, fields={name: field.of_files() for name, field in preparation.fields.items()})


def decoded(files: Tensor, field: Field) -> Tensor:
    """Return the raw values of a batch of files, as the preparation `of_files` takes them."""
    shape, dtype = field.of_files().input().shape[1:], field.of_files().input().dtype
    # Of sounds each is as long as the longest that is read.
    fixed = tf.TensorSpec([None if size is None else size for size in shape], dtype)
    return tf.map_fn(field.from_file, files, fn_output_signature=fixed)


def as_files(raw: Mapping[str, Array], known: Mapping[str, Field]) -> dict[str, list[bytes] | Array]:
    """Return raw values in which each value that can be a file is one."""
    return {
        key: [known[key].as_file(value) for value in values] if key in known else values for key, values in raw.items()
    }
