"""How long words are taken to last."""

from __future__ import annotations

import pytest

from stride.coaching.speech import counts, spoken_ms
from workbench.speech_model import fit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (0, 0, 0, 0)),
        ("One.", (3, 1, 0, 0)),
        ("Don't rush.", (9, 2, 0, 0)),
        ("Up, and down.", (9, 3, 1, 0)),
        ("Stand tall. Breathe out.", (19, 4, 0, 1)),
    ],
)
def test_what_is_counted(text: str, expected: tuple[int, int, int, int]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [
        ("Breathe.", "Breathe out."),
        ("Reach up and over.", "Reach up, and over."),
        ("Stand tall breathe out.", "Stand tall. Breathe out."),
    ],
)
def test_more_words_and_more_pauses_take_longer(shorter: str, longer: str) -> None:
    assert 0 < spoken_ms(shorter) < spoken_ms(longer)


def test_silence_takes_no_time() -> None:
    assert spoken_ms("") == 0


def test_a_fit_finds_the_constants_that_the_durations_were_made_with() -> None:
    texts = ["One.", "Stand tall.", "Up, and down.", "Breathe out. And in.", "Reach, turn, and come back. Slowly."]
    made_with = [200.0, 50.0, 30.0, 250.0, 300.0]
    durations = [sum(a * b for a, b in zip(made_with, (1, *counts(text)), strict=True)) for text in texts]
    assert fit(texts, durations) == pytest.approx(made_with)
