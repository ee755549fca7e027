"""Turns a plan into a plain Keras program."""
