"""Curves, thinned without losing what the eye looks for."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from engine.runs import events
from engine.runs.curves import curves, thin

_Y = st.lists(st.none() | st.floats(-1e6, 1e6), min_size=1, max_size=400)


@given(y=_Y, points=st.integers(4, 100))
def test_thinning_keeps_ends_and_peaks(y: list[float | None], points: int) -> None:
    x = list(range(len(y)))
    kept_x, kept_y = thin(x, y, points)
    assert len(kept_x) <= points + 2
    assert list(kept_x) == sorted(set(kept_x))
    assert (kept_x[0], kept_x[-1]) == (0, len(y) - 1)
    assert all(y[int(at)] == value for at, value in zip(kept_x, kept_y, strict=True))
    known = [value for value in y if value is not None]
    if known:
        seen = [value for value in kept_y if value is not None]
        assert (min(seen), max(seen)) == (min(known), max(known))


def test_curves_of_a_run(tmp_path: Path) -> None:
    for step in range(1, 31):
        events.append(tmp_path, "batch", step=step, epoch=1, values={"loss": 1 / step})
    events.append(tmp_path, "epoch", epoch=1, seconds=1.0, values={"loss": 0.1, "val_loss": float("nan")}, best=False)
    found = curves(tmp_path, points=10)
    x, y = found.batches["loss"]
    assert (x[0], x[-1], y[0], y[-1]) == (1, 30, 1.0, 1 / 30)
    assert found.epochs == {"loss": ((1,), (0.1,)), "val_loss": ((1,), (None,))}
