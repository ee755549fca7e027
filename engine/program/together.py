"""Writes the part of a program that turns and moves masks with their pictures."""

from collections.abc import Iterator

from engine.catalog.source import literal, source
from engine.plan import Plan
from engine.plan.losses import task
from engine.plan.together import Together, together
from engine.program.writer import Writer

MOVING = "MOVING"
_BATCHES = '''
class Moved(keras.utils.PyDataset):
    """Batches in another order each epoch, pictures and masks moved."""

    def __init__(self, rows, batch_size, seed):
        super().__init__()
        self.rows, self.batch_size, self.random = rows, batch_size, np.random.default_rng(seed)
        self.on_epoch_end()

    def __len__(self):
        return -(-len(self.rows) // self.batch_size)

    def __getitem__(self, number):
        first = number * self.batch_size
        return moved(*samples(self.order[first : first + self.batch_size]))

    def on_epoch_end(self):
        self.order = self.random.permutation(self.rows)
'''


def write_together(plan: Plan, writer: Writer) -> bool:
    """Write what moves a batch, where masks move with their pictures; say whether they do."""
    found = together(plan)
    if found is None:
        return False
    writer.section("What moves pictures and masks alike, before the network")
    writer.write(f"{MOVING} = {{")
    for step in found.steps:
        writer.write(f"    {literal(step.id)}: {source(step.entry, step.params, None, plan.catalog)},")
    writer.write("}")
    writer.function("\n".join(_moved(plan, found)))
    writer.function(_BATCHES)
    return True


def _moved(plan: Plan, found: Together) -> Iterator[str]:
    """Yield the lines of a function that applies the layers to a batch."""
    given = literal(found.input)
    yield "def moved(x, y):"
    yield '    """Turn and move pictures at random, and their masks alike, before the network sees them."""'
    planes = [_planes(plan, key) for key in found.masks]
    stacked = planes[0] if len(planes) == 1 else f"np.concatenate([{', '.join(planes)}], axis=-1)"
    yield f'    both = {{"images": x[{given}], "segmentation_masks": {stacked}}}'
    yield "    both = {name: keras.ops.convert_to_tensor(each) for name, each in both.items()}"
    for step in found.steps:
        into, what = ("both", "both") if step.entry.moves else ('both["images"]', 'both["images"]')
        yield f"    {into} = {MOVING}[{literal(step.id)}]({what}, training=True)"
    yield '    pictures, masks = (np.asarray(both[name]) for name in ("images", "segmentation_masks"))'
    yield f"    return {{**x, {given}: pictures}}, {{**y, {', '.join(_back(plan, found))}}}"


def _planes(plan: Plan, key: str) -> str:
    mask = f"y[{literal(key)}]"
    return mask if _is_one_hot(plan, key) else f"{mask}[..., np.newaxis]"


def _back(plan: Plan, found: Together) -> Iterator[str]:
    """Yield each mask in its own form; what fills empty places may be no class."""
    start = 0
    for key, classes in found.masks.items():
        if _is_one_hot(plan, key):
            yield f"{literal(key)}: masks[..., {start}:{start + classes}]"
            start += classes
        else:
            yield f"{literal(key)}: np.clip(np.rint(masks[..., {start}]), 0, {classes - 1})"
            start += 1


def _is_one_hot(plan: Plan, key: str) -> bool:
    loss = plan.outputs[key].loss
    return loss is not None and task(str(loss["kind"])) == "one-hot"
