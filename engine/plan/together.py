"""Random layers that move pictures where masks are learnt: training moves both alike, in front of the network.

A random layer inside a network sees its picture alone. Where the target has places, the layers right behind the
picture's Input, as far as the last that moves anything, are applied to picture and mask by whoever trains, and the
network itself passes them by. What else changes pictures at random stays in the network.
"""

from dataclasses import dataclass
from itertools import takewhile

from engine.plan.steps import Plan, Step

AUGMENTATION = "augmentation"
"""The group of the catalogue whose layers change pictures at random."""


@dataclass(frozen=True, kw_only=True)
class Together:
    """The layers, in their order, that move what `input` gives and the masks of some Outputs alike.

    `masks`: how many classes each of these Outputs tells apart, by its id.
    """

    input: str
    steps: tuple[Step, ...]
    masks: dict[str, int]

    @property
    def ids(self) -> frozenset[str]:
        """The layers by which the network passes."""
        return frozenset(step.id for step in self.steps)


def together(plan: Plan) -> Together | None:
    """Return what is moved with the masks of a plan, if it learns masks and moves pictures right behind one Input."""
    masks = {
        key: len(spec.target.classes)
        for key, spec in plan.outputs.items()
        if spec.target and spec.target.type == "mask" and key in plan.part
    }
    if not masks:
        return None
    found = [(key, steps) for key in plan.inputs if key in plan.part and (steps := _moving(plan, key))]
    # With two pictures that move each for itself, none says where the mask is.
    if len(found) != 1 or not _is_picture(plan, found[0][0]):
        return None
    ((key, steps),) = found
    return Together(input=key, steps=steps, masks=masks)


def _is_picture(plan: Plan, key: str) -> bool:
    return {feature.type for feature in plan.inputs[key].features} == {"image"}


def random_chain(plan: Plan, key: str) -> tuple[Step, ...]:
    """Return the random layers in one chain right behind an Input."""
    chain: list[Step] = []
    while (step := _only_reader(plan, chain[-1].id if chain else key)) and step.entry.group == AUGMENTATION:
        chain.append(step)
    return tuple(chain)


def _moving(plan: Plan, key: str) -> tuple[Step, ...]:
    """Return the first of them, as far as the last that moves masks likewise."""
    before = tuple(takewhile(_can_stand_before, random_chain(plan, key)))
    moved = [number for number, step in enumerate(before, start=1) if step.entry.moves]
    return before[: max(moved, default=0)]


def _only_reader(plan: Plan, key: str) -> Step | None:
    """Return the one step that reads a node, if there is no other."""
    readers = [step for step in plan.steps for source in step.sources() if source.node == key]
    return readers[0] if len(readers) == 1 else None


def _can_stand_before(step: Step) -> bool:
    # What moves the picture alone, or by what is drawn inside a block or shared, cannot be taken out.
    return step.entry.moves != "picture" and "." not in step.id and step.shares is None
