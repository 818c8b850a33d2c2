"""Left and right: which comes first, one side once more, one side alone."""

from __future__ import annotations

from typing import cast, get_args

from stride.coaching.walk import Walk
from stride.content.vocabulary import OTHER_SIDE, Side
from stride.skill.conversations.coaching import on_this_exercise
from stride.skill.conversations.teaching import at_work, exercise_here, given, taught_in_full, teaching_heard
from stride.skill.progress import coach_on, resumed
from stride.skill.turn import Reply, Turn

AGAIN = "again"
ONE_LEFT = frozenset({"only", "missed"})
"""What is said of the one side that is to be done: "right only", "you missed the left"."""
ONE_OUT = frozenset({"skip", "done"})
"""What is said of the side that is not: "skip the left", "I've only done the left"."""


@on_this_exercise
def set_side(turn: Turn, walk: Walk) -> Reply:
    """ "Left first" begins the movement again on that side; "one more on the left" and "right only" give one side
    and go on to what follows.
    """
    if not exercise_here(turn, walk).one_sided:
        return coach_on(turn, resumed(turn, walk), turn.say("teach.no_sides"))
    named = turn.request.slot_id("side")
    here = walk.moved_to(walk.index_here())
    if named not in get_args(Side):
        return coach_on(turn, at_work(turn, here.with_first(here.at.step, None)), turn.say("teach.both_sides"))
    side, way = cast(Side, named), turn.request.slot_id("turn")
    if way == AGAIN and not _begun_on(turn, walk, side):
        return _alone(turn, walk, side, "teach.side_again")
    if way == AGAIN:
        return coach_on(turn, at_work(turn, here), turn.say("teach.side_again"))
    if way in ONE_LEFT or way in ONE_OUT:
        return _alone(turn, walk, side if way in ONE_LEFT else OTHER_SIDE[side], "teach.one_side")
    here = given(here.with_first(here.at.step, None), first=side)
    return coach_on(turn, at_work(turn, here), turn.say(f"teach.{side}_first"))


def _alone(turn: Turn, walk: Walk, side: Side, said: str) -> Reply:
    """One side of the movement, taught first where that was not heard, and on; not where sides take turns."""
    index = walk.index_here()
    exercise = exercise_here(turn, walk)
    if exercise.doses[walk.routine.steps[index].dose].sides == "alternate":
        return coach_on(turn, at_work(turn, walk.moved_to(index)), turn.say("teach.sides_take_turns"))
    words = [] if teaching_heard(turn, walk) else taught_in_full(turn, exercise)
    return coach_on(turn, walk.on_one_side(index, side, turn.library), *words, turn.say(said))


def _begun_on(turn: Turn, walk: Walk, side: Side) -> bool:
    """Whether the movement is still on that side, as its first: begun again, it goes on to the other by itself."""
    index = walk.index_here()
    on_first = walk.at.step < index or walk.at.cue < walk.timeline(index, turn.library).last_changeover
    return walk.delivery(index).first == side and on_first and not turn.between_steps
