"""`python -m engine.host`: the engine host of this home folder."""

if __name__ == "__main__":
    # Children import this module again under another name, and must not pay for the host's own imports.
    import argparse

    from engine.host.serve import IDLE_SECONDS, serve

    parser = argparse.ArgumentParser(prog="python -m engine.host", description=__doc__)
    parser.add_argument("--idle", type=float, default=IDLE_SECONDS, help="seconds without a client before it ends")
    serve(parser.parse_args().idle)
