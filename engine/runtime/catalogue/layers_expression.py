"""The node that calculates with its inputs: no layer of Keras, but operations of `keras.ops`."""

from types import MappingProxyType

from engine.catalog.entries import Entry, Example, InputPort, OutputPort, Param
from engine.catalog.operations import OPERATIONS

EXPRESSION = Entry(
    family="layers",
    kind="Expression",
    title="Expression",
    sentence="Calculates with its inputs by a formula of your own, such as a + 2 * b, place by place.",
    group="merging",
    purpose="calculates by a formula of your own",
    search=("formula", "lambda", "function", "math", "ops", "mean", "sum", "exp", "log", "where", "scale", "multiply"),
    link="https://www.tensorflow.org/api_docs/python/tf/keras/ops",
    params=(
        Param(
            name="expression",
            type="expression",
            label="Formula",
            help="The inputs are a, b, c … in the order of the wires; functions are those of keras.ops, such as exp(a).",
            required=True,
            initial="a",
            choices=tuple(OPERATIONS),
            section="main",
        ),
    ),
    inputs=(InputPort(name="inputs", many=True, alone=True),),
    outputs=(OutputPort(name="output"),),
    call="list",
    summary=("{expression}",),
    example=Example(inputs=(((8,), "float32"),), params=MappingProxyType({"expression": "a"})),
)
