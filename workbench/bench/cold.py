"""Cold starts: a new process, the import, the first request answered, as one figure."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.platform.envelope import KINDS, OpenSession, Owner, envelope, intent, launch, slot

ROOT = Path(__file__).parents[2]
QUESTION = intent("IsQuestionIntent", {"question": slot("question", "running good for my back")})


@dataclass(frozen=True)
class Start:
    """A process to start: which module holds the handler, and what it is asked."""

    module: str
    event: Mapping[str, object]
    environment: Mapping[str, str]


def paired_medians(one: Start, other: Start, runs: int) -> tuple[float, float]:
    """Median milliseconds of both, taken in turn so that a machine's drift hits both alike; one warm-up each."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(runs + 1):
        for start, taken in zip((one, other), times, strict=True):
            milliseconds = _run(start)
            if number:
                taken.append(milliseconds)
    return statistics.median(times[0]), statistics.median(times[1])


def launch_event() -> dict[str, object]:
    return event(launch())


def event(request: Mapping[str, object], new: bool = True) -> dict[str, object]:
    """An event of a speaker without a player, at a fixed time."""
    from datetime import UTC, datetime

    at = datetime(2026, 1, 1, 12, tzinfo=UTC)
    return envelope(Owner(), KINDS["voice"], request, number=1, at=at, session=OpenSession("bench", new=new))


def _run(start: Start) -> float:
    code = (
        "import json,sys,importlib;"
        f"handler=importlib.import_module({start.module!r}).lambda_handler;"
        "answer=handler(json.loads(sys.argv[1]),None);"
        "assert answer['response'].get('outputSpeech'),answer"
    )
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'lambda'}{os.pathsep}{ROOT}", **start.environment}
    command: Sequence[str] = (sys.executable, "-c", code, json.dumps(start.event))
    began = time.perf_counter()
    subprocess.run(command, check=True, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - began) * 1000
