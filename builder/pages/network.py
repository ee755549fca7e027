"""The address that others on the network type, large and as a QR code, where the server listens to them."""

import io
import socket
from urllib.parse import urlsplit

import segno
import streamlit as st

_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, never bound to


def show() -> None:
    """Show the address when the server listens on the network; nothing otherwise."""
    if st.get_option("server.address") not in _EVERYWHERE:
        return
    here = address()
    st.header("Others on this network type", anchor=False)
    words, code = st.columns([3, 1], vertical_alignment="center")
    words.markdown(f"## {here}")
    code.image(_code(here), width=160)


def address() -> str:
    """Return the address of this server as another machine reaches it."""
    port = urlsplit(str(st.context.url or "")).port or st.get_option("server.port")
    return f"http://{_own_ip()}:{port}"


def _own_ip() -> str:
    # No packet is sent: connecting a datagram socket only asks the system which of our addresses it would use.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return socket.gethostbyname(socket.gethostname())
        return str(probe.getsockname()[0])


def _code(text: str) -> str:
    buffer = io.BytesIO()
    segno.make(text, error="m").save(buffer, kind="svg", scale=4, border=2, dark="#111", light="#fff")
    return buffer.getvalue().decode()
