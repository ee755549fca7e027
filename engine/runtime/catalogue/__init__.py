"""Derives `assets/catalog.json` from Keras, and turns its values into Keras objects."""
