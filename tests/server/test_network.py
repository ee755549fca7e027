"""The address for others, and a start that cannot be."""

import socket

import pytest

from builder import launch
from builder.server.network import network_address, qr_svg, qr_text


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", None),
        ("localhost", None),
        ("", None),
        ("192.168.1.20", "http://192.168.1.20:8501"),
        ("fd00::1", "http://[fd00::1]:8501"),
    ],
)
def test_others_are_told_an_address_they_can_reach(
    monkeypatch: pytest.MonkeyPatch, host: str, address: str | None
) -> None:
    monkeypatch.setenv("LAYERLOOM_HOST", host)
    monkeypatch.setenv("LAYERLOOM_PORT", "8501")
    assert network_address() == address


def test_an_open_host_is_told_by_the_machines_own_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYERLOOM_HOST", "0.0.0.0")
    monkeypatch.setenv("LAYERLOOM_PORT", "8501")
    address = network_address()
    assert address is not None
    assert address.startswith("http://")
    assert "0.0.0.0" not in address


def test_a_code_for_cameras_comes_with_it() -> None:
    assert qr_svg("http://192.168.1.20:8501").startswith("<svg")
    rows = qr_text("http://192.168.1.20:8501").splitlines()
    assert len({len(row) for row in rows}) == 1
    assert set("".join(rows)) == {"█", "▀", "▄", " "}


def test_a_taken_port_is_said_in_a_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert launch.launch(host="127.0.0.1", port=port) == 2
    said = capfd.readouterr().err
    assert said == f"Something else uses port {port} of 127.0.0.1. Choose another one, for example PORT={port + 1}.\n"
