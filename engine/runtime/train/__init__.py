"""Training one run: its steps inside the TensorFlow graph, its live events, its best epoch."""
