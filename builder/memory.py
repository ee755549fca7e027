"""Keeps what stays for ever out of the searches for garbage.

After every run of a page Streamlit searches all memory for garbage, with every other thread waiting: 60 ms for the
modules of a usual page and what they hold, three quarters of all that the server does for it.
"""

import gc
import sys
from functools import cache


def settle() -> None:
    """Take what there is out of the searches, if modules were loaded since the last time.

    Modules come a few times and never go, so that the little else that is there at such a moment cannot add up.
    """
    _freeze(len(sys.modules))


@cache
def _freeze(_modules: int) -> None:
    gc.collect()
    gc.freeze()
