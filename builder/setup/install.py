"""Brings the pinned dependencies into `.venv`, saying beforehand how much there is to download."""

import subprocess
import time

from builder.setup.environment import PYTHON, ROOT

SIZE = "0.8 GB"  # of the pinned wheels for Linux; those for other systems are smaller


def install(extras: frozenset[str]) -> str:
    """Install Layerloom from this checkout with `extras`; return what went wrong as a sentence, or nothing."""
    more = " and the CUDA libraries, about 3 GB more" if "gpu" in extras else ""
    print(f"Setting up .venv, once: about {SIZE} to download (TensorFlow is the largest part){more}.", flush=True)
    started = time.monotonic()
    wanted = f".[{','.join(sorted(extras))}]" if extras else "."
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--constraint", "constraints.txt"]
    done = subprocess.run([*pip, "--editable", wanted], cwd=ROOT, check=False)
    if done.returncode:
        return "The set-up did not finish; pip says why above. Mend it and run this again: what was downloaded is kept."
    print(f"Ready after {time.monotonic() - started:.0f} s.", flush=True)
    return ""
