"""The address under which others on the network reach this server."""

import os
import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import segno


def network_address() -> str | None:
    """Return the address that others type, `None` when only this machine is served."""
    host, port = os.environ.get("LAYERLOOM_HOST", ""), os.environ.get("LAYERLOOM_PORT", "")
    if not port or host in {"", "127.0.0.1", "localhost", "::1"}:
        return None
    shown = _own_address() if host in {"0.0.0.0", "::"} else host  # noqa: S104 – compared, not bound
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"


def qr_svg(address: str) -> str:
    """Return the QR code of an address as inline SVG, black on white so that every camera reads it."""
    return _code(address).svg_inline(scale=6, dark="#000", light="#fff")


def qr_text(address: str) -> str:
    """Return the QR code of an address as lines of block characters for a terminal."""
    rows = [[bool(cell) for cell in row] for row in _code(address).matrix_iter(border=2)]
    rows += [[False] * len(rows[0])] * (len(rows) % 2)
    # Two rows to a line; what is dark in the code stays unprinted, so that it reads on the usual dark ground.
    blocks = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join("".join(blocks[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in pairs)


def _code(address: str) -> "segno.QRCode":
    # Only a server that others reach shows one: all others start without the library.
    import segno

    return segno.make(address, micro=False)


def _own_address() -> str:
    # Nothing is sent: the system only says by which of its addresses it would reach the outside.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return socket.gethostname()
        return str(probe.getsockname()[0])
