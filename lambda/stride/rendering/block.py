"""As much of a walk as one response can carry, and where in it a listener is after so many seconds."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from stride.coaching.routine import Step, step_timeline
from stride.coaching.timeline import Delivery, StepTimeline
from stride.coaching.walk import Position, Walk
from stride.content.model import Library
from stride.rendering import ssml
from stride.rendering.limits import ALEXA, Limits

RESERVED_CHARS = 1200
"""Characters of a response kept for the words before and after the block."""
RESERVED_MS = 15_000
"""Time of a response kept for those words."""


class Part(msgspec.Struct, frozen=True):
    """A step, or the piece of one, inside a block."""

    step: int
    first_cue: int
    at: int
    """Milliseconds from the start of the block."""
    timeline: StepTimeline


class Block(msgspec.Struct, frozen=True):
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
        step, delivery = walk.routine.steps[position.step], walk.delivery(position.step)
        piece = rest_of_step(step, delivery, position.cue, library)
        room = (limits.block_ms - RESERVED_MS - length, limits.speech_chars - RESERVED_CHARS - chars)
        if not piece.fits(*room):
            if parts:
                break
            piece = _cut(piece.timeline, *room, library)
        parts.append(Part(position.step, position.cue, length, piece.timeline))
        spoken.append(piece.ssml)
        length += piece.timeline.length
        chars += len(piece.ssml) + 1
        cues = position.cue + len(piece.timeline.cues)
        if cues < len(step_timeline(step, delivery, library).cues):
            position = Position(position.step, cues)
            break
        position = Position(position.step + 1)
    if len(parts) > 1 and walk.routine.steps[parts[-1].step].is_transition and not parts[-1].first_cue:
        position = Position(parts[-1].step)  # nobody is sent to the floor to be asked a question there
        length = parts.pop().at
        spoken.pop()
    return Block(tuple(parts), position, length, " ".join(spoken))


class Piece(msgspec.Struct, frozen=True):
    """A step, or some of its cues, and how it is spoken."""

    timeline: StepTimeline
    ssml: str

    def fits(self, room_ms: int, room_chars: int) -> bool:
        return self.timeline.length <= room_ms and len(self.ssml) <= room_chars


@lru_cache(maxsize=1024)
def rest_of_step(step: Step, delivery: Delivery, cue: int, library: Library) -> Piece:
    """A step from one cue on; kept, since every turn of a routine asks for the same ones again."""
    timeline = step_timeline(step, delivery, library).since(cue)
    return Piece(timeline, ssml.render(timeline, library.coaching.tones))


def _cut(timeline: StepTimeline, room_ms: int, room_chars: int, library: Library) -> Piece:
    """As many cues as fit, at least one."""
    for count in [*_good_cuts(timeline), *range(len(timeline.cues) - 1, 0, -1)]:
        shorter = StepTimeline(timeline.exercise, timeline.cues[:count], timeline.cues[count].at)
        piece = Piece(shorter, ssml.render(shorter, library.coaching.tones))
        if piece.fits(room_ms, room_chars) or count == 1:
            return piece
    raise ValueError(f"{timeline.exercise} has one cue of {timeline.length} ms, which no response can carry")


def _good_cuts(timeline: StepTimeline) -> list[int]:
    """Numbers of cues after which a changeover or a rest begins, the latest first."""
    return [index for index, cue in enumerate(timeline.cues) if cue.kind in ("switch", "rest") and index > 0][::-1]
