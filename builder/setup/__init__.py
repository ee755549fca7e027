"""Makes `.venv` beside the source with the pinned dependencies; runs on a bare Python, before anything is there."""
