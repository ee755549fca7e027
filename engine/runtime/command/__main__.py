"""`python -m engine.runtime.command VERB …`: what `layerloom VERB …` starts in a process of its own."""

import argparse
import json
import sys

from engine.cli.arguments import parser
from engine.runtime.command.project import read
from engine.runtime.command.quiet import quiet
from engine.words import Refusal

GOOD, FINDINGS, UNREADABLE = 0, 1, 2


def main() -> int:
    """Do the verb and return the exit status; a fault of what was given is one sentence on standard error."""
    asked = parser().parse_args()
    try:
        return VERBS[asked.verb](asked)
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return UNREADABLE


def _check(asked: argparse.Namespace) -> int:
    from engine.catalog import catalog
    from engine.plan import plan

    with quiet():
        from engine.runtime.check import check
    project = read(asked.file, asked.data)
    report = check(plan(project.document, catalog(), project.schema))
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    return GOOD if report["ready"] else FINDINGS


def _code(asked: argparse.Namespace) -> int:
    from engine.catalog import catalog
    from engine.findings import problems
    from engine.plan import plan
    from engine.program import program

    project = read(asked.file, asked.data)
    planned = plan(project.document, catalog(), project.schema)
    sys.stdout.write(program(planned).text)
    found = problems(planned.findings)
    for finding in found:
        sys.stderr.write(f"{finding.sentence}\n")
    return FINDINGS if found else GOOD


def _train(asked: argparse.Namespace) -> int:
    with quiet():
        from engine.runtime.command.train import train
    return GOOD if train(read(asked.file, asked.data), asked.out) else FINDINGS


def _export(asked: argparse.Namespace) -> int:
    with quiet():
        from engine.runtime.command.export import export
    export(asked.run, asked.format, asked.out)
    return GOOD


def _import(asked: argparse.Namespace) -> int:
    with quiet():
        from engine.runtime.command.model import import_model
    import_model(asked.model, asked.out)
    return GOOD


VERBS = {"check": _check, "code": _code, "train": _train, "export": _export, "import": _import}

if __name__ == "__main__":
    sys.exit(main())
