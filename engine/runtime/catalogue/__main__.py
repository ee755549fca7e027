"""`python -m engine.runtime.catalogue > assets/catalog.json` writes the catalogue of the installed Keras."""

import sys

from engine.runtime.catalogue.assemble import derived
from engine.runtime.catalogue.write import written

if __name__ == "__main__":
    sys.stdout.write(written(derived()))
