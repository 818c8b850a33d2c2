"""What the device's player reports and its buttons ask. No word may be said here, only tracks moved.

Each answer follows from the token alone, so duplicate and late events do no harm: the same event gives the same
answer, and the device drops a track that was to follow one no longer playing.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from stride.coaching.run import next_phase, previous_phase
from stride.coaching.walk import Walk
from stride.rendering.token import PlayingRoutine, PlayingRun
from stride.skill import log
from stride.skill.player import following, read_token, resumed_run, track
from stride.skill.progress import resumed
from stride.skill.turn import Reply, StopPlaying, Turn


def started(turn: Turn) -> Reply:
    return _silence(turn)


def nearly_finished(turn: Turn) -> Reply:
    """Enqueues what follows behind the track that is about to end."""
    playing = read_token(turn, turn.request.token)
    ahead = following(playing, turn.library) if playing and turn.audio else None
    if ahead is None:
        return _silence(turn)
    return replace(_silence(turn), audio=track(turn, ahead, after=turn.request.token))


def finished_track(turn: Turn) -> Reply:
    """A step was played to its end: it counts as done, and the place moves on."""
    playing = read_token(turn, turn.request.token)
    if not isinstance(playing, PlayingRoutine) or playing.waiting or turn.memory.unfinished is None:
        return _silence(turn)
    walk = playing.walk
    if turn.memory.unfinished.at.step > walk.at.step and turn.memory.unfinished.routine == walk.routine:
        return _silence(turn)  # told a second time
    step = walk.routine.steps[walk.at.step]
    memory = turn.memory if step.is_transition else turn.memory.completed((step.exercise,))
    ahead = walk.moved_to(walk.at.step + 1)
    if ahead.over:
        return replace(_silence(turn), memory=replace(memory, unfinished=None, routines=memory.routines + 1))
    return replace(_silence(turn), memory=replace(memory, unfinished=ahead))


def stopped(turn: Turn) -> Reply:
    """Keeps the place; after a red flag or an end there is none to keep."""
    playing = read_token(turn, turn.request.token)
    if not isinstance(playing, PlayingRoutine) or turn.memory.unfinished is None:
        return _silence(turn)
    walk = playing.walk
    timeline = walk.timeline(walk.at.step, turn.library)
    offset = timeline.work_starts if playing.waiting else turn.request.player.offset
    kept = walk.moved_to(walk.at.step, timeline.cue_at(offset))
    return replace(_silence(turn), memory=replace(turn.memory, unfinished=kept))


def failed(turn: Turn) -> Reply:
    """A track of a routine or a run-walk session could not be played: on to the next, and an end after the last.

    What would follow for ever (a beat, a loop, the waiting bed) ends at once: it would only fail for ever.
    """
    log.warn("a track failed: %s", turn.request.reason)
    playing = read_token(turn, turn.request.token)
    if playing is None or turn.audio is None:
        return _silence(turn)
    ends = playing.session.stage is not None if isinstance(playing, PlayingRun) else not playing.loop
    on = ends and not playing.waiting
    ahead = following(playing, turn.library) if on else None
    return replace(_silence(turn), audio=track(turn, ahead) if ahead else StopPlaying(for_good=True))


def press_next(turn: Turn) -> Reply:
    if isinstance(turn.playing, PlayingRun):
        return _press_run(turn, next_phase(turn.playing.session, turn.playing.stretch, turn.library))
    return _press(turn, lambda walk: walk.moved_to(walk.next_exercise()))


def press_previous(turn: Turn) -> Reply:
    if isinstance(turn.playing, PlayingRun):
        return _press_run(turn, previous_phase(turn.playing.session, turn.playing.stretch, turn.library))
    return _press(turn, lambda walk: walk.moved_to(walk.previous_exercise()))


def press_pause(turn: Turn) -> Reply:
    return replace(_silence(turn), audio=StopPlaying())


def press_play(turn: Turn) -> Reply:
    if isinstance(turn.playing, PlayingRun):
        return replace(_silence(turn), audio=track(turn, resumed_run(turn, turn.playing)))
    return _press(turn, lambda walk: resumed(turn, walk))


def _press(turn: Turn, move: Callable[[Walk], Walk]) -> Reply:
    """What a button does to the routine that plays."""
    walk = turn.session.walk
    if walk is None:
        return _silence(turn)
    moved = move(walk)
    return replace(
        _silence(turn), audio=StopPlaying(for_good=True) if moved.over else track(turn, PlayingRoutine(moved))
    )


def _press_run(turn: Turn, stretch: int) -> Reply:
    """Another jog or walk of a run; a run with only one thing to play begins its stretch again."""
    assert isinstance(turn.playing, PlayingRun), "pressed only while a run plays"
    return replace(_silence(turn), audio=track(turn, replace(turn.playing, stretch=stretch, offset=0)))


def _silence(turn: Turn) -> Reply:
    return Reply(session=turn.session, memory=turn.memory)
