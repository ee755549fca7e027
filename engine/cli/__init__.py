"""The command line without a browser: its arguments, and the verbs that need no Keras."""
