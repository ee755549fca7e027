"""A check remembers what it worked out before: after any edits it says what one says that remembers nothing."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.catalog import catalog
from engine.document.dump import to_json
from engine.document.load import from_json
from engine.plan import plan
from engine.remembered import Remembered
from engine.runtime.check import Memory, check, check_document
from tests.nested import nested
from tests.networks import networks

Made = dict[str, Any]


def _set(made: Made, _: str, number: int) -> Made:
    value: Any = [number, 0.1 * number, float(number), number == 1][number % 4]
    sized = {"units", "kernel_size", "rate", "filters", "size"} & made["params"].keys()
    return {"params": {**made["params"], **dict.fromkeys(sized, value)}}


def _wired(made: Made, source: str, _: int) -> Made:
    return {"inputs": {**made["inputs"], "inputs": [source, *made["inputs"].get("inputs", [])[1:]]}}


_EDITS: dict[str, Callable[[Made, str, int], Made]] = {
    "set": _set,
    "wire": _wired,
    "cut": lambda _, __, ___: {"inputs": {}},
    "disable": lambda made, _, __: {"disabled": not made.get("disabled", False)},
    "freeze": lambda made, _, __: {"frozen": not made.get("frozen", False)},
    "share": lambda _, source, __: {"shares": source},
    "repeat": lambda _, __, number: {"repeat": number},
    "name": lambda _, __, number: {"name": f"no {number}"},
    "kind": lambda _, __, number: {"kind": ["Dense", "Add", "Activation", "Output", "Input"][number % 5]},
}


@given(
    st.one_of(networks(), nested()),
    st.lists(
        st.tuples(
            st.sampled_from([*_EDITS, "drop", "back"]), st.integers(0, 99), st.integers(0, 99), st.integers(1, 9)
        ),
        max_size=8,
    ),
)
@settings(max_examples=25, deadline=None)
def test_after_any_edits_it_says_what_one_says_that_remembers_nothing(drawn, steps):
    content: Made = json.loads(json.dumps(to_json(drawn)))
    before: list[Made] = []
    for step in [("name", 0, 0, 1), *steps]:
        before.append(deepcopy(content))
        content = _edited(content, before, *step)
        assert _told(check_document(content)) == _told(_from_scratch(content))


def _edited(content: Made, before: list[Made], what: str, one: int, other: int, number: int) -> Made:
    if what == "back":
        return deepcopy(before[one % len(before)])
    names = list(content["nodes"])
    name, source = names[one % len(names)], names[other % len(names)]
    nodes = {key: each for key, each in content["nodes"].items() if what != "drop" or key != name or len(names) == 1}
    if what in _EDITS:
        nodes[name] = {**nodes[name], **_EDITS[what](nodes[name], source, number)}
    return {**content, "nodes": nodes}


def _from_scratch(content: Made) -> Any:
    with patch.object(Remembered, "of", lambda self, said, *values: self._work(said, *values)):
        return check(plan(from_json(deepcopy(content)), catalog()), memory=Memory())


def _told(report: Any) -> str:
    return json.dumps(report, sort_keys=True)
