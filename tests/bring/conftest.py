"""Models to bring in, as files; and what is made of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import keras
import numpy as np
import pytest

from engine.catalog import catalog
from engine.plan import Plan, plan
from engine.runtime.bring.job import Brought, bring
from engine.runtime.bring.start import start
from engine.runtime.build import assembled

Bring = Callable[[Path], Brought]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    keras.utils.set_random_seed(3)
    yield
    keras.backend.clear_session()


@pytest.fixture
def brought(home: Path) -> Bring:
    """Bring in the file at a path."""
    return lambda path: bring(path, "", lambda share, sentence: None)


@pytest.fixture
def stirred() -> Callable[[keras.Model], None]:
    """Give a model weights that show whether each came to its place."""

    def stir(model: keras.Model) -> None:
        random = np.random.default_rng(0)
        for weight in model.weights:
            if weight.dtype == "float32" and "variance" not in weight.path and "count" not in weight.path:
                weight.assign(weight.numpy() + random.normal(0, 0.02, weight.shape))

    return stir


@pytest.fixture
def rebuilt() -> Callable[[Brought], tuple[keras.Model, Plan, list[str]]]:
    """Build what was brought, give it its weights, and say what would not take them."""

    def rebuild(found: Brought) -> tuple[keras.Model, Plan, list[str]]:
        planned = plan(found.document, catalog())
        model = assembled(planned)
        return model, planned, list(start(model, found.document))

    return rebuild
