"""The Python program: the same training as a plain Keras script, with its data and the trained weights beside it."""

from engine.program import program as written
from engine.runtime.answers import values
from engine.runtime.data.columns import columns, write_npz
from engine.runtime.data.split import split_rows
from engine.runtime.export.compare import difference, program_answers
from engine.runtime.export.harmless import refuse_strange
from engine.runtime.export.leaving import Leaving
from engine.runtime.export.pack import pack

_REQUIREMENTS = "keras>=3.15\nnumpy\ntensorflow>=2.21\n"
_ANSWERS = '''"""What the network that the app trained answers to the validation samples; nothing is trained anew."""

import numpy as np
from program import model, samples, validation

model.load_weights("trained.weights.h5")
inputs, truth = samples(validation)
for name, answers in model.predict(inputs, verbose=0).items():
    np.save(f"answers-{name}.npy", answers)
    should = "be small" if name in {values} else f"be {truth[name][:3]}"
    print(f"{name}: the first answers are", answers[:3], "and should", should)
'''
_README = """# A network as a Python program

`python -m pip install -r requirements.txt`, then

- `python answers.py` says what the trained network (`trained.weights.h5`) answers to the validation samples,
- `python program.py` reads `data.npz` beside it, trains the network anew and says how good it is.

`card.md` says what the trained one of the app reached.
"""


def program(leaving: Leaving) -> float:
    """Write program, data, weights and card as a zip; return how much the program's answers differ.

    It answers all validation samples, split and prepared by itself. Raises `Refusal` where the data is not here.
    """
    run = leaving.trained.opened
    folder = leaving.place / "zip"
    folder.mkdir()
    write_npz(run.used, folder / "data.npz")
    leaving.trained.model.save_weights(folder / "trained.weights.h5")
    texts = {
        "program.py": written(run.plan).text,
        "answers.py": _ANSWERS.replace("{values}", repr([one.node for one in values(run.plan)])),
        "requirements.txt": _REQUIREMENTS,
        "README.md": _README,
        "card.md": leaving.card,
    }
    refuse_strange(texts["program.py"])
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    raw = columns(run.used)
    expected = leaving.answers(leaving.values(raw, split_rows(run.used, run.document, raw).validation))
    leaving.compared()
    worst = difference(program_answers(folder, expected), expected)
    pack(leaving.path, folder, {})
    return worst
