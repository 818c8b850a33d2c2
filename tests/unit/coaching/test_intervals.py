"""Run-walk sessions of the return-to-run ladder, as the evidence lays them down and as they are heard."""

from __future__ import annotations

from itertools import pairwise

import pytest

from stride.coaching.run import RunSession, next_phase, previous_phase, stretches
from stride.coaching.speech import spoken_ms
from stride.coaching.stretch import STRETCH_MINUTES
from stride.coaching.timeline import Cue
from stride.content.loader import load_library
from stride.content.vocabulary import TEACHINGS, Teaching

LIBRARY = load_library()
STAGES = [stage.id for stage in LIBRARY.ladder.stages]

LADDER = {
    "S1": (16, 4, 8),
    "S2": (16, 6, 8),
    "S3": (16, 8, 8),
    "S4": (20, 10, 10),
    "S5": (20, 12, 8),
    "S6": (21, 14, 7),
    "S7": (20, 16, 4),
    "S8": (21, 18, 3),
    "S9": (22, 20, 2),
    "S10": (26, 24, 2),
    "S11": (25, 25, 1),
    "S12": (27.5, 27.5, 1),
    "S13": (30, 30, 1),
}
"""Stage -> minutes of the main part, minutes of jogging in it, repeats: evidence.md 5.3."""


def heard(session: RunSession) -> list[Cue]:
    """Every cue of a session but its ending, timed from the session's start."""
    cues, start = [], 0
    for part in list(stretches(session, LIBRARY))[:-1]:
        cues += [Cue(start + cue.at, cue.length, cue.kind, cue.text) for cue in part.cues]
        start += part.length
    return cues


def switches(session: RunSession) -> list[tuple[float, str]]:
    """Minutes at which jogging ("ready") or walking ("release") begins."""
    return [(cue.at / 60_000, cue.text) for cue in heard(session) if cue.kind == "tone"]


def length(session: RunSession) -> float:
    """Minutes without the ending."""
    return sum(part.length for part in list(stretches(session, LIBRARY))[:-1]) / 60_000


@pytest.mark.parametrize(("stage", "expected"), LADDER.items())
def test_a_session_has_the_ladders_minutes_between_two_walks_of_five(
    stage: str, expected: tuple[float, float, int]
) -> None:
    main, jogging, repeats = expected
    session = RunSession(stage=stage)
    assert length(session) == 5 + main + 5
    jogs = [cue for cue in heard(session) if cue.kind == "hold"]
    starts = [at for at, tone in switches(session) if tone == "ready"]
    tones = repeats * 40
    assert sum(cue.length for cue in jogs) + tones == jogging * 60_000
    assert len(starts) == repeats
    assert starts[0] == 5


def test_jogging_and_walking_switch_at_the_second() -> None:
    assert switches(RunSession(stage="S9")) == [
        (0, "release"),
        (5, "ready"),
        (15, "release"),
        (16, "ready"),
        (26, "release"),
        (27, "release"),
    ]


@pytest.mark.parametrize("minutes", [20, 25, 30])
def test_the_walking_stage_is_one_walk(minutes: int) -> None:
    session = RunSession(stage="S0", minutes=minutes)
    said = {cue.at / 60_000: cue.text for cue in heard(session) if cue.text and cue.kind == "rest"}
    words = LIBRARY.ladder.words["full"]
    assert length(session) == minutes
    assert said[minutes / 2] == words.halfway
    assert said[minutes - 1] == words.last_minute


@pytest.mark.parametrize(("stage", "half"), [("S4", 15), ("S6", 15.5), ("S8", 15.5), ("S9", 16), ("S13", 20)])
def test_halfway_is_said_at_half_of_the_main_part(stage: str, half: float) -> None:
    words = LIBRARY.ladder.words["full"]
    places = [cue.at for cue in heard(RunSession(stage=stage)) if words.halfway in cue.text]
    assert places == [pytest.approx(half * 60_000, abs=950)]


@pytest.mark.parametrize("stage", STAGES[1:])
def test_a_look_at_the_back_comes_once_with_halfway_or_the_walk_after(stage: str) -> None:
    words = LIBRARY.ladder.words["full"]
    cues = heard(RunSession(stage=stage))
    (check,) = [cue.at for cue in cues if words.check.strip() in cue.text]
    (half,) = [cue.at for cue in cues if words.halfway in cue.text]
    jog = LIBRARY.ladder.stage(stage).jog * 1000
    assert half <= check <= half + jog


@pytest.mark.parametrize("stage", ["S7", "S8", "S10", "S11", "S13"])
def test_the_last_minute_of_a_long_jog_is_told(stage: str) -> None:
    session = RunSession(stage=stage)
    turns = switches(session)
    ends = [end for (_, tone), (end, _) in pairwise(turns) if tone == "ready"]
    words = LIBRARY.ladder.words["full"]
    told = [cue.at / 60_000 + 1 for cue in heard(session) if cue.text == words.last_minute]
    assert told == pytest.approx([*ends, length(session)], abs=0.001)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("teaching", TEACHINGS)
def test_stretches_are_short_and_their_cues_follow_each_other(stage: str, teaching: Teaching) -> None:
    minutes = 30 if stage == "S0" else None
    for part in stretches(RunSession(stage=stage, minutes=minutes, teaching=teaching), LIBRARY):
        assert part.length <= STRETCH_MINUTES * 60_000
        ends = 0
        for cue in part.cues:
            assert cue.at >= ends
            ends = cue.end
            assert cue.kind == "tone" or spoken_ms(cue.text) <= cue.length
        assert ends <= part.length


@pytest.mark.parametrize("stage", STAGES[1:])
def test_tones_alone_tell_the_switches_and_say_nothing(stage: str) -> None:
    session = RunSession(stage=stage, teaching="tones")
    assert switches(session) == switches(RunSession(stage=stage))
    assert not any(cue.text for cue in heard(session) if cue.kind != "tone")


@pytest.mark.parametrize(
    ("stage", "walk"),
    [
        ("S4", [0, 1, 2, 3]),
        ("S13", [0, 1, 7, 8]),
    ],
)
def test_next_and_previous_go_from_switch_to_switch(stage: str, walk: list[int]) -> None:
    session = RunSession(stage=stage)
    forward = [walk[0]]
    while len(forward) < len(walk):
        forward.append(next_phase(session, forward[-1], LIBRARY))
    assert forward == walk
    assert [previous_phase(session, place, LIBRARY) for place in walk] == [0, *walk[:-1]]


def test_a_run_to_a_beat_has_nothing_to_go_on_or_back_to() -> None:
    session = RunSession(cadence=170, minutes=20)
    assert (next_phase(session, 2, LIBRARY), previous_phase(session, 2, LIBRARY)) == (2, 2)


def test_after_an_interruption_words_begin_again_and_running_goes_on() -> None:
    part = list(stretches(RunSession(stage="S7"), LIBRARY))[1]
    last_minute = next(cue.at for cue in part.cues if cue.text == LIBRARY.ladder.words["full"].last_minute)
    assert part.resume_at(last_minute + 500) == last_minute
    assert part.resume_at(100_000) == 100_000
    assert part.resume_at(10_000_000) == part.length
