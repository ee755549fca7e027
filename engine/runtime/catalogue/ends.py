"""The kinds that are no Keras layers: where data enter a network, where answers are compared, and blocks."""

from dataclasses import replace

from engine.catalog.entries import Entry, InputPort, OutputPort, Param
from engine.runtime.catalogue.ends_sound import SOUND
from engine.runtime.catalogue.ends_text import TEXT
from engine.runtime.catalogue.groups import suits

INPUT = Entry(
    family="layers",
    kind="Input",
    title="Input",
    sentence="Where data enter the network: a picture, a sequence or columns of a table.",
    group="io",
    purpose="where data come in",
    suits=suits("Input"),
    search=("data", "source", "start", "features"),
    params=(
        Param(
            name="features",
            type="feature_names",
            label="Features",
            help="Which columns come in here; none chosen means all that are not to be predicted.",
            default=[],
            section="main",
        ),
        Param(
            name="shape",
            type="shape",
            label="Shape",
            help="The shape of one sample while no data are chosen, such as 28, 28, 1 for a picture.",
            nullable=True,
            section="main",
        ),
        Param(
            name="dtype",
            type="choice",
            label="Values",
            help="Whether numbers, whole numbers or texts come in while no data are chosen.",
            default="float32",
            choices=("float32", "int32", "string"),
        ),
        Param(
            name="encoding",
            type="choice",
            label="Categories as",
            help="Whether a category comes in as a row of zeros and a one, or as its number.",
            default="one-hot",
            choices=("one-hot", "index"),
            applies=("category",),
        ),
        *SOUND,
        *TEXT,
        Param(
            name="series_steps",
            type="integer",
            label="Past steps",
            help="How many of the last steps of a series come in here; nothing said means all that the data give.",
            nullable=True,
            min=1,
            max=10_000,
            section="main",
            applies=("series",),
        ),
        Param(
            name="series_scale",
            type="choice",
            label="Values of a series",
            help="Whether the steps come in scaled to mean 0, or in their own units, those of the answer.",
            default="normalized",
            choices=("normalized", "own"),
            applies=("series",),
        ),
    ),
    outputs=(OutputPort(name="output"),),
    summary=("{features}",),
    layer=False,
)

OUTPUT = Entry(
    family="layers",
    kind="Output",
    title="Output",
    sentence="Where the network's answer is compared with the right one.",
    group="io",
    purpose="where the answer comes out",
    suits=suits("Output"),
    search=("target", "label", "prediction", "loss", "end"),
    params=(
        Param(
            name="target",
            type="target_name",
            label="Target",
            help="The column that the network is to predict, or the input itself, which it is to give again.",
            nullable=True,
            section="main",
        ),
        Param(
            name="loss",
            type="loss",
            label="Loss",
            help="How an error is measured; training makes it as small as it can.",
            nullable=True,
            section="main",
        ),
        Param(
            name="metrics",
            type="metrics",
            label="Metrics",
            help="What is measured besides, for people to read.",
            default=[],
            section="main",
        ),
        Param(
            name="weight",
            type="number",
            label="Weight",
            help="How much this answer counts when there are several.",
            default=1.0,
            min=0,
            max=1000,
        ),
    ),
    inputs=(InputPort(name="inputs"),),
    summary=("{target}", "{loss}"),
    layer=False,
)

BLOCK = Entry(
    family="layers",
    kind="Block",
    title="Block",
    sentence="Several layers as one: what it is made of is drawn once and can be used in many places.",
    group="io",
    purpose="a network of your own",
    search=("group", "module", "sub-network", "repeat", "stack"),
    outputs=(OutputPort(name="output"),),
    layer=False,
)


def _border(direction: str, does: str, word: str) -> Entry:
    """Return what stands where values `does` a block: its ports are numbered."""
    number = Param(
        name="number",
        type="integer",
        label="Number",
        help=f"Which {direction} of the block this is, counted from 0.",
        default=0,
        min=0,
        max=99,
        section="main",
    )
    return Entry(
        family="layers",
        kind=f"Block{direction.title()}",
        title=f"Block {direction}",
        sentence=f"Where values {does} a block.",
        group="io",
        purpose=f"where values {does} a block",
        search=("port", word),
        params=(number,),
        layer=False,
    )


BLOCK_INPUT = replace(_border("input", "enter", "argument"), outputs=(OutputPort(name="output"),))
BLOCK_OUTPUT = replace(_border("output", "leave", "result"), inputs=(InputPort(name="inputs"),))

ENDS = (INPUT, OUTPUT, BLOCK, BLOCK_INPUT, BLOCK_OUTPUT)
