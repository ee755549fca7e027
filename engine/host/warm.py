"""Import everything that children need, without running an operation; the fork server imports this module first.

The import goes on in a thread of low priority, so that a page that opens meanwhile opens at its normal speed. Only that
thread is slow: children are forked by the main thread and have normal priority, which a process could not give back. A
session can give it back: it is polite for a while, not for ever, lest a busy machine never gets warm.
"""

import gc
import importlib
import os
import sys
import threading

from engine.host.limits import POLITE, be_nice_as_session

_MODULES = ("keras", "engine.runtime.check", "engine.runtime.worker", "engine.runtime.predict", "engine.runtime.border")
_POLITE_SECONDS = 6.0


def _import() -> None:
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), POLITE)
    for module in _MODULES:
        importlib.import_module(module)


def main() -> None:
    """Import the modules; a failure stays on standard error and is met again, with its sentence, in the first child."""
    be_nice_as_session(POLITE)
    thread = threading.Thread(target=_import)
    thread.start()
    thread.join(_POLITE_SECONDS)
    be_nice_as_session(0)
    thread.join()
    # What modules hold stays for ever: no child searches it for garbage (140 ms each time), or copies it by that.
    gc.freeze()


main()
