"""What a program needs to read texts."""

from engine.catalog.source import literal
from engine.data.schema import Feature
from engine.plan import InputSpec

FUNCTION = r'''
def text(name, shifted=False, **settings):
    """Cut texts into words or letters and number those that are known from the training rows alone.

    One that is shifted begins with a mark, 2, and has at each place what stands before it.
    """
    letters, ends = data[name].tobytes(), data[f"{name} ends"]
    texts = [letters[start:end].decode() for start, end in zip([0, *ends], ends)]
    layer = keras.layers.TextVectorization(**settings)
    layer.adapt(keras.ops.convert_to_tensor([texts[row] for row in training], dtype="string"))
    if shifted:
        known = layer.get_vocabulary(include_special_tokens=False)
        layer.set_vocabulary(["\2", "\3", *known[: settings["max_tokens"] - 4]])
    pieces = [texts[start : start + 256] for start in range(0, len(texts), 256)]
    read = [np.asarray(layer(keras.ops.convert_to_tensor(piece, dtype="string"))) for piece in pieces]
    found = np.concatenate(read).astype("float32")
    return np.append(np.full((len(found), 1), 2, "float32"), found, axis=1) if shifted else found
'''
FOLLOWING = '''
def following(read):
    """Tell what comes next at each place: after the last word a mark, 3, and then nothing."""
    after = np.append(read[:, 1:], np.zeros((len(read), 1)), axis=1).astype("int32")
    after[np.arange(len(read)), (after != 0).sum(axis=1)] = 3
    return after
'''


def written(feature: Feature, spec: InputSpec) -> str:
    """Return the expression that reads a column of texts as an Input does."""
    reading = spec.reading
    settings: dict[str, object] = {"max_tokens": reading.text_words}
    if not reading.text_tidy:
        settings["standardize"] = None
    if reading.text_form == "characters":
        settings["split"] = "character"
    if reading.text_form == "bag":
        settings |= {"output_mode": "multi_hot", "pad_to_max_tokens": True}
    else:
        settings["output_sequence_length"] = (reading.text_length or 1) - reading.text_shifted
    shifted = ", shifted=True" if reading.text_shifted else ""
    said = "".join(f", {name}={value if value is None else literal(value)}" for name, value in settings.items())  # type: ignore[arg-type]
    return f"text({literal(feature.name)}{shifted}{said})"
