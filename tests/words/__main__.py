"""Print the messages that have no German yet, and the German that no message asks for: `python -m tests.words`."""

import json

from tests.words.messages_in_use import GERMAN, in_use


def main() -> None:
    """Print both lists as JSON."""
    known = {text for path in GERMAN.glob("*.json") for text in json.loads(path.read_bytes())}
    lists = {"without German": sorted(in_use() - known), "not used": sorted(known - in_use())}
    print(json.dumps(lists, ensure_ascii=False, indent=1))


main()
