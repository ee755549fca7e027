"""Brings the pinned dependencies into `.venv`, saying beforehand how much there is to download."""

import subprocess
import sys
import time

from builder.setup.environment import PYTHON, ROOT

SIZES = {"linux": "0.9 GB", "darwin": "0.6 GB", "win32": "0.7 GB"}  # of the pinned wheels, TensorFlow's the largest


def install(extras: frozenset[str]) -> str:
    """Install Layerloom from this checkout with `extras`; return what went wrong as a sentence, or nothing."""
    size = SIZES.get(sys.platform, "0.9 GB")
    more = " and the CUDA libraries, about 3 GB more" if "gpu" in extras else ""
    print(f"Setting up .venv, once: about {size} to download (TensorFlow is the largest part){more}.", flush=True)
    started = time.monotonic()
    wanted = f".[{','.join(sorted(extras))}]" if extras else "."
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--constraint", "constraints.txt"]
    done = subprocess.run([*pip, "--editable", wanted], cwd=ROOT, check=False)
    if done.returncode:
        return "The set-up did not finish; pip says why above. Mend it and run this again: what was downloaded is kept."
    print(f"Ready after {time.monotonic() - started:.0f} s.", flush=True)
    return ""
