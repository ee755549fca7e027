"""The limits that children set for themselves."""

import subprocess
import sys
from pathlib import Path

from engine.host.limits import POLITE

_SESSION = Path("/proc/self/autogroup")
_GIVE_WAY = f"""
import os
from pathlib import Path
from engine.host import limits
limits.give_way()
print(os.nice(0))
if Path("{_SESSION}").exists():
    print(Path("{_SESSION}").read_text().split()[-1])
"""


def test_who_gives_way_does_so_beyond_its_session() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _GIVE_WAY], capture_output=True, text=True, check=True, start_new_session=True
    )
    # Where the system shares out by sessions, the session gives way too.
    assert done.stdout.split() == [str(POLITE)] * (2 if _SESSION.exists() else 1)
