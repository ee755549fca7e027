"""Starts the application: one place for every option, so that an installed copy behaves like the checkout."""

import os
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

import uvicorn

import builder
from builder.server.front import Front
from builder.server.network import network_address, qr_text
from engine.words import Refusal

if TYPE_CHECKING:
    from streamlit.starlette import App

# Larger messages never come from a browser: uploads have a route of their own.
_LARGEST_MESSAGE_BYTES = 8_000_000
_STOP_SECONDS = 3

_OPTIONS: Mapping[str, str | int | bool] = {
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": 25,
    "server.enableStaticServing": False,
    "server.showEmailPrompt": False,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "runner.magicEnabled": False,
    "logger.level": "warning",
    "theme.baseRadius": "8px",
    # What is selected, in the canvas too; the accent of what is to be pressed next is in builder/pages/style.py.
    "theme.light.primaryColor": "#1d4ed8",
    "theme.light.backgroundColor": "#ffffff",
    "theme.light.secondaryBackgroundColor": "#f7f8fa",
    "theme.light.textColor": "#1b2430",
    "theme.light.borderColor": "#e4e7ec",
    "theme.dark.primaryColor": "#7aa7ff",
    "theme.dark.backgroundColor": "#0e1117",
    "theme.dark.secondaryBackgroundColor": "#151a23",
    "theme.dark.textColor": "#e8ecf2",
    "theme.dark.borderColor": "#262d3a",
}


def launch(*, host: str = "127.0.0.1", port: int = 8501) -> int:
    """Serve the application until it is ended; returns the exit status, 2 where the address or store cannot be had."""
    refusal = _unusable(host, port)
    if refusal is not None:
        sys.stderr.write(f"{refusal}\n")
        return 2
    os.environ |= {"LAYERLOOM_HOST": host, "LAYERLOOM_PORT": str(port)}
    _announce(host, port)
    faults: list[Exception] = []

    def end(fault: Exception) -> None:
        faults.append(fault)
        server.should_exit = True

    server = _server(Front(_application, end), host, port)
    with suppress(KeyboardInterrupt):  # the server has ended in order when it says so
        server.run()
    match faults:
        case [Refusal() as refused]:
            sys.stderr.write(f"{refused}\n")
            return 2
        case [fault]:
            raise fault
    return 0 if server.started else 1


def _server(front: Front, host: str, port: int) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(
            front,
            host=host,
            port=port,
            ws="websockets-sansio",
            ws_max_size=_LARGEST_MESSAGE_BYTES,
            access_log=False,
            log_level="warning",
            timeout_graceful_shutdown=_STOP_SECONDS,
        )
    )


def _application() -> "App":
    """Import the application, which takes a while, and open the store; raises `Refusal` where that cannot be read."""
    from builder.store import database

    database.prepare()
    from streamlit.web.bootstrap import load_config_options

    address = {"server.address": os.environ["LAYERLOOM_HOST"], "server.port": int(os.environ["LAYERLOOM_PORT"])}
    load_config_options({**_OPTIONS, **address})
    sys.path.insert(0, str(Path(builder.__file__).parent.parent))
    return cast("App", import_module("app").app)


def _unusable(host: str, port: int) -> str | None:
    """Return why nothing can be served there, as a sentence, or `None`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if os.name != "nt":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except PermissionError:
        return f"Port {port} needs an administrator's right; choose one from 1024, for example PORT=8501."
    except (OSError, OverflowError):
        return f"Something else uses port {port} of {host}. Choose another one, for example PORT={port + 1}."
    return None


def _announce(host: str, port: int) -> None:
    here = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 – compared, not bound
    sys.stdout.write(f"Layerloom is at http://{here}:{port}\n")
    address = network_address()
    if address is not None:
        sys.stdout.write(f"\nOthers on this network open\n\n    {address}\n\n{qr_text(address)}\n\n")
    sys.stdout.flush()
