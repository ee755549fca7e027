"""The fresh process for project files: opens one as an upload and answers the samples that it carries.

`python -m engine.runtime.export.reopened PROJECT ANSWERED.npz`, with a home folder of its own.
"""

import sys
from pathlib import Path

import numpy as np
import tensorflow as tf

from engine.runs.folder import folder_of
from engine.runtime.data.columns import save_arrays
from engine.runtime.evaluate.answering import predicted
from engine.runtime.export.held_out import held_out
from engine.runtime.export.reopen import open_project
from engine.runtime.opened import open_trained


def main(exported: Path, answered: Path) -> None:
    """Write what the network in `exported` answers to the file `answered`."""
    tf.config.set_visible_devices([], "GPU")
    opened = open_project({"path": str(exported), "owner": "nobody", "data": []}, None)
    trained = open_trained(folder_of(str(opened["run"])))
    raw = held_out(trained)
    rows = np.arange(len(next(iter(raw.values()))))
    x = trained.preparation.apply(trained.preparation.rows(raw, rows))
    save_arrays(answered, predicted(trained.model, x))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
