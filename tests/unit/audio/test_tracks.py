"""Names of tracks: the same in Lambda and in the renderer, another for whatever sounds different."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from stride.coaching.stretch import RunTimeline
from stride.coaching.timeline import Cue, StepTimeline
from stride.rendering.track import track_name, track_url

STEP = StepTimeline("bird-dog", (Cue(0, 900, "say", "Bird dog."), Cue(1500, 40, "tone", "ready")), 30_000)


def test_a_name_is_pinned_since_thousands_of_published_tracks_bear_theirs() -> None:
    assert track_name(STEP, "polly-joanna") == "452fdb29ea8383b6d3beaf7e.mp3"


@pytest.mark.parametrize(
    "other",
    [
        replace(STEP, length=30_001),
        replace(STEP, cues=STEP.cues[:1]),
        replace(STEP, cues=(replace(STEP.cues[0], text="Bird dogs."), STEP.cues[1])),
        replace(STEP, cues=(replace(STEP.cues[0], at=10), STEP.cues[1])),
        replace(STEP, cues=(replace(STEP.cues[0], length=910), STEP.cues[1])),
        replace(STEP, cues=(STEP.cues[0], replace(STEP.cues[1], text="release"))),
        RunTimeline(STEP.cues, 30_000, 160),
    ],
)
def test_whatever_sounds_different_has_another_name(other: StepTimeline | RunTimeline) -> None:
    assert track_name(other, "polly-joanna") != track_name(STEP, "polly-joanna")


def test_another_voice_is_another_track() -> None:
    assert track_name(STEP, "polly-amy") != track_name(STEP, "polly-joanna")


@pytest.mark.parametrize("base", ["https://audio.example.com/v1", "https://audio.example.com/v1/"])
def test_an_address_is_the_base_and_the_name(base: str) -> None:
    assert track_url(base, "abc.mp3") == "https://audio.example.com/v1/abc.mp3"
