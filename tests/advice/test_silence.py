"""Rules are silent on networks that are right: templates, ready-made blocks, architectures, proposals."""

import pytest

from engine.catalog import catalog
from engine.data import builtin
from engine.data.apply import apply
from engine.document.model import Data
from engine.plan import plan
from engine.propose import propose, published, templates
from engine.runtime.check import Memory, check

CATALOG = catalog()
MEMORY = Memory()
# What is true of a network as its paper has it.
TRUE = {
    # Of its 39 million weights 38 million stand behind the Flatten.
    "architecture siamese": {"large-flatten"},
    # Its sigmoids did not learn from random weights: each layer was trained by itself before.
    "architecture autoencoder": {"fading-activations"},
}


def proposed(name):
    """The network that fits a data set."""
    data = Data(source=name, targets=(builtin.schema(name).target,))
    return propose(apply(builtin.schema(name), data), data)


OFFLINE = [name for name, entry in builtin.BUILTIN.items() if entry.origin != "online"]

DOCUMENTS = {
    **{f"template {name}": lambda name=name: templates.document(name) for name in templates.templates()},
    **{f"block {name}": lambda name=name: published.shown_block(name) for name in published.ready_blocks()},
    **{f"proposal {name}": lambda name=name: proposed(name) for name in OFFLINE},
    **{f"architecture {name}": lambda name=name: published.architecture(name) for name in published.architectures()},
}


def advice(document):
    schema = builtin.schema(document.data.source) if document.data.source else None
    report = check(plan(document, CATALOG, schema), memory=MEMORY)
    return {each["code"] for each in [*report["findings"], *report["hidden"]] if "rule" in each}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_is_said_of_what_is_right(name):
    assert advice(DOCUMENTS[name]()) == TRUE.get(name, set())
