"""Limits that a child process sets for itself before it works, and the sentence for a death without words."""

import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from engine.said import say

MEGABYTE = 1_000_000
_RUN_HOURS = 24.0
POLITE = 10
"""How nice what nobody waits for is: a tenth of what others get while the processors are busy."""
POLITER = 15
"""How nice an upload, import or download is: a thirtieth of what pages get, a third of what a run gets."""

_SESSION = Path("/proc/self/autogroup")
_TRIES = 5


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a child may use; zero means no limit.

    `memory`: bytes beyond what it has at its start; `file_size`: bytes of any file it writes; `seconds`: until the host
    ends it.
    """

    memory: int = 0
    file_size: int = 0
    open_files: int = 1024
    seconds: float = 0


def run_seconds() -> float:
    """Return how long one run may train (`LAYERLOOM_RUN_HOURS`, 24)."""
    return 3600 * float(os.environ.get("LAYERLOOM_RUN_HOURS") or _RUN_HOURS)


def apply(limits: Limits) -> None:
    """Put this process under `limits` as far as the system knows such limits; a file too large is an `OSError`."""
    if sys.platform == "win32":
        return
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    if limits.file_size:
        _lower(resource.RLIMIT_FSIZE, limits.file_size)
    if limits.memory and sys.platform == "linux":
        _lower(resource.RLIMIT_DATA, _data_bytes() + limits.memory)


def die_first() -> None:
    """Ask the system to end this process before all others when memory runs out."""
    if sys.platform == "linux":
        Path("/proc/self/oom_score_adj").write_text("1000")


def give_way(niceness: int = POLITE) -> None:
    """Let pages and checks go first: somebody waits for those, and on a free processor this costs nothing."""
    if sys.platform != "win32":
        os.nice(niceness)
        be_nice_as_session(niceness)


def be_nice_as_session(niceness: int) -> None:
    """Set the niceness of this process's session where the system shares the processors out by sessions (autogroup).

    There the niceness of a process counts only within its session, so that a polite worker would get as much as the
    pages and all browsers together.
    """
    for _ in range(_TRIES if _SESSION.exists() else 0):
        try:
            _SESSION.write_text(str(niceness))
        except BlockingIOError:
            time.sleep(0.1)  # the system takes one such change in that time
        except OSError:
            return  # forbidden here: it is only a courtesy
        else:
            return


def sentence_of_death(what: str, exit_code: int | None, limits: Limits) -> str:
    """Say in one sentence why a child called `what` died without a word; `exit_code` is negative for a signal."""
    died_of = -exit_code if exit_code is not None and exit_code < 0 else 0
    if died_of in (signal.SIGABRT, signal.SIGSEGV) and limits.memory:
        return say(
            "{what} ended because it needed more than the {memory} GB of memory that it may use; make the "
            "network, the batch size or the data smaller.",
            what=what,
            memory=round(limits.memory / 1e9, 1),
        )
    if died_of == 9:
        return say(
            "{what} was ended from outside, perhaps because the machine ran out of memory; start it again.", what=what
        )
    if died_of == signal.SIGTERM:
        return say("{what} was asked to end by the system; start it again.", what=what)
    if died_of:
        return say(
            "{what} ended by a fault inside the libraries (signal {died_of}); start it again or change the network.",
            what=what,
            died_of=died_of,
        )
    return say("{what} ended without an answer; start it again.", what=what)


def _lower(which: int, value: int) -> None:
    import resource

    _, hard = resource.getrlimit(which)
    limit = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (limit, hard))


def _data_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[5])
    return pages * os.sysconf("SC_PAGE_SIZE")
