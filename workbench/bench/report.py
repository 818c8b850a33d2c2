"""`stride bench`: measures what can be measured here and prints it against the budgets."""

from __future__ import annotations

import importlib
import importlib.metadata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.bench import cold, warm

ROOT = Path(__file__).parents[2]
LAMBDA_NEEDS = ("ask-sdk-core", "ask-sdk-model", "ask-sdk-runtime", "msgspec", "requests", "python-dateutil",
                "charset-normalizer", "idna", "urllib3", "certifi", "six")  # fmt: skip
"""What `sam build` installs beside our own code; boto3 comes with the runtime."""


@dataclass(frozen=True)
class Row:
    """One budget: what it is about, what was seen, and whether it holds."""

    what: str
    seen: str
    baseline: str
    budget: str
    holds: bool

    def __str__(self) -> str:
        return f"{'ok  ' if self.holds else 'OVER'} {self.what:<58} {self.seen:>12} {self.baseline:>22}   {self.budget}"


def rows(runs: int = 11, dynamodb: str | None = None) -> Iterator[Row]:
    """One row a budget, as it is measured. `dynamodb` is the address of a DynamoDB with the tables `hello` and
    `stride`; without one that budget is not measured.
    """
    yield from _cold_rows(runs, dynamodb)
    hello = importlib.import_module("workbench.bench.hello").lambda_handler
    ours, theirs = warm.paired_warm(hello)
    yield _ratio("warm request, storage excluded, median", ours, theirs, 2.0)
    median = warm.answer_ms()
    yield Row("answering a question, median", f"{median:.2f} ms", "", "at most 10 ms, aim at 1", median <= 10)
    median, most = warm.plan_ms()
    yield Row("planning a routine, median", f"{median:.2f} ms", f"longest {most:.1f} ms", "at most 5 ms", median <= 5)
    yield from _mixed_rows(warm.mixed_requests())
    size = package_mb()
    yield Row("Lambda package, unzipped, boto3 excluded", f"{size:.1f} MB", "", "at most 100 MB", size <= 100)
    yield from _audio_rows()


def package_mb() -> float:
    """Megabytes of `lambda/` and of what it needs, as installed here."""
    ours = sum(file.stat().st_size for file in (ROOT / "lambda").rglob("*") if file.is_file() and not _cached(file))
    files = (file for name in LAMBDA_NEEDS for file in importlib.metadata.files(name) or ())
    needs = sum(path.stat().st_size for path in (Path(str(f.locate())) for f in files) if path.exists())
    return (ours + needs) / 1e6


def _cold_rows(runs: int, dynamodb: str | None) -> Iterator[Row]:
    memory = {"STRIDE_STORE": "memory"}
    hello = cold.Start("workbench.bench.hello", cold.launch_event(), {})
    ours, theirs = cold.paired_medians(cold.Start("lambda_function", cold.launch_event(), memory), hello, runs)
    yield _ratio("cold start to the first launch, memory store", ours, theirs, 1.5)
    asked = cold.Start("lambda_function", cold.event(cold.QUESTION), memory)
    ours, theirs = cold.paired_medians(asked, hello, runs)
    yield _ratio("cold start to the first question answered", ours, theirs, 4.0)
    if dynamodb is None:
        return
    place = {
        "AWS_ENDPOINT_URL_DYNAMODB": dynamodb,
        "AWS_REGION": "eu-west-1",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ACCESS_KEY_ID": "bench",
        "AWS_SECRET_ACCESS_KEY": "bench",
    }
    with_table = cold.Start("workbench.bench.hello", cold.launch_event(), {**place, "HELLO_TABLE": "hello"})
    stride = cold.Start("lambda_function", cold.launch_event(), {**place, "STRIDE_STORE": "dynamodb:stride"})
    ours, theirs = cold.paired_medians(stride, with_table, runs)
    yield _ratio("cold start to the first launch, DynamoDB store", ours, theirs, 1.2)


def _mixed_rows(mixed: warm.Mixed) -> Iterator[Row]:
    what = "memory after 1,000 mixed requests"
    flat = mixed.memory_mb <= 100 and mixed.growth_mb <= 2
    yield Row(what, f"{mixed.memory_mb:.0f} MB", f"last half +{mixed.growth_mb:.1f} MB", "at most 100 MB, flat", flat)
    kilobytes = mixed.largest_bytes / 1024
    yield Row("largest response by voice", f"{kilobytes:.1f} KB", "", "at most 20 KB", kilobytes <= 20)
    reads, writes = mixed.most_reads, mixed.most_writes
    yield Row("storage calls in one request", f"{reads} + {writes}", "", "1 read + 1 write", max(reads, writes) <= 1)


def _audio_rows() -> Iterator[Row]:
    """Needs an offline voice, to have clips to mix; without one the budget is not measured."""
    from workbench.audio.speed import measure_speed
    from workbench.audio.voices import VoiceMissing

    try:
        speed = measure_speed()
    except VoiceMissing:
        return
    what = "audio mixing and encoding, synthesis excluded"
    yield Row(what, f"{speed:.0f} x", "real time", "at least 100 x", speed >= 100)


def _ratio(what: str, ours: float, theirs: float, most: float) -> Row:
    ratio = ours / theirs
    budget = f"at most {most} x hello-world's"
    return Row(what, f"{ratio:.2f} x", f"{ours:.1f} / {theirs:.1f} ms", budget, ratio <= most)


def _cached(file: Path) -> bool:
    return "__pycache__" in file.parts
