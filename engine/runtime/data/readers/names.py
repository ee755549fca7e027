"""Names of columns: printable, short, never empty, all different."""

from collections.abc import Sequence

from engine.said import say
from engine.words import Refusal

MOST_COLUMNS = 2000


def names(titles: Sequence[str], header: bool) -> tuple[str, ...]:
    """Return a name for each column, from its title or, without a header, its number.

    Raises `Refusal` where there is none, or there are more than are read.
    """
    if not titles:
        raise Refusal(say("The file is empty; a table with a row for each sample is needed."))
    if len(titles) > MOST_COLUMNS:
        raise too_many(len(titles))
    taken: dict[str, None] = {}
    for number, title in enumerate(titles, start=1):
        shown = "".join(letter if letter.isprintable() else " " for letter in title)
        plain = " ".join(shown.split())[:100] if header else ""
        name, again = plain or say("column {number}", number=number), 2
        while name in taken:
            name, again = f"{plain or 'column'} ({again})", again + 1
        taken[name] = None
    return tuple(taken)


def too_many(count: int) -> Refusal:
    """Return what is said of a table with too many columns."""
    return Refusal(
        say("The table has {first} columns; at most {most_columns} are read.", first=count, most_columns=MOST_COLUMNS)
    )
