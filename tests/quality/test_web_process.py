"""The web process stays light: nothing that it imports brings TensorFlow, Keras or scikit-learn."""

import json
import subprocess
import sys

import pytest

from tests.quality.source import ROOT

HEAVY = ["tensorflow", "keras", "sklearn", "h5py"]
# Pages are scripts that draw when they are imported; they are read by the import contracts and run by the journeys.
PROBE = """
import importlib, json, pkgutil, sys, {package}
names = [module.name for module in pkgutil.walk_packages({package}.__path__, "{package}.")]
for name in names:
    if not name.startswith({skipped!r}):
        importlib.import_module(name)
print(json.dumps([name for name in {heavy!r} if name in sys.modules]))
"""


@pytest.mark.parametrize(
    ("package", "skipped"),
    [("builder", ("builder.main", "builder.pages", "builder.setup")), ("engine", ("engine.runtime", "engine.host"))],
)
def test_importing_everything_light_loads_nothing_heavy(package: str, skipped: tuple[str, ...]) -> None:
    code = PROBE.format(package=package, skipped=skipped, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []


def test_the_application_loads_nothing_heavy() -> None:
    code = f"import json, sys, app; print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []
