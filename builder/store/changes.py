"""Who is told when somebody's right to a project may have ended: a link revoked, a project deleted."""

from collections.abc import Callable

_listeners: list[Callable[[str], None]] = []


def listen(listener: Callable[[str], None]) -> Callable[[], None]:
    """Call `listener` with a project's id, in whatever thread, whenever rights to it changed; returns how to end it."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def tell(project: str) -> None:
    """Say that rights to `project` changed."""
    for listener in tuple(_listeners):
        listener(project)
