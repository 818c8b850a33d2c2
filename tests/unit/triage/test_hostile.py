from __future__ import annotations

import subprocess
import sys

import pytest

from stride.answers.triage import Triage


@pytest.mark.parametrize("said", ["", " ", "?", "...", "'", "''''", "🙂🙂", "\x00\x01", "\n\t", "٣٤٥", "i", "my the a"])
def test_nothing_said_is_no_flag(triage: Triage, said: str) -> None:
    assert triage.check(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "numb " * 5000,
        "no " * 3000,
        "my legs are numb " * 500,
        "a" * 100_000,
        "can't ~ > + | [ ] ( )",
        "NUMB!!! LEGS???",
    ],
)
def test_anything_can_be_said(triage: Triage, said: str) -> None:
    triage.check(said)


def test_spelling_of_apostrophes_and_capitals_does_not_matter(triage: Triage) -> None:
    plain = triage.check("i can't feel it when i wipe")
    assert plain is not None
    assert triage.check("I CAN\u2019T feel it, when I wipe!") == plain


def test_nothing_heavy_is_loaded_at_run_time() -> None:
    code = "import sys, stride.answers.triage; print(sorted({'yaml', 'numpy', 'sklearn', 'boto3'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd="lambda", timeout=60
    )
    assert done.stdout.strip() == "[]"
