"""The web process stays light: nothing that it imports brings TensorFlow, Keras or scikit-learn."""

import json
import subprocess
import sys

from tests.quality.source import ROOT

HEAVY = ["tensorflow", "keras", "sklearn", "h5py"]
PROBE = """
import importlib, json, sys
for name in {names!r}:
    importlib.import_module(name)
print(json.dumps([name for name in {heavy!r} if name in sys.modules]))
"""


def _light() -> list[str]:
    # `builder.main` is a script that draws when it is imported; what it imports is imported here too.
    paths = [path.relative_to(ROOT) for package in ("builder", "engine") for path in (ROOT / package).rglob("*.py")]
    names = [".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in paths]
    scripts = {"builder.main", *(name for name in names if name.endswith("__main__"))}
    heavy = ("engine.runtime.", "engine.host.")
    return sorted(name for name in names if name not in scripts and not name.startswith(heavy))


def test_importing_everything_light_loads_nothing_heavy() -> None:
    code = PROBE.format(names=_light(), heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []


def test_the_application_loads_nothing_heavy() -> None:
    code = f"import json, sys, app; print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []
