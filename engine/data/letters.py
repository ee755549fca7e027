"""Letters as classes: what cannot be seen has a sign that can."""

_SIGNS = {" ": "␣", "\n": "↵", "\t": "⇥"}
_LETTERS = {sign: letter for letter, sign in _SIGNS.items()}


def sign(letter: str) -> str:
    """Return the class that stands for a letter."""
    return _SIGNS.get(letter, letter)


def letter(sign_of: str) -> str:
    """Return the letter for which a class stands."""
    return _LETTERS.get(sign_of, sign_of)
