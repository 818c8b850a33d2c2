"""`stride serve`: the simulator and the verified endpoint."""

from __future__ import annotations

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--open", "open_page", is_flag=True, help="Open the simulator in a browser.")
def serve(host: str, port: int, open_page: bool) -> None:
    """Serve the simulator at / and the skill, with every request verified, at POST /alexa."""
    from workbench.web.app import serve as listen

    listen(host, port, open_page=open_page)


COMMANDS: tuple[click.Command, ...] = (serve,)
