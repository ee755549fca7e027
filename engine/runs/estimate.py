"""How long a run may take, before it has begun: enough to let short runs go first."""

from collections.abc import Mapping
from typing import Any

START_SECONDS = 2.0
SECONDS_A_STEP = 0.0006
SECONDS_A_NUMBER = 1.5e-9


def estimate(document: Mapping[str, Any], schema: Mapping[str, Any], report: Mapping[str, Any]) -> float:
    """Guess the seconds of a run on one core from its epochs and samples and the report's totals.

    A step costs its dispatch; a sample about three passes over the numbers that the network makes for it, and a
    step one pass over the parameters for their update.
    """
    training, split = document.get("training", {}), document.get("data", {}).get("split", {})
    share = 1 - split.get("validation", 0.15) - split.get("test", 0.15)
    samples = max(1.0, schema.get("samples", 0) * share)
    batch = max(1, training.get("batch_size", 32))
    totals = report.get("totals", {})
    parameters, outputs = totals.get("parameters", 0), totals.get("memory", 0) / 4
    steps = -(-samples // batch)
    epoch = steps * (SECONDS_A_STEP + 8 * SECONDS_A_NUMBER * parameters) + samples * SECONDS_A_NUMBER * (
        6 * parameters + 60 * outputs
    )
    return float(START_SECONDS + training.get("epochs", 1) * epoch)
