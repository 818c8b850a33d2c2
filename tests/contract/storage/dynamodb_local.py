"""Amazon's own DynamoDB on this machine, as far as it is installed (`make test-tools`)."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EMULATOR = Path(__file__).parents[3] / ".cache" / "dynamodb-local" / "package" / "emulator"
STARTS_WITHIN = 30
"""Seconds."""


def missing() -> str | None:
    """Why DynamoDB Local cannot be started here, or None."""
    if shutil.which("java") is None:
        return "no java on this machine: install a Java 17 runtime"
    if not (EMULATOR / "DynamoDBLocal.jar").exists():
        return "DynamoDB Local is not installed: run `make test-tools` (needs npm)"
    return None


@contextmanager
def running() -> Iterator[str]:
    """The address of a fresh server, which is stopped in the end. Raises TimeoutError."""
    port = free_port()
    command = ["java", "-Xmx256m", "-Djava.library.path=./DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar", "-inMemory"]
    server = subprocess.Popen(
        [*command, "-port", str(port), "-disableTelemetry"],
        cwd=EMULATOR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(STARTS_WITHIN * 20):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            raise ChildProcessError(f"DynamoDB Local ended at once with code {server.returncode}")
        time.sleep(0.05)
    raise TimeoutError(f"DynamoDB Local did not listen on port {port} within {STARTS_WITHIN} seconds")
