"""`stride serve`: the simulator and the verified endpoint."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
import webbrowser

import click

from workbench.commands.group import Failure

PATIENCE = 20
"""Seconds to wait for the server before opening a page on it is given up."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen on.")
@click.option("--open", "open_page", is_flag=True, help="Open the simulator in a browser, where there is one.")
def serve(host: str, port: int, open_page: bool) -> None:
    """Serve the simulator at / and the skill, with every request verified, at POST /alexa."""
    from workbench.web.app import serve as listen

    address = f"http://{host}:{port}"
    click.echo(f"Steady Stride listens at {address} (Ctrl+C ends it)")
    if open_page and _has_desktop():
        threading.Thread(target=_open_when_there, args=(host, port, address), daemon=True).start()
    try:
        listen(host, port)
    except OSError as error:
        raise Failure(f"cannot listen at {address}: {error.strerror or error}; try another --port") from None


COMMANDS: tuple[click.Command, ...] = (serve,)


def _has_desktop() -> bool:
    """Whether a browser would open in a window; without one it would take the terminal over."""
    return sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def _open_when_there(host: str, port: int, address: str) -> None:
    for _ in range(PATIENCE * 10):
        with socket.socket() as probe:
            if probe.connect_ex((host, port)) == 0:
                webbrowser.open(address)
                return
        time.sleep(0.1)
