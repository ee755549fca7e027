"""Names of variables in a program: a node's id wherever Python and the program leave it free."""

import keyword

from engine.plan import Plan

# What the program itself uses, and builtins that a reader knows by these names.
TAKEN = frozenset(
    {
        *("keras", "np", "data", "x", "y", "rows", "order", "held", "part", "every", "index", "labels", "shuffled"),
        *("training", "validation", "test", "samples", "number", "category", "sequence", "inputs", "outputs", "model"),
        *("history", "print", "abs", "all", "any", "map", "set", "sorted", "type", "int", "bool", "id", "iter", "next"),
        *("len", "float", "str", "list", "dict", "tuple", "range", "enumerate", "zip", "min", "max", "sum", "input"),
    }
)


def variables(plan: Plan) -> dict[tuple[str, int], str]:
    """Return a variable for each output of each step, and under output −1 one for a layer that is shared."""
    names: dict[tuple[str, int], str] = {}
    taken = set(TAKEN)
    for step in plan.steps:
        names[step.id, 0] = _free(step.id, taken)
        for output in range(1, len(step.entry.outputs_for(step.params))):
            names[step.id, output] = _free(f"{step.id}_{output}", taken)
    for owner in sorted({step.shares for step in plan.steps if step.shares}):
        names[owner, -1] = _free(f"{owner}_layer", taken)
    return names


def _free(name: str, taken: set[str]) -> str:
    while name in taken or keyword.iskeyword(name) or keyword.issoftkeyword(name):
        name += "_"
    taken.add(name)
    return name
