"""Every network of keras.applications is brought in, built again, and answers as before."""

import inspect

import keras
import numpy as np
import pytest

QUICK = {
    "ConvNeXtTiny": 32,
    "DenseNet121": 32,
    "EfficientNetB0": 32,
    "EfficientNetV2B0": 32,
    "MobileNet": 32,
    "MobileNetV2": 32,
    "MobileNetV3Small": 32,
    "ResNet50": 32,
    "ResNet50V2": 32,
    "VGG16": 32,
}
_LEAST = {"InceptionResNetV2": 75, "InceptionV3": 75, "NASNetLarge": 32, "NASNetMobile": 32, "Xception": 71}
ALL = sorted(name for name, made in vars(keras.applications).items() if inspect.isfunction(made))
CASES = [pytest.param(name, marks=[] if name in QUICK else [pytest.mark.slow]) for name in ALL]


@pytest.mark.parametrize("name", CASES)
def test_an_application_answers_as_before(name, tmp_path, brought, stirred, rebuilt):
    side = _LEAST.get(name, 32)
    model = getattr(keras.applications, name)(weights=None, input_shape=(side, side, 3), classes=7)
    model.compile(loss="mse")
    stirred(model)
    path = tmp_path / "model.keras"
    model.save(path)
    pictures = np.random.default_rng(1).uniform(0, 255, (2, side, side, 3)).astype("float32")
    # A prediction would compile the network first, for which the largest take longer than for all else.
    before, parameters = np.asarray(model(pictures, training=False)), model.count_params()
    del model

    found = brought(path)
    again, planned, left = rebuilt(found)

    assert found.sentences == ()
    assert left == []
    assert again.count_params() == parameters
    (key,) = planned.inputs
    (after,) = again({key: pictures}, training=False).values()
    np.testing.assert_allclose(after, before, rtol=0, atol=1e-5)


def test_there_are_forty():
    assert len(ALL) == 40
