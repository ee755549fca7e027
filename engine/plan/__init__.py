"""Turns a document into a plan: order, validated parameters and findings, without Keras."""
