"""The engine host: a program of its own that keeps Keras imported and starts every worker; and its client."""
