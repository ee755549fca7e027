"""The verbs of the command line that need Keras; `python -m engine.runtime.command` runs one in this process."""
