"""The real data sets that come with scikit-learn."""

from collections.abc import Callable

import numpy as np
from sklearn import datasets

from engine.runtime.data.raw import Columns, labels

_DIABETES = {
    "age": "age",
    "sex": "sex",
    "bmi": "body mass index",
    "bp": "blood pressure",
    "s1": "cholesterol",
    "s2": "low-density lipoproteins",
    "s3": "high-density lipoproteins",
    "s4": "cholesterol ratio",
    "s5": "log triglycerides",
    "s6": "blood sugar",
}


def digits() -> Columns:
    """Return 8×8 grey images with values 0…16, and which digit each shows."""
    bunch = datasets.load_digits()
    return {
        "image": bunch.images[..., np.newaxis].astype(np.uint8),
        "digit": labels(bunch.target, [str(digit) for digit in range(10)]),
    }


def iris() -> Columns:
    """Return four measures of a flower in centimetres, and its species."""
    bunch = datasets.load_iris()
    return _table(bunch.data, bunch.feature_names) | {"species": labels(bunch.target, list(bunch.target_names))}


def wine() -> Columns:
    """Return 13 chemical measures of a wine, and its grower."""
    bunch = datasets.load_wine()
    names = [name.replace("_", " ").replace("/", " to ") for name in bunch.feature_names]
    return _table(bunch.data, names) | {"grower": labels(bunch.target, ["A", "B", "C"])}


def breast_cancer() -> Columns:
    """Return 30 measures of the cell nuclei of a tumour, and its diagnosis."""
    bunch = datasets.load_breast_cancer()
    names = [str(name) for name in bunch.feature_names]
    return _table(bunch.data, names) | {"diagnosis": labels(bunch.target, list(bunch.target_names))}


def diabetes() -> Columns:
    """Return ten measures of a patient in their own units, and the progression of the illness after a year."""
    bunch = datasets.load_diabetes(scaled=False)
    columns = _table(bunch.data, [_DIABETES[name] for name in bunch.feature_names])
    columns["sex"] = labels(columns["sex"].astype(np.int64) - 1, ["1", "2"])
    return columns | {"progression": bunch.target.astype(np.float64)}


def _table(values: np.ndarray, names: list[str]) -> Columns:
    return {str(name): values[:, column].astype(np.float64) for column, name in enumerate(names)}


INCLUDED: dict[str, Callable[[], Columns]] = {
    "digits": digits,
    "iris": iris,
    "wine": wine,
    "breast_cancer": breast_cancer,
    "diabetes": diabetes,
}
