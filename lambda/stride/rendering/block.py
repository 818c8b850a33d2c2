"""As much of a walk as one response can carry, and where in it a listener is after so many seconds."""

from __future__ import annotations

from dataclasses import dataclass

from stride.coaching.timeline import StepTimeline
from stride.coaching.walk import Position, Walk
from stride.content.model import Library
from stride.rendering import ssml
from stride.rendering.limits import ALEXA, Limits

RESERVED_CHARS = 1200
"""Characters of a response kept for the words before and after the block."""


@dataclass(frozen=True)
class Part:
    """A step, or the piece of one, inside a block."""

    step: int
    first_cue: int
    at: int
    """Milliseconds from the start of the block."""
    timeline: StepTimeline


@dataclass(frozen=True)
class Block:
    """What one response coaches."""

    parts: tuple[Part, ...]
    end: Position
    """Where the next block begins."""
    length: int
    """Milliseconds."""
    ssml: str

    def position_at(self, elapsed: int) -> Position:
        """The position `elapsed` milliseconds into the block; its end once it is over."""
        if elapsed >= self.length:
            return self.end
        for part in reversed(self.parts):
            if elapsed >= part.at:
                return Position(part.step, part.first_cue + part.timeline.cue_at(elapsed - part.at))
        return Position(self.parts[0].step, self.parts[0].first_cue) if self.parts else self.end


def fill_block(walk: Walk, library: Library, limits: Limits = ALEXA) -> Block:
    """Steps from the walk's position on until the next one would pass a limit of the platform.

    A step too long for a block of its own is cut where a side or a set ends, or failing that at a cue.
    """
    parts: list[Part] = []
    spoken: list[str] = []
    length = chars = 0
    position = walk.at
    while position.step < len(walk.routine.steps):
        timeline = walk.timeline(position.step, library).since(position.cue)
        room_ms, room_chars = limits.block_ms - length, limits.speech_chars - RESERVED_CHARS - chars
        fitting = _fitting(timeline, room_ms, room_chars, library, whole=bool(parts))
        if fitting is None:
            break
        piece, cues = fitting
        rendered = ssml.render(piece, library.coaching.tones)
        parts.append(Part(position.step, position.cue, length, piece))
        spoken.append(rendered)
        length += piece.length
        chars += len(rendered) + 1
        if cues < len(timeline.cues):
            position = Position(position.step, position.cue + cues)
            break
        position = Position(position.step + 1)
    return Block(tuple(parts), position, length, " ".join(spoken))


def _fitting(
    timeline: StepTimeline, room_ms: int, room_chars: int, library: Library, whole: bool
) -> tuple[StepTimeline, int] | None:
    """The timeline, or as many of its cues as fit, with their number.

    None where it may only come whole and does not fit.
    """
    cues = len(timeline.cues)
    for count in [cues] if whole else [cues, *_good_cuts(timeline), *range(cues - 1, 0, -1)]:
        piece = _first_cues(timeline, count)
        fits = piece.length <= room_ms and len(ssml.render(piece, library.coaching.tones)) <= room_chars
        if fits or (count == 1 and not whole):
            return piece, count
    return None


def _good_cuts(timeline: StepTimeline) -> list[int]:
    """Numbers of cues after which a changeover or a rest begins, the latest first."""
    return [index for index, cue in enumerate(timeline.cues) if cue.kind in ("switch", "rest") and index > 0][::-1]


def _first_cues(timeline: StepTimeline, count: int) -> StepTimeline:
    if count == len(timeline.cues):
        return timeline
    return StepTimeline(timeline.exercise, timeline.cues[:count], timeline.cues[count].at)
