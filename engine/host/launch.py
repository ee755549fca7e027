"""Starting the engine host in the background, detached from whoever starts it."""

import os
import subprocess
import sys
from pathlib import Path

from engine.home import home

_ROOT = Path(__file__).resolve().parents[2]
_LOG = "host.log"
_LARGEST_LOG = 5_000_000
# DETACHED_PROCESS and CREATE_NEW_PROCESS_GROUP of Windows, whose names exist there only.
_DETACHED = 0x208 if sys.platform == "win32" else 0


# Whoever starts a process must take its exit status when it ends, lest it stays as a zombie.
_launched: "list[subprocess.Popen[bytes]]" = []


def launch() -> None:
    """Start a host of this home folder with this interpreter and this code; it outlives the caller."""
    _launched[:] = [host for host in _launched if host.poll() is None]
    log = home() / _LOG
    if log.exists() and log.stat().st_size > _LARGEST_LOG:
        log.replace(log.with_suffix(".old.log"))
    path = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    with log.open("ab") as output:
        host = subprocess.Popen(
            [sys.executable, "-m", "engine.host"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=home(),
            env={**os.environ, "PYTHONPATH": path, "LAYERLOOM_HOME": str(home())},
            start_new_session=True,
            creationflags=_DETACHED,
        )
    _launched.append(host)
