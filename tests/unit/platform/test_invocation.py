"""What the platform makes of a sentence before a skill sees it."""

from __future__ import annotations

import pytest

from workbench.platform.invocation import Addressed, addressed


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("alexa, open steady stride", Addressed("launch")),
        ("Open Steady Stride.", Addressed("launch")),
        ("hey alexa start the steady stride skill", Addressed("launch")),
        ("alexa, ask steady stride", Addressed("launch")),
        ("steady stride", Addressed("launch")),
        ("alexa, ask steady stride to give me a tip", Addressed("one-shot", "give me a tip")),
        ("ask steady stride for a tip", Addressed("one-shot", "a tip")),
        ("ask steady stride if running is bad", Addressed("one-shot", "running is bad")),
        ("ask steady stride about my back", Addressed("one-shot", "about my back")),
        ("ask steady stride is running good for my back", Addressed("one-shot", "is running good for my back")),
        ("tell steady stride that hurts", Addressed("one-shot", "hurts")),
        ("open steady stride and start a warm-up", Addressed("one-shot", "start a warm-up")),
        ("alexa, steady stride, what's next", Addressed("one-shot", "what's next")),
        ("start a five minute warm-up with steady stride", Addressed("one-shot", "start a five minute warm-up")),
        ("ask for a tip from steady stride", Addressed("one-shot", "a tip")),
        ("alexa, next", Addressed("words", "next")),
        ("alexa", Addressed("nothing")),
        ("  ", Addressed("nothing")),
        ("exit", Addressed("exit")),
        ("Alexa, quit.", Addressed("exit")),
        ("stop", Addressed("words", "stop")),
        ("how steady is my stride", Addressed("words", "how steady is my stride")),
        ("start with something steady", Addressed("words", "start with something steady")),
        ("it’s   sore", Addressed("words", "it's sore")),
    ],
)
def test_who_is_spoken_to(said: str, expected: Addressed) -> None:
    assert addressed(said, "steady stride") == expected
