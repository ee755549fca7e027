"""Build a network that fits: a small network for a data set, as an ordinary document that can be edited."""

from engine.propose.propose import propose as propose
