"""The estimate of how long speech takes, against voices that really speak."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stride.content.loader import load_library
from workbench.speech_model import COMMANDS, installed, measure, spoken_texts

TEXTS = spoken_texts(load_library())[::3]


@pytest.mark.contract
@pytest.mark.parametrize("voice", sorted(COMMANDS))
def test_about_nine_sentences_in_ten_fit_and_few_are_far_off(
    voice: str, record_property: Callable[[str, object], None]
) -> None:
    if not installed(voice):
        pytest.skip(f"{voice} is not installed here")
    measured = measure(voice, TEXTS)
    record_property("measured", str(measured))
    assert measured.fitting >= 0.88, measured
    assert abs(measured.median) <= 0.15, measured
    assert measured.mean <= 0.18, measured
