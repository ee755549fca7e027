"""What Layerloom can build with: every kind of layer, loss, optimizer… and the settings each takes. Knows no Keras."""

from engine.catalog.entries import Catalog, Entry, Group, InputPort, OutputPort, Param
from engine.catalog.read import catalog
from engine.catalog.validate import validate

__all__ = ["Catalog", "Entry", "Group", "InputPort", "OutputPort", "Param", "catalog", "validate"]
