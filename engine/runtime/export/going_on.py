"""What the README of a network says that writes on a text: how to let it, in a few lines."""

from collections.abc import Sequence

from engine.runtime.answers import Answer, TokenAnswer
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.types import TextField

_EXAMPLE = """
It goes on writing a text, piece by piece; of what stands there already it reads the last {window} {pieces}:

```python
import random

signs, text = {{"␣": " ", "↵": "\\n", "⇥": "\\t"}}, "Once upon a time"
for _ in range(100):
    said = model.signatures["serving_default"]({key}=tf.constant([[text]]))
    chances = said["{node}_probabilities"].numpy()[0] ** (1 / 0.6)  # the lower this number, the less is dared
    piece = random.choices(said["{node}_tokens"].numpy(), chances)[0].decode()
    text += {before}signs.get(piece, piece)
print(text)
```
"""
_KERAS = """
The text of `{key}` must have one space between its words and marks, `↵` for the end of a line, and no more than
{window} of them: cutting it up is done by the SavedModel alone.
"""


def example(preparation: Preparation, read: Sequence[Answer]) -> str:
    """Return how a SavedModel is asked to go on with a text; nothing where it is not for that."""
    found = _found(preparation)
    node = next((one.node for one in read if isinstance(one, TokenAnswer)), None)
    if found is None or node is None:
        return ""
    before = '" " + ' if found.pieces == "words" else ""
    return _EXAMPLE.format(window=found.window, pieces=found.pieces, key=found.key, node=node, before=before)


def cut_before(preparation: Preparation) -> str:
    """Return how the text must stand that a `.keras` file is given, where that is not as people write it."""
    found = _found(preparation)
    return _KERAS.format(key=found.key, window=found.window) if found and found.pieces == "words" else ""


def _found(preparation: Preparation) -> TextField | None:
    fields = (field for field in preparation.fields.values() if isinstance(field, TextField))
    return next((field for field in fields if field.pieces), None)
