"""`python -m engine.host`: the engine host of this home folder."""

if __name__ == "__main__":
    # Children import this module again under another name, and must not pay for the host's own imports.
    from engine.host.serve import serve

    serve()
