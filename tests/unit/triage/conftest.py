from __future__ import annotations

import pytest

from stride.answers.triage import Triage


@pytest.fixture(scope="session")
def triage() -> Triage:
    return Triage.load()
