"""However the columns of a table are called, its preparation and the whole exported model can be built."""

import keras
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.keys import keys
from engine.data.reading import Reading
from engine.runtime.answers import ClassesAnswer, NumberAnswer
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.types import CategoryField, NumberField
from engine.runtime.export.whole import joined

# Words that layers, operations and models of ours or of Keras are called by.
WORDS = (
    *("x", "normalize x", "concatenate", "join", "cast", "nan to num", "input", "prepare", "network", "model"),
    *("resize", "one hot x", "index_x", "sigmoid answer", "both_answer_", "Activation", "rescaling", "keras", "_"),
)
COLUMNS = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), min_size=1, max_size=6, unique=True)


@given(st.lists(st.text(max_size=12), unique=True, max_size=8))
def test_names_are_distinct_and_never_end_as_ours_do(names: list[str]) -> None:
    given_names = list(keys(names).values())
    assert len(set(given_names)) == len(names)
    assert not any(name.endswith("_") for name in given_names)


@given(names=COLUMNS, texts=st.lists(st.booleans(), min_size=6, max_size=6), classes=st.sampled_from((0, 2, 3)))
@settings(max_examples=60, deadline=None)
def test_any_names_make_a_model_from_raw_values_to_answers(names: list[str], texts: list[bool], classes: int) -> None:
    preparation = _preparation(names, texts)
    reads = preparation.model()
    inputs = {node: keras.Input(output.shape[1:], name=node) for node, output in reads.output.items()}
    last = keras.layers.Dense(1 if classes in {0, 2} else classes, name="dense")
    network = keras.Model(inputs, {"answer": last(inputs["first"])})
    names_of = tuple(map(str, range(classes)))
    answer = (
        ClassesAnswer(node="answer", target="y", classes=names_of, logits=True)
        if classes
        else NumberAnswer(node="answer", target="y", logits=True)
    )
    whole = joined(preparation.model(), network, (answer,))
    raw = {
        field.key: keras.ops.convert_to_tensor([["a"]] if field.type == "category" else [[1.0]])
        for field in preparation.fields.values()
    }
    answered = np.asarray(whole(raw)["answer"])
    assert answered.shape == (1, max(1, classes))
    assert {tensor.name for tensor in whole.inputs} == set(keys(names).values())


def _preparation(names: list[str], texts: list[bool]) -> Preparation:
    fields = {
        name: CategoryField(name=name, key=key, classes=("a", "b"))
        if text
        else NumberField(name=name, key=key, mean=(0.5,), variance=(2.0,))
        for (name, key), text in zip(keys(names).items(), texts, strict=False)
    }
    # Two Inputs may read the same columns, in the same form or in another.
    inputs = {
        "first": Reading(features=tuple(names)),
        "second": Reading(features=tuple(names[:2]), encoding="index"),
        "third": Reading(features=tuple(names)),
    }
    return Preparation(fields=fields, inputs=inputs, targets={"answer": {"target": "y", "classes": []}})
