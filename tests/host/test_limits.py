"""The limits that children set for themselves."""

import subprocess
import sys
from pathlib import Path

import pytest

from engine.host.limits import POLITE

_GIVE_WAY = """
import os
from pathlib import Path
from engine.host import limits
limits.give_way()
print(os.nice(0), Path("/proc/self/autogroup").read_text().split()[-1])
"""


@pytest.mark.skipif(not Path("/proc/self/autogroup").exists(), reason="this system does not share out by sessions")
def test_who_gives_way_does_so_beyond_its_session() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _GIVE_WAY], capture_output=True, text=True, check=True, start_new_session=True
    )
    assert done.stdout.split() == [str(POLITE)] * 2
