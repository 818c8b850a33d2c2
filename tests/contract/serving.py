"""A real server on a free port of this machine, for as long as a test needs it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask

from workbench.web.app import address_here, listening, make_server


@contextmanager
def served(app: Flask | Callable[[str], Flask]) -> Iterator[str]:
    """The address of an app, served; the app may be made once its address is known."""
    listener = listening("127.0.0.1", 0)
    address = address_here(listener)
    server = make_server(app if isinstance(app, Flask) else app(address), listener)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield address
    finally:
        server.close()
        thread.join(timeout=5)
