"""What a browser has to fetch before the canvas is there stays small."""

import gzip

from engine.assets import asset

MOST_BYTES = 300_000


def test_the_bundle_is_small_enough_for_a_slow_line() -> None:
    files = (asset("canvas/canvas.js"), asset("canvas/canvas.css"))
    assert sum(len(gzip.compress(file.read_bytes(), 6)) for file in files) <= MOST_BYTES
