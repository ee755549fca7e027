"""Brings in every file of a folder under the limits of the host, in a process that notes what it does besides."""

import json
import resource
import sys
from pathlib import Path

from engine.document.dump import to_json
from engine.host.limits import apply
from engine.host.tasks import TASKS
from engine.runtime.bring.job import bring
from engine.runtime.check import check_document
from engine.words import Refusal

WATCHED = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn")
seen: list[str] = []


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "exec":
        # Modules of Python's own, imported late, are files; code out of a model is not.
        made = getattr(arguments[0], "co_filename", "")
        if not Path(made).is_file() and not made.startswith("<frozen"):
            seen.append(f"exec {made}")
    elif event in WATCHED:
        seen.append(event)
    elif event == "open" and isinstance(arguments[0], str) and "secret" in arguments[0]:
        seen.append(f"open {arguments[0]}")


def brought(path: Path) -> dict[str, object]:
    try:
        found = bring(path, "", lambda share, sentence: None)
    except Refusal as refusal:
        return {"refused": str(refusal)}
    report = check_document(to_json(found.document))
    kinds = sorted(node.kind for node in found.document.nodes.values())
    codes = sorted({finding["code"] for finding in report["findings"]})
    return {"kinds": kinds, "codes": codes, "sentences": list(found.sentences), "weights": found.document.weights}


def main(folder: Path) -> None:
    import keras

    # What is imported late is imported now, so that only what a file brings about is noted.
    for path in sorted(folder.glob("benign.*")):
        brought(path)
    sys.addaudithook(watch)
    apply(TASKS["bring"].limits)
    for path in sorted(folder.iterdir()):
        before = _most()
        seen.clear()
        told = brought(path)
        told |= {"name": path.name, "did": list(seen), "grown": _most() - before}
        told["policy"] = keras.config.dtype_policy().name
        sys.stdout.write(json.dumps(told) + "\n")


def _most() -> int:
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


main(Path(sys.argv[1]))
