"""Where a movement should be felt: what the movement says, and whether a part that was named belongs to it."""

from __future__ import annotations

from stride.coaching.walk import Walk
from stride.content.model import Exercise
from stride.skill.conversations.coaching import on_this_exercise
from stride.skill.conversations.teaching import exercise_here
from stride.skill.progress import coach_on, resumed
from stride.skill.request import Slot
from stride.skill.turn import Reply, Turn

NEIGHBOURS: dict[str, tuple[str, ...]] = {
    "stomach": ("core",),
    "side": ("core", "hips"),
    "ribs": ("core", "upper-back"),
    "chest": ("upper-back",),
    "shoulder": ("upper-back",),
    "groin": ("hips", "hip-flexors", "legs"),
    "hips": ("hips", "hip-flexors", "glutes"),
    "hip-flexors": ("hip-flexors", "hips", "quads"),
    "glutes": ("glutes", "hips"),
    "quads": ("quads", "hip-flexors", "legs"),
    "hamstrings": ("hamstrings", "legs"),
    "calves": ("calves", "ankles", "legs"),
    "achilles": ("calves", "ankles"),
    "shin": ("calves", "ankles"),
    "heel": ("calves", "ankles"),
    "foot": ("calves", "ankles"),
    "ankles": ("ankles", "calves"),
    "legs": ("legs", "quads", "hamstrings", "calves", "glutes", "hips", "hip-flexors", "ankles"),
}
"""Part of the body -> areas of movements that may well be felt there; another part has the area of its name or none."""
ANYWHERE = frozenset({"body", "muscles"})


@on_this_exercise
def feel(turn: Turn, walk: Walk) -> Reply:
    """One sentence where it is felt, one check by touch, then the movement goes on.

    Of a part that it does not belong in, that is said first, and to ease off if it hurts there.
    """
    exercise = exercise_here(turn, walk)
    ahead = turn.session.walk if turn.between_steps else None
    part = turn.request.slot("part")
    if part is not None and part.id is not None and not _belongs(part.id, exercise):
        said = (_not_there(turn, part), turn.voice.fill(exercise.feel), turn.say("teach.ease_off"))
    else:
        said = (turn.voice.fill(exercise.feel), turn.voice.fill(exercise.touch), "")
    return coach_on(turn, ahead or resumed(turn, walk), *filter(None, said))


def _belongs(part: str, exercise: Exercise) -> bool:
    """Whether a movement may well be felt in a part of the body."""
    return part in ANYWHERE or not set(NEIGHBOURS.get(part, (part,))).isdisjoint(exercise.areas)


def _not_there(turn: Turn, part: Slot) -> str:
    """A part that comes with its own "my" cannot be put after "your"."""
    if {"my", "the"} & set(part.said.lower().split()):
        return turn.say("teach.feel_not_there")
    return turn.say("teach.feel_elsewhere", part=part.said)
