"""Keys that sort: wires of a merge keep their order while two people insert at once.

The order is that of the widespread fractional indexing (David Greenspan, "Implementing Fractional Indexing"): a
letter says how many digits of base 62 follow, so that keys made here and in the browser sort together.
"""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)


def first_keys(count: int) -> tuple[str, ...]:
    """Return `count` keys in ascending order: `a0`, `a1`, … `az`, `b00` and so on."""
    return tuple(_key(number) for number in range(count))


def _key(number: int) -> str:
    width = 1
    while number >= _BASE**width:
        number -= _BASE**width
        width += 1
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, _BASE)
        digits = _DIGITS[digit] + digits
    return chr(ord("a") + width - 1) + digits
