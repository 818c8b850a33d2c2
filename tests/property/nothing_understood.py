"""An understander for tests that send intents past it."""

from __future__ import annotations

from typing import NoReturn


class NothingUnderstood:
    def understand(self, utterance: str) -> NoReturn:
        raise AssertionError(f"a test that sends intents said {utterance!r}")
