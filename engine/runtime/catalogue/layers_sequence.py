"""Layers that read sequences step by step or look back and forth in them."""

from functools import partial

from engine.catalog.entries import InputPort, OutputPort
from engine.runtime.catalogue.overlay import Overlay, Setting, floats

TWO = ("LSTM", "LSTMCell", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D")
"""What remembers two values: a short and a long memory."""

_SERIES = floats(8, 3)
_READS = (InputPort(name="inputs", rank=(3, 3)), InputPort(name="initial_state", many=True, optional=True, rank=(2, 5)))
_ONE_STATE = (OutputPort(name="output"), OutputPort(name="state", when="return_state"))
_TWO_STATES = (
    OutputPort(name="output"),
    OutputPort(name="hidden_state", when="return_state"),
    OutputPort(name="cell_state", when="return_state"),
)
_reader = partial(
    Overlay,
    summary=("{units} units", "{return_sequences?every step}"),
    example=_SERIES,
    initial={"units": 64},
    inputs=_READS,
)

RECURRENT = (
    _reader(
        kind="LSTM",
        sentence="Reads a sequence step by step with a memory that learns what to keep and what to forget.",
        purpose="reads sequences with a memory",
        search=("long short-term memory", "recurrent", "rnn", "time series", "text"),
        outputs=_TWO_STATES,
    ),
    _reader(
        kind="GRU",
        sentence="Reads a sequence step by step with a simpler memory than LSTM, and often as well.",
        purpose="reads sequences, a bit faster",
        search=("gated recurrent unit", "recurrent", "rnn", "time series", "text"),
        outputs=_ONE_STATE,
    ),
    _reader(
        kind="SimpleRNN",
        sentence="Reads a sequence step by step and remembers little; the simplest of its kind.",
        purpose="reads short sequences",
        search=("recurrent", "elman", "vanilla"),
        outputs=_ONE_STATE,
    ),
    Overlay(
        kind="RNN",
        sentence="Reads a sequence step by step with a memory cell, or several on top of each other, of your choice.",
        purpose="reads sequences with chosen cells",
        search=("recurrent", "stacked", "custom"),
        summary=("{cell}", "{return_sequences?every step}"),
        example=_SERIES,
        initial={"cell": {"kind": "GRUCell", "params": {"units": 32}}},
        settings={
            "cell": Setting(type="cell", label="Cell", help="What is done at each step, and what is remembered.")
        },
        inputs=_READS,
        outputs=(OutputPort(name="output"), OutputPort(name="state", when="return_state", of="cell", two=TWO)),
    ),
    *(
        Overlay(
            kind=f"ConvLSTM{axes}D",
            sentence=f"Reads a sequence of {things} with a memory and looks for patterns in each of them.",
            purpose=f"reads sequences of {things}",
            search=("recurrent", "video", "weather", "film"),
            summary=("{filters} filters", "{kernel_size}", "{return_sequences?every step}"),
            example=example,
            initial={"filters": 16, "kernel_size": 3 if axes == 1 else [3] * axes},
            inputs=(InputPort(name="inputs", rank=(axes + 3, axes + 3)), _READS[1]),
            outputs=_TWO_STATES,
        )
        for axes, things, example in (
            (1, "sequences", floats(4, 8, 3)),
            (2, "pictures", floats(4, 8, 8, 3)),
            (3, "volumes", floats(3, 6, 6, 6, 2)),
        )
    ),
)

_CELL = ("{units} units",)

CELLS = (
    Overlay(
        kind="LSTMCell",
        sentence="Keeps a long and a short memory, and learns what to forget.",
        summary=_CELL,
        initial={"units": 32},
    ),
    Overlay(
        kind="GRUCell",
        sentence="Keeps one memory, and learns how much of it to renew.",
        summary=_CELL,
        initial={"units": 32},
    ),
    Overlay(kind="SimpleRNNCell", sentence="Keeps nothing but its last result.", summary=_CELL, initial={"units": 32}),
    Overlay(
        kind="StackedRNNCells",
        sentence="Puts several cells on top of each other; each reads what the one below says.",
        initial={"cells": [{"kind": "GRUCell", "params": {"units": 32}}]},
        settings={
            "cells": Setting(
                type="cells",
                label="Cells",
                help="The cells, from the lowest to the highest.",
                choices=("GRUCell", "LSTMCell", "SimpleRNNCell"),
            )
        },
    ),
)

_ASKS = (
    InputPort(name="query", rank=(3, 8)),
    InputPort(name="value", rank=(3, 8)),
    InputPort(name="key", optional=True, rank=(3, 8)),
)
_MASK = InputPort(name="attention_mask", optional=True, rank=(2, 8))
_ANSWERS = (OutputPort(name="output"), OutputPort(name="scores", when="return_attention_scores"))
_LOOKS = {
    "return_attention_scores": Setting(
        type="boolean", label="Return scores", help="Whether it also comes out where attention looked.", main=True
    ),
    "use_causal_mask": Setting(
        type="boolean",
        label="Only the past",
        help="Whether each step sees only the steps before it, as for writing text.",
        main=True,
    ),
}
_TWO = (((4, 8), "float32"), ((6, 8), "float32"))

ATTENTION = (
    Overlay(
        kind="MultiHeadAttention",
        sentence="Lets each step of a sequence look at all others, several times at once; the heart of a transformer.",
        purpose="lets each step look at all others",
        search=("transformer", "self-attention", "gpt", "bert"),
        summary=("{num_heads} heads", "key {key_dim}", "{use_causal_mask?only the past}"),
        example=_TWO,
        initial={"num_heads": 4, "key_dim": 32},
        settings={
            "output_shape": Setting(
                type="shape",
                label="Output shape",
                help="The shape of each step that comes out; nothing means as the query's.",
            )
        },
        call=_LOOKS,
        inputs=(*_ASKS, _MASK),
        outputs=_ANSWERS,
    ),
    Overlay(
        kind="GroupQueryAttention",
        title="GroupedQueryAttention",
        sentence="Attention in which several heads share what they look at, which needs less memory.",
        purpose="attention with less memory",
        search=("transformer", "gqa", "llama", "grouped"),
        summary=("{num_query_heads} heads", "{num_key_value_heads} shared"),
        example=_TWO,
        initial={"head_dim": 32, "num_query_heads": 4, "num_key_value_heads": 2},
        call=_LOOKS,
        inputs=(*_ASKS, _MASK),
        outputs=_ANSWERS,
    ),
    Overlay(
        kind="Attention",
        sentence="Takes from a sequence what fits a question best, by multiplying the two.",
        purpose="picks what fits a question",
        search=("luong", "dot product", "seq2seq"),
        summary=("{use_causal_mask?only the past}",),
        example=_TWO,
        settings={
            "score_mode": Setting(
                type="choice",
                label="Score",
                help="Whether question and step are multiplied or added to compare them.",
                choices=("dot", "concat"),
            )
        },
        call=_LOOKS,
        inputs=_ASKS,
        outputs=_ANSWERS,
        takes="list",
    ),
    Overlay(
        kind="AdditiveAttention",
        sentence="Takes from a sequence what fits a question best, by adding the two.",
        purpose="picks what fits, by adding",
        search=("bahdanau", "seq2seq"),
        summary=("{use_causal_mask?only the past}",),
        example=_TWO,
        call=_LOOKS,
        inputs=_ASKS,
        outputs=_ANSWERS,
        takes="list",
    ),
)
