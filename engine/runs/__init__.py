"""Run directories: how one is made, written and read; light enough for the web process."""
