"""Turns a document into a plan: order, validated parameters and findings, without Keras."""

from engine.plan.expand import Expanded, Origin, expand
from engine.plan.make import plan
from engine.plan.steps import InputSpec, OutputSpec, Plan, Step

__all__ = ["Expanded", "InputSpec", "Origin", "OutputSpec", "Plan", "Step", "expand", "plan"]
