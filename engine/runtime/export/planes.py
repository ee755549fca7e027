"""What a card says of pictures with several channels or slices: how the pixels of a file become what it takes."""

from engine.data.schema import Schema
from engine.data.taken import Taken
from engine.runtime.data.picture_form import FORM

_STEPS = {
    "max": ("the largest value of all slices in each place", "slices.max(axis=0)"),
    "mean": ("the mean of all slices in each place, rounded", "np.round(slices.mean(axis=0))"),
    "slice": ("slice {number} of them, counted from 1", "slices[{place}]"),
    "channels": ("every slice, its channels one after the other", "np.concatenate(list(slices), axis=-1)"),
}
_TOLD = """
A graph of TensorFlow reads no TIFF file, so the model takes pixels `(picture, height, width, channel)`. Of a file's
channels it knows {channels}, and of its slices it takes {slices}. With tifffile, of a file whose pages it reads as
`(slice, channel, height, width)`:

```python
import numpy as np
import tifffile

slices = np.moveaxis(tifffile.imread("yours.tif")[:, {places}], 1, -1)
picture = {step}.astype("{pixels}")[np.newaxis]
```"""


def planes(schema: Schema) -> str:
    """Return how the pixels of a file are taken, as Markdown; nothing where pictures have no channels to choose."""
    image = next((feature for feature in schema.features if feature.type == "image"), None)
    if image is None or schema.read.get("form") != FORM:
        return ""
    taken = Taken.of(schema.read)
    words, step = _STEPS[taken.stack]
    numbers = ", ".join(str(place + 1) for place in taken.channels)
    return _TOLD.format(
        channels=f"channel {numbers}" if len(taken.channels) == 1 else f"the channels {numbers}",
        slices=words.format(number=taken.slice + 1),
        places=list(taken.channels),
        step=step.format(place=taken.slice),
        pixels=image.pixels,
    )
