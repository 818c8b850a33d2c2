"""`stride serve`: the simulator and the verified endpoint."""

from __future__ import annotations

import os
import sys
import webbrowser

import click

from workbench.commands.group import Failure


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 takes a free one."
)
@click.option("--open", "open_page", is_flag=True, help="Open the simulator in a browser, where there is one.")
def serve(host: str, port: int, open_page: bool) -> None:
    """Serve the simulator at / and the skill, with every request verified, at POST /alexa."""
    from workbench.web.app import address_here, desk_app, listening, make_server

    try:
        listener = listening(host, port)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Failure(f"cannot listen at {_address(host, port)}: {reason}; try another --port") from None
    server = make_server(desk_app(address=address_here(listener)), listener)
    address = _address(host, server.effective_port)
    click.echo(f"Steady Stride listens at {address} (Ctrl+C ends it)")
    if open_page and _has_desktop():
        webbrowser.open(address)
    server.run()


COMMANDS: tuple[click.Command, ...] = (serve,)


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _has_desktop() -> bool:
    """Whether a browser would open in a window; without one it would take the terminal over."""
    return sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
