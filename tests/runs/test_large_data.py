"""Three gigabytes of pictures train in a process that never holds them."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.data import schema_json
from engine.data.schema import Feature, Schema
from engine.runs.folder import Request, create
from engine.runtime.data.stored import keeping
from tests.runs import networks

SIDE, COUNT, AT_ONCE = 256, 15_400, 200  # of 196,608 bytes each: 3.03 GB
MOST = 1_500_000_000

# Prints the most memory that was resident, in kilobytes, and what the network learned.
_TRAIN = """
import json, re, sys
from pathlib import Path
from engine.runs.folder import folder_of
from engine.runs.status import status
from engine.runtime.train.run import train
folder = folder_of(sys.argv[1])
train(folder, threads=0)
most = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]
print(json.dumps([int(most), status(folder).values]))
"""


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_three_gigabytes_of_pictures_train_in_half_as_much_memory(home: Path) -> None:
    schema = _pictures(home)
    hidden = [("AveragePooling2D", {"pool_size": [32, 32]}), ("Flatten", {})]
    content = networks.chain(schema_json.dump(schema), "class", hidden, epochs=1, batch_size=64)
    run = create(
        Request(
            document=content,
            schema=schema_json.dump(schema),
            program="",
            project="p",
            owner="anna",
            number=1,
            estimate=60,
        )
    )
    done = subprocess.run(
        [sys.executable, "-c", _TRAIN, run],
        env={**os.environ, "LAYERLOOM_HOME": str(home)},
        capture_output=True,
        check=True,
        text=True,
    )
    kilobytes, values = json.loads(done.stdout.splitlines()[-1])
    assert kilobytes * 1024 < MOST
    assert values["val_sparse_categorical_accuracy"] > 0.9


def _pictures(home: Path) -> Schema:
    """Make a data set of bright and dark pictures."""
    folder = home / "datasets" / "large"
    folder.mkdir(parents=True)
    random = np.random.default_rng(0)
    with keeping(folder) as columns:
        images = columns.grow("image", "uint8", (SIDE, SIDE, 3))
        codes = random.integers(0, 2, COUNT)
        for start in range(0, COUNT, AT_ONCE):
            noise = random.integers(0, 156, (1, SIDE, SIDE, 3), dtype=np.uint8)
            images.add(noise + (100 * codes[start : start + AT_ONCE, None, None, None]).astype(np.uint8))
        columns.add_texts("class", ["dark", "bright"], codes)
    counts = np.bincount(codes)
    features = (
        Feature(name="image", type="image", shape=(SIDE, SIDE, 3), max=255.0, role="feature"),
        Feature(name="class", type="category", classes=("dark", "bright"), counts=tuple(map(int, counts)), distinct=2),
    )
    schema = Schema(id="large", title="Large", kind="images", samples=COUNT, features=features, target="class")
    return replace(schema, fingerprint="large", size=(SIDE, SIDE))
