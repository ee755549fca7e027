"""Bringing in models of Keras: a file is read with checks, drawn as a document, and its weights are kept.

Nothing that a file names is ever looked up, called or executed: kinds and settings go through the catalogue.
"""
