"""The `layerloom` command: starts the app, answers the light verbs, hands the others to the engine's own process."""

import argparse
import subprocess
import sys
from collections.abc import Sequence

from engine.cli.arguments import ENGINE_VERBS, parser
from engine.cli.lists import catalog, template, templates
from engine.words import Refusal

UNREADABLE = 2
LATER = {
    "resume": "Going on with an interrupted run is not possible yet: train the project again.",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for and return the exit status: 0 good, 1 findings, 2 unreadable."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    asked = parser().parse_args(words)
    if asked.verb is None:
        return _app(asked)
    if asked.verb in LATER:
        sys.stderr.write(f"{LATER[asked.verb]}\n")
        return UNREADABLE
    if asked.verb in ENGINE_VERBS:
        return subprocess.run([sys.executable, "-m", "engine.runtime.command", *words], check=False).returncode
    return _print(asked)


def _app(asked: argparse.Namespace) -> int:
    from builder.launch import launch

    return launch(host=asked.host, port=asked.port)


def _print(asked: argparse.Namespace) -> int:
    try:
        if asked.verb == "catalog":
            sys.stdout.write(catalog())
        else:
            sys.stdout.write(template(asked.name) if asked.name else templates())
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return UNREADABLE
    return 0


if __name__ == "__main__":
    sys.exit(main())
