"""What the device's player reports and its buttons ask. No word may be said here, only tracks moved.

Each answer follows from the token alone, so duplicate and late events do no harm: the same event gives the same
answer, and the device drops a track that was to follow one no longer playing.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from stride.coaching.walk import Walk
from stride.rendering.token import PlayingRoutine, PlayingRun
from stride.skill import log
from stride.skill.player import following, read_token, track
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
    """A track of a routine could not be played: on to the next step, and an end after the last.

    What would follow for ever (a beat, a loop, the waiting bed) ends at once: it would only fail for ever.
    """
    log.warn("a track failed: %s", turn.request.reason)
    playing = read_token(turn, turn.request.token)
    if playing is None or turn.audio is None:
        return _silence(turn)
    on = isinstance(playing, PlayingRoutine) and not playing.loop and not playing.waiting
    ahead = following(playing, turn.library) if on else None
    return replace(_silence(turn), audio=track(turn, ahead) if ahead else StopPlaying(for_good=True))


def press_next(turn: Turn) -> Reply:
    return _press(turn, lambda walk: walk.moved_to(walk.next_exercise()))


def press_previous(turn: Turn) -> Reply:
    return _press(turn, lambda walk: walk.moved_to(walk.previous_exercise()))


def press_pause(turn: Turn) -> Reply:
    return replace(_silence(turn), audio=StopPlaying())


def press_play(turn: Turn) -> Reply:
    return _press(turn, lambda walk: resumed(turn, walk))


def _press(turn: Turn, move: Callable[[Walk], Walk]) -> Reply:
    """What a button does to what plays; a run has only one thing to play, so its buttons begin the stretch again."""
    if isinstance(turn.playing, PlayingRun):
        return replace(_silence(turn), audio=track(turn, turn.playing))
    walk = turn.session.walk
    if walk is None:
        return _silence(turn)
    moved = move(walk)
    return replace(
        _silence(turn), audio=StopPlaying(for_good=True) if moved.over else track(turn, PlayingRoutine(moved))
    )


def _silence(turn: Turn) -> Reply:
    return Reply(session=turn.session, memory=turn.memory)
