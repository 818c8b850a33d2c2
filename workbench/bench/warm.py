"""Warm requests, answers, plans and memory, inside one process."""

from __future__ import annotations

import itertools
import json
import random
import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from stride.coaching.manner import Manner
from stride.coaching.planner import plan
from stride.coaching.request import RoutineRequest
from stride.content.loader import load_library
from stride.content.vocabulary import AREAS, MOMENTS
from stride.skill.app import answer_service, build_skill
from stride.storage.in_memory import InMemoryStore
from stride.storage.store import Store, Stored
from workbench.bench.cold import event
from workbench.platform.envelope import KINDS, OpenSession, Owner, envelope, intent, launch, slot

SAID = (
    "is running good for my back",
    "should i rest in bed",
    "what stretches after a run",
    "how many days a week should i run",
    "i feel a bit stiff in the mornings",
    "my legs are dead after those hills",
)


@dataclass(frozen=True)
class Mixed:
    """What a thousand mixed requests came to."""

    median_ms: float
    memory_mb: float
    """Resident memory after them."""
    growth_mb: float
    """Resident memory gained in the second half: flat means near nothing."""
    largest_bytes: int
    most_reads: int
    most_writes: int


class CountingStore:
    """A store that counts the calls of one request."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.reads = self.writes = 0

    def load(self, person: str, now: datetime) -> Stored:
        self.reads += 1
        return self._store.load(person, now)

    def save(self, person: str, text: str, version: int, now: datetime) -> None:
        self.writes += 1
        self._store.save(person, text, version, now)

    def forget(self, person: str) -> None:
        self.writes += 1
        self._store.forget(person)


def mixed_requests(count: int = 1000, seed: int = 1) -> Mixed:
    """Plays `count` requests of all kinds, sessions chained, against a memory store."""
    store = CountingStore(InMemoryStore())
    handle = build_skill(store)
    pick = random.Random(seed)
    attributes: dict[str, Any] = {}
    times, sizes, reads, writes = [], [0], [0], [0]
    halfway = 0.0
    at = datetime(2026, 1, 1, 12, tzinfo=UTC)
    for number in range(count):
        at += timedelta(seconds=pick.randrange(1, 60))
        session = OpenSession("bench", attributes, new=False)
        asked = envelope(Owner(), KINDS["voice"], _any_request(pick), number=number, at=at, session=session)
        store.reads = store.writes = 0
        began = time.perf_counter()
        answer = handle(asked, None)
        times.append((time.perf_counter() - began) * 1000)
        attributes = answer.get("sessionAttributes") or {}
        if answer["response"].get("shouldEndSession"):
            attributes = {}
        sizes.append(len(json.dumps(answer).encode()))
        reads.append(store.reads)
        writes.append(store.writes)
        if number == count // 2:
            halfway = resident_mb()
    now = resident_mb()
    return Mixed(statistics.median(times), now, now - halfway, max(sizes), max(reads), max(writes))


def paired_warm(other: Callable[[dict[str, Any], Any], dict[str, Any]], runs: int = 300) -> tuple[float, float]:
    """Median milliseconds of a warm "next" in a routine and of the other skill's, in turn."""
    handle = build_skill(InMemoryStore())
    start = intent("StartRoutineIntent", {"moment": slot("moment", "warm up", "before-run")})
    attributes = handle(event(start), None)["sessionAttributes"]
    request = event(intent("AMAZON.NextIntent"), new=False)
    request["session"]["attributes"] = attributes  # type: ignore[index]
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(_timed(lambda: handle(request, None)))
        theirs.append(_timed(lambda: other(request, None)))
    return statistics.median(ours), statistics.median(theirs)


def answer_ms(rounds: int = 50) -> float:
    """Median milliseconds of one decision, triage and retrieval."""
    service = answer_service()
    return statistics.median(_timed(partial(service.decide, said)) for _ in range(rounds) for said in SAID)


def plan_ms() -> tuple[float, float]:
    """Median and largest milliseconds of planning, over moments, areas and lengths, after one round to warm up."""
    library = load_library()
    wishes = [
        RoutineRequest(moment=moment, area=area, seconds=minutes * 60)
        for moment, area, minutes in itertools.product(MOMENTS, (None, *AREAS[:4]), (2, 5, 10, 20, 40))
    ]
    for wish in wishes:
        plan(wish, library, Manner())
    times = [_timed(partial(plan, wish, library, Manner(), seed=1)) for wish in wishes]
    return statistics.median(times), max(times)


def resident_mb() -> float:
    """Resident memory of this process, in megabytes."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return tracemalloc.get_traced_memory()[0] / 1e6
    return int(status.read_text().split()[1]) * 4096 / 1e6


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def _any_request(pick: random.Random) -> dict[str, Any]:
    bare = [
        "AMAZON.NextIntent", "AMAZON.PreviousIntent", "AMAZON.RepeatIntent", "AMAZON.YesIntent", "AMAZON.NoIntent",
        "TimeLeftIntent", "WhatsNextIntent", "EasierIntent", "HarderIntent", "SwapIntent", "FeelIntent",
        "ExplainIntent", "QuickTipIntent", "AMAZON.HelpIntent", "AMAZON.FallbackIntent", "HurtsIntent",
    ]  # fmt: skip
    kind = pick.randrange(10)
    if kind == 0:
        return launch()
    if kind in (1, 2):
        slots = {
            "moment": slot("moment", "routine", pick.choice(MOMENTS)),
            "minutes": slot("minutes", str(pick.randrange(2, 41))),
        }
        return intent("StartRoutineIntent", slots)
    if kind in (3, 4):
        return intent("AskQuestionIntent", {"question": slot("question", pick.choice(SAID))})
    return intent(pick.choice(bare))
