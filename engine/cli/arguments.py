"""What `layerloom` can be asked to do, said once for its light half and for the half that needs Keras."""

import argparse
import os
from collections.abc import Callable

from engine.runs.exports import FORMS

# Verbs that run the engine, in a process of their own; the others answer at once.
ENGINE_VERBS = frozenset({"check", "train", "code", "export", "import"})


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; `verb` is absent when the app itself is wanted."""
    main = argparse.ArgumentParser(
        prog="layerloom",
        description="Build neural networks in the browser. Without a verb: start the app.",
        epilog="Exit status: 0 good, 1 findings, 2 unreadable.",
    )
    main.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"), help="address to listen on (%(default)s)")
    main.add_argument("--port", default=os.environ.get("PORT", "8501"), type=_port, help="port (%(default)s)")
    verbs = main.add_subparsers(dest="verb", metavar="VERB", title="without a browser")
    for name, (sentence, arguments) in VERBS.items():
        arguments(verbs.add_parser(name, help=sentence, description=sentence))
    return main


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        message = f"“{text}” is no port: it must be a number from 1 to 65535"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _file(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("file", metavar="FILE", help="a project file")
    verb.add_argument("--data", metavar="NAME|PATH", help="a built-in data set's name, or the path of a file")


def _train(verb: argparse.ArgumentParser) -> None:
    _file(verb)
    verb.add_argument("--out", metavar="DIR", required=True, help="where the run's directory is made")


def _run(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("run", metavar="RUN", help="a run's id, or the path of its directory")


def _export(verb: argparse.ArgumentParser) -> None:
    _run(verb)
    verb.add_argument("--format", required=True, choices=[form.name for form in FORMS])
    verb.add_argument("--out", metavar="DIR", default=".", help="where the file is put (%(default)s)")


def _import(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("model", metavar="MODEL", help="a .keras or .h5 file, or the JSON of a Keras model")
    verb.add_argument("--out", metavar="FILE", required=True, help="the project file to write; a .zip has its weights")


def _template(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("name", metavar="NAME", nargs="?", help="print this template instead of the list")


def _nothing(verb: argparse.ArgumentParser) -> None:
    del verb


Arguments = Callable[[argparse.ArgumentParser], None]
VERBS: dict[str, tuple[str, Arguments]] = {
    "check": ("Print the check of a project as JSON: shapes, parameters, findings and their fixes.", _file),
    "train": ("Train a project; the last line is JSON.", _train),
    "resume": ("Go on with a run that was interrupted.", _run),
    "code": ("Print a project as a plain Keras program.", _file),
    "import": ("Turn a Keras model into a project.", _import),
    "export": ("Export a trained run, checked against what was trained.", _export),
    "catalog": ("Print the catalogue of layers, losses, optimizers… as JSON.", _nothing),
    "templates": ("List the templates, or print one as a project.", _template),
}
