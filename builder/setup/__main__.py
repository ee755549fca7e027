"""`python -m builder.setup [--dev] [--gpu]`: make `.venv` or bring it up to date; does nothing when it already is."""

import sys

from builder.setup.environment import current, make, remember
from builder.setup.install import install


def main() -> int:
    """Make the environment that the arguments ask for and return the exit status."""
    extras = frozenset(word.removeprefix("--") for word in sys.argv[1:])
    if not extras <= {"dev", "gpu"}:
        sys.stderr.write("Usage: python -m builder.setup [--dev] [--gpu]\n")
        return 2
    if current(extras):
        return 0
    sentence = make() or install(extras)
    if sentence:
        sys.stderr.write(f"{sentence}\n")
        return 1
    remember(extras)
    return 0


if __name__ == "__main__":
    sys.exit(main())
