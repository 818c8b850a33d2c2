"""What the device's player reports and its buttons ask. No word may be said here, only tracks moved.

Each answer follows from the token alone, so duplicate and late events do no harm: the same event gives the same
answer, and the device drops a track that was to follow one no longer playing.
"""

from __future__ import annotations

import logging
from dataclasses import replace

from stride.coaching.walk import Walk
from stride.rendering.token import Token
from stride.skill.player import read_token, track
from stride.skill.progress import resumed
from stride.skill.turn import Handler, Reply, StopPlaying, Turn

log = logging.getLogger("stride")

FAILURES_IN_A_ROW = 2
"""Tracks that may fail one after another before playing is given up."""


def started(turn: Turn) -> Reply:
    return _silence(turn)


def nearly_finished(turn: Turn) -> Reply:
    """Enqueues the next step behind the one that is about to end."""
    token = _token(turn)
    if token is None or turn.audio is None or token.waiting:
        return _silence(turn)
    following = token.walk.moved_to(token.walk.at.step + 1)
    if following.over:
        return _silence(turn)
    return replace(_silence(turn), audio=track(turn, following, after=turn.request.token))


def finished_track(turn: Turn) -> Reply:
    """A step was played to its end: it counts as done, and the place moves on."""
    token = _token(turn)
    if token is None or token.waiting or turn.memory.unfinished is None:
        return _silence(turn)
    step = token.walk.routine.steps[token.walk.at.step]
    memory = turn.memory if step.is_transition else turn.memory.completed((step.exercise,))
    following = token.walk.moved_to(token.walk.at.step + 1)
    if following.over:
        memory = replace(memory, unfinished=None, routines=memory.routines + 1)
    else:
        memory = replace(memory, unfinished=following)
    return replace(_silence(turn), memory=memory)


def stopped(turn: Turn) -> Reply:
    """Keeps the place; after a red flag or an end there is none to keep."""
    token = _token(turn)
    if token is None or turn.memory.unfinished is None:
        return _silence(turn)
    walk = token.walk
    timeline = walk.timeline(walk.at.step, turn.library)
    at = walk.moved_to(walk.at.step, timeline.cue_at(turn.request.player.offset))
    return replace(_silence(turn), memory=replace(turn.memory, unfinished=at))


def failed(turn: Turn) -> Reply:
    """A track could not be played: on to the next one, and after a few of them an end."""
    token = _token(turn)
    log.warning("a track failed: %s", turn.request.reason)
    if token is None or turn.audio is None:
        return _silence(turn)
    following = token.walk.moved_to(token.walk.at.step + 1)
    if following.over or token.failures + 1 >= FAILURES_IN_A_ROW:
        log.error("playing was given up after %d failures", token.failures + 1)
        return replace(_silence(turn), audio=StopPlaying(for_good=True))
    return replace(_silence(turn), audio=track(turn, following, failures=token.failures + 1))


def press_next(turn: Turn) -> Reply:
    walk = turn.session.walk
    return _jump(turn, walk.moved_to(walk.next_exercise())) if walk else _silence(turn)


def press_previous(turn: Turn) -> Reply:
    walk = turn.session.walk
    return _jump(turn, walk.moved_to(walk.previous_exercise())) if walk else _silence(turn)


def press_pause(turn: Turn) -> Reply:
    return replace(_silence(turn), audio=StopPlaying())


def press_play(turn: Turn) -> Reply:
    walk = turn.session.walk
    return _jump(turn, resumed(turn, walk)) if walk else _silence(turn)


def _jump(turn: Turn, walk: Walk) -> Reply:
    if walk.over:
        return replace(_silence(turn), audio=StopPlaying(for_good=True))
    return replace(_silence(turn), audio=track(turn, walk))


def _token(turn: Turn) -> Token | None:
    return read_token(turn.request.token)


def _silence(turn: Turn) -> Reply:
    return Reply(session=turn.session, memory=turn.memory)


REQUESTS: dict[str, Handler] = {
    "AudioPlayer.PlaybackStarted": started,
    "AudioPlayer.PlaybackNearlyFinished": nearly_finished,
    "AudioPlayer.PlaybackFinished": finished_track,
    "AudioPlayer.PlaybackStopped": stopped,
    "AudioPlayer.PlaybackFailed": failed,
    "PlaybackController.NextCommandIssued": press_next,
    "PlaybackController.PreviousCommandIssued": press_previous,
    "PlaybackController.PauseCommandIssued": press_pause,
    "PlaybackController.PlayCommandIssued": press_play,
}
