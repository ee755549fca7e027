"""`constraints.txt` pins all that the project needs, at the versions that it is tested with."""

from builder.setup.environment import ROOT
from builder.setup.pins import ELSEWHERE, pins


def test_constraints_are_what_the_environment_holds() -> None:
    pinned = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text().splitlines())
    held = pins()
    # Another system or Python needs a few packages less or more; what both name must agree.
    assert {name: version for name, version in held.items() if pinned.get(name) != version} == {}
    assert set(ELSEWHERE) <= set(pinned)
