"""The loss that compares with nothing: what a network makes is made small itself."""

from collections.abc import Mapping

from engine.words import Json

KIND = "Value"
NAME = "value"

FUNCTION = '''
@keras.saving.register_keras_serializable()
def value(y_true, y_pred):
    """A loss without a target: the mean of what the network makes is itself made small."""
    return keras.ops.mean(y_pred, axis=-1)
'''
"""What a program with such a loss needs; `engine.runtime.catalogue.value` does the same."""


def is_value(loss: Json) -> bool:
    """Whether a loss, as an Output has it, compares with no target."""
    return isinstance(loss, Mapping) and loss.get("kind") == KIND
