"""Moving through a routine: next, back, again, wait, how long, shorter."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from msgspec.structs import replace

from stride.coaching.request import RoutineRequest
from stride.coaching.walk import Walk
from stride.rendering import ssml
from stride.skill.conversations.starting import start
from stride.skill.durations import minutes_until, seconds_of
from stride.skill.progress import coach_on, finished, just_done, resumed
from stride.skill.turn import Handler, Reply, StopPlaying, Turn

WAIT_MS = 60_000
"""How long "wait" holds the session in silence before it asks; each "wait" holds anew."""

Walking = Callable[[Turn, Walk], Reply]


def while_walking(handler: Walking) -> Handler:
    """A handler that needs a routine under way; without one a routine is offered."""
    return _with_walk(handler, lambda turn, walk: walk)


def on_this_exercise(handler: Walking) -> Handler:
    """A handler about the movement being done; right after a block, about the one just done."""
    return _with_walk(handler, just_done)


def _with_walk(handler: Walking, place: Callable[[Turn, Walk], Walk]) -> Handler:
    @wraps(handler)
    def guarded(turn: Turn) -> Reply:
        if turn.session.walk is None:
            return _nothing_running(turn)
        walk = place(turn, turn.session.walk)
        return finished(turn) if walk.over else handler(turn, walk)

    return guarded


@while_walking
def next_(turn: Turn, walk: Walk) -> Reply:
    """On to the next step; after the last one the routine is over."""
    return coach_on(turn, walk if turn.between_steps else walk.moved_to(walk.next_exercise()))


def previous(turn: Turn) -> Reply:
    """Back to the exercise before this one."""
    walk = turn.session.walk
    if walk is None:
        return _nothing_running(turn)
    back = just_done(turn, walk)
    back = back.moved_to(back.previous_exercise())
    return coach_on(turn, back, turn.say("coaching.one_back"))


def repeat(turn: Turn) -> Reply:
    """Says the last thing again; while coaching, the exercise from its beginning."""
    asked = turn.session.asked
    if asked is not None and asked.name not in ("go-on", "done"):
        return turn.put(asked, *([turn.session.last] if turn.session.last else []))
    walk = turn.session.walk
    if walk is None:
        return _nothing_running(turn)
    here = just_done(turn, walk)
    return coach_on(turn, here.moved_to(here.index_here()), turn.say("coaching.again"))


def start_over(turn: Turn) -> Reply:
    """The whole routine from its first step."""
    walk = turn.session.walk or turn.memory.unfinished
    if walk is None:
        return _nothing_running(turn)
    return coach_on(turn, walk.moved_to(0), turn.say("coaching.from_the_top"))


def wait(turn: Turn) -> Reply:
    """ "Wait" and "pause": everything holds. A routine about to start or left unfinished is simply kept."""
    walk = turn.walk
    if walk is not None:
        return _hold(turn, walk)
    if turn.memory.unfinished is not None:
        return replace(turn.tell(turn.say("coaching.wait")), audio=StopPlaying() if turn.audio else None)
    return _nothing_running(turn)


def _hold(turn: Turn, walk: Walk) -> Reply:
    """Holds everything, then asks; "ready" goes on.

    On the player, a wait before the work begins holds on a soft bed, and "ready" opens the track at its first tone.
    Once the work has begun, or when the bed plays already, it is a pause: silence, and "resume" goes on.
    """
    turn = turn.with_memory(replace(turn.memory, unfinished=walk))
    if turn.playing is not None:
        from stride.skill.player import wait_on_player  # needed only where tracks are set up

        return wait_on_player(turn, walk)
    return turn.ask("ready", turn.say("coaching.wait"), ssml.pause(WAIT_MS), keep_last=False)


def resume(turn: Turn) -> Reply:
    """Goes on where it was interrupted; with nothing under way, with what was left unfinished."""
    walk = turn.session.walk
    if walk is None:
        return resume_unfinished(turn)
    if walk.over:
        return finished(turn)
    return coach_on(turn, resumed(turn, walk))


def carry_on(turn: Turn) -> Reply:
    """Yes to "shall I carry on?"."""
    walk = turn.session.walk
    if walk is None or walk.over:
        return resume(turn)
    return _back_to(turn, resumed(turn, walk))


@while_walking
def time_left(turn: Turn, walk: Walk) -> Reply:
    """How long it still takes; coaching goes on by itself."""
    said = turn.say("coaching.time_left", length=turn.voice.minutes(walk.remaining_ms(turn.library)))
    if turn.playing is not None and turn.playing.waiting:
        return Reply(session=turn.session, memory=turn.memory, speech=(said,), goes_on=True)
    return coach_on(turn, resumed(turn, walk), said)


@while_walking
def whats_next(turn: Turn, walk: Walk) -> Reply:
    """The exercise after this one; coaching goes on by itself."""
    following = walk.exercise_ahead(walk.index_here() + 1)
    if following is None:
        return coach_on(turn, resumed(turn, walk), turn.say("coaching.last_one"))
    name = turn.called(following)
    return coach_on(turn, resumed(turn, walk), turn.say("coaching.whats_next", exercise=name))


def shorten(turn: Turn) -> Reply:
    """ "I've only ten minutes": the rest is made to fit; with nothing under way, so long a routine is started."""
    if turn.walk is not None:
        return _shorten(turn, turn.walk)
    limit = _milliseconds_left(turn)
    return start(turn, RoutineRequest(seconds=limit // 1000)) if limit else _nothing_running(turn)


def _shorten(turn: Turn, walk: Walk) -> Reply:
    """Drops whole steps until the rest fits the minutes left, and says the new finish."""
    limit = _milliseconds_left(turn)
    if limit is None:
        return turn.ask("how-many-minutes", turn.say("coaching.shorten_to"))
    before = walk.remaining_ms(turn.library)
    shorter = resumed(turn, walk).shortened(limit, turn.library)
    remaining = shorter.remaining_ms(turn.library)
    left = turn.voice.minutes(remaining)
    if before <= limit:
        return coach_on(turn, resumed(turn, walk), turn.say("coaching.fits_already", length=left))
    dropped = _exercises(walk) - _exercises(shorter)
    name = "coaching.shortened" if dropped and remaining <= limit else "coaching.shortest"
    return coach_on(turn, shorter, turn.say(name, count=turn.voice.number(dropped), length=left))


def keep_the_order(turn: Turn) -> Reply:
    """Loop and shuffle: an exercise order that matters is not shuffled; says so and goes on."""
    if turn.walk is None:
        return turn.ask("start", turn.say("coaching.no_shuffle"))
    return coach_on(turn, resumed(turn, turn.walk), turn.say("coaching.no_shuffle"))


def resume_unfinished(turn: Turn) -> Reply:
    """Picks up where this person stopped, on whatever device that was."""
    walk = turn.memory.unfinished
    if walk is None:
        return turn.ask("start", turn.say("coaching.nothing_running"))
    return _back_to(turn, resumed(turn, walk))


def decline_unfinished(turn: Turn) -> Reply:
    """Not that one: it is put away and something else offered."""
    turn = turn.with_memory(replace(turn.memory, unfinished=None)).with_session(walk=None)
    return turn.ask("start", turn.say("launch.can_do_more"))


def unexpected_yes(turn: Turn) -> Reply:
    """A yes to no question of ours: mid-routine it means go on, elsewhere it needs a wish."""
    if turn.walk is not None:
        return coach_on(turn, resumed(turn, turn.walk))
    return turn.ask("start", turn.say("launch.can_do_more"))


def _nothing_running(turn: Turn) -> Reply:
    if turn.memory.unfinished is not None:
        name = turn.called(turn.memory.unfinished.exercise_here())
        return turn.ask("resume", turn.say("coaching.nothing_running"), exercise=name)
    return turn.ask("start", turn.say("coaching.nothing_running"))


def _milliseconds_left(turn: Turn) -> int | None:
    seconds = seconds_of(turn.request)
    if seconds is not None:
        return seconds * 1000
    clock = turn.request.slot("time")
    if clock is None:
        return None
    minutes = minutes_until(clock.said, turn.request.at.minute, half_hour_zone=turn.request.locale == "en-IN")
    return minutes * 60_000 if minutes is not None else None


def _back_to(turn: Turn, walk: Walk) -> Reply:
    """On with a movement, which is named unless its own first words do."""
    named = turn.say("coaching.back_to", exercise=turn.called(walk.exercise_here()))
    return coach_on(turn, walk, named if walk.at.cue else turn.say("coaching.on"))


def _exercises(walk: Walk) -> int:
    return sum(not step.is_transition for step in walk.routine.steps)
