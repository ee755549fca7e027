"""Every template opens without a finding, and reaches what its card says."""

import keras
import pytest

from engine.assets import asset
from engine.catalog import catalog
from engine.data import builtin
from engine.document.dump import to_json
from engine.document.load import from_json
from engine.plan import plan
from engine.propose.templates import Template, document, templates
from engine.runtime.build import build, compile_model
from engine.runtime.check import check
from engine.runtime.data.prepare import prepare

ALL = pytest.mark.parametrize("template", list(templates().values()), ids=list(templates()))


@ALL
def test_it_opens_without_a_finding(template: Template) -> None:
    opened = document(template.name)
    assert opened.faults == ()
    assert from_json(to_json(opened)) == opened
    assert opened.data.source == template.data
    report = check(plan(opened, catalog(), builtin.schema(template.data)))
    assert report["ready"]
    assert report["findings"] == []
    assert set(opened.layout) == set(opened.nodes)
    assert opened.notes


@ALL
def test_nothing_stands_on_anything_else(template: Template) -> None:
    """Cards are 220 by 56 pixels; notes have their own size."""
    opened = document(template.name)
    for block in (None, *opened.blocks):
        cards = [place for key, place in opened.layout.items() if opened.nodes[key].block == block]
        boxes = [(place.x, place.y, 220.0, 56.0) for place in cards]
        boxes += [(note.x, note.y, note.width, note.height) for note in opened.notes.values() if note.block == block]
        for number, (x, y, width, height) in enumerate(boxes):
            for x2, y2, width2, height2 in boxes[:number]:
                assert x >= x2 + width2 or x2 >= x + width or y >= y2 + height2 or y2 >= y + height


def test_the_index_and_the_folder_agree() -> None:
    assert set(templates()) == {path.stem for path in asset("templates").glob("*.json")}
    assert next(iter(templates())) == "digits-cnn"
    assert len(templates()) >= 8


@pytest.mark.slow
@ALL
def test_it_reaches_what_it_says(template: Template) -> None:
    opened = document(template.name)
    schema = builtin.schema(template.data)
    prepared = prepare(schema, opened)
    keras.utils.set_random_seed(opened.training.seed)
    planned = plan(opened, catalog(), schema)
    model = build(planned)
    compile_model(model, planned)
    patience = opened.training.patience or opened.training.epochs
    model.fit(
        prepared.train.x,
        prepared.train.y,
        validation_data=(prepared.validation.x, prepared.validation.y),
        epochs=opened.training.epochs,
        batch_size=opened.training.batch_size,
        callbacks=[keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)],
        verbose=0,
    )
    measures = model.evaluate(prepared.validation.x, prepared.validation.y, return_dict=True, verbose=0)
    print(f"{template.name}: {measures}")
    if template.measure == "accuracy":
        assert measures["sparse_categorical_accuracy"] >= template.reaches
    else:
        (error,) = (value for name, value in measures.items() if name.endswith("mean_absolute_error"))
        assert error <= template.reaches
