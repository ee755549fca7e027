"""What a program needs to read texts."""

from engine.catalog.source import literal
from engine.data.schema import Feature
from engine.plan import InputSpec

FUNCTION = '''
def text(name, **settings):
    """Cut texts into words or letters and number those that are known from the training rows alone."""
    letters, ends = data[name].tobytes(), data[f"{name} ends"]
    texts = [letters[start:end].decode() for start, end in zip([0, *ends], ends)]
    layer = keras.layers.TextVectorization(**settings)
    layer.adapt(keras.ops.convert_to_tensor([texts[row] for row in training], dtype="string"))
    pieces = [texts[start : start + 256] for start in range(0, len(texts), 256)]
    read = [np.asarray(layer(keras.ops.convert_to_tensor(piece, dtype="string"))) for piece in pieces]
    return np.concatenate(read).astype("float32")
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
        settings["output_sequence_length"] = reading.text_length
    said = "".join(f", {name}={value if value is None else literal(value)}" for name, value in settings.items())  # type: ignore[arg-type]
    return f"text({literal(feature.name)}{said})"
