"""The return-to-run ladder as a content author writes it: its stages, and what is said in their sessions."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from stride.content.vocabulary import Teaching


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """One rung of the return-to-run ladder; times in seconds."""

    id: str
    name: str
    """As spoken: "stage four"."""
    session: str
    """What a session is, said as a sentence."""
    repeats: int = 0
    """None for a stage that only walks."""
    jog: int = 0
    walk: int = 0
    """After each jog; none in a run without a break."""
    jog_length: str = ""
    walk_length: str = ""
    walks: tuple[int, ...] = ()
    """Minutes of each walk in turn, for a stage that only walks."""
    reached: str = ""
    """Said once somebody comes to this stage."""


class RunWalkWords(msgspec.Struct, frozen=True, kw_only=True):
    """What is said in a run-walk session; `{jog}` and `{walk}` stand for the stage's lengths."""

    walk_only: str
    warm_up: str
    jog_soon: str
    first_jog: str
    jog: str
    last_jog: str
    walk: str
    halfway: str
    check: str
    last_minute: str
    cool_down: str
    done: str


class Ladder(msgspec.Struct, frozen=True, kw_only=True):
    """The return-to-run plan: its stages in order, and how a session of any of them is told."""

    stages: tuple[Stage, ...]
    warm_up: int
    """Seconds of walking before."""
    cool_down: int
    sessions: int
    """Good sessions at a stage before the next one."""
    words: Mapping[Teaching, RunWalkWords]
    """By how much is said; tones alone need none."""
    sources: tuple[str, ...]

    def stage(self, stage: str) -> Stage:
        """Raises KeyError for an id that no stage has."""
        found = next((each for each in self.stages if each.id == stage), None)
        if found is None:
            raise KeyError(stage)
        return found
