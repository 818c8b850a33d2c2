"""Routines as a queue of tracks on the device: one track a step, every token complete in itself."""

from __future__ import annotations

from dataclasses import replace

from stride.coaching.walk import Walk
from stride.rendering.token import Token, TokenBroken, decode, encode
from stride.rendering.track import WAITING_TRACK, track_name, track_url
from stride.skill.turn import AudioSettings, Play, Reply, Turn

FINISHED = "FINISHED"
"""What the device's player reports once a track has come to its end."""


def play_on(turn: Turn, walk: Walk, *words: str) -> Reply:
    """Says `words`, then plays from the walk's position; the session closes and the queue carries the rest."""
    memory = replace(turn.memory, unfinished=walk)
    session = replace(turn.session, walk=None, asked=None, last=None)
    return Reply(session=session, memory=memory, speech=words, audio=track(turn, walk))


def track(turn: Turn, walk: Walk, after: str | None = None, failures: int = 0) -> Play:
    """The track of the walk's step, from its cue on; behind the token `after` where one is given."""
    timeline = walk.timeline(walk.at.step, turn.library)
    settings = _settings(turn)
    step = walk.routine.steps[walk.at.step].exercise
    names = turn.library.transitions if walk.routine.steps[walk.at.step].is_transition else turn.library.exercises
    return Play(
        url=track_url(settings.base_url, track_name(timeline, settings.voice)),
        token=encode(Token(walk.moved_to(walk.at.step), failures=failures)),
        offset=timeline.cues[walk.at.cue].at if walk.at.cue else 0,
        after=after,
        title=names[step].name,
        subtitle=walk.routine.title,
    )


def waiting_track(turn: Turn, walk: Walk) -> Play:
    """A soft bed that plays until somebody is ready; its token keeps the step that waits."""
    settings = _settings(turn)
    return Play(
        url=track_url(settings.base_url, WAITING_TRACK),
        token=encode(Token(walk.moved_to(walk.at.step), waiting=True)),
        title=turn.voice.plain("player.waiting"),
        subtitle=walk.routine.title,
    )


def from_player(turn: Turn) -> Turn:
    """The turn with the walk that the device's player is in, if it plays ours and has not come to its end."""
    if turn.audio is None or turn.session.walk is not None or not turn.request.player.token:
        return turn
    token = read_token(turn.request.player.token)
    if token is None or not _known(turn, token.walk):
        return turn
    walk = token.walk
    if _ended(turn, walk) and not token.waiting:
        return turn
    timeline = walk.timeline(walk.at.step, turn.library)
    if token.waiting:
        first_tone = next((i for i, cue in enumerate(timeline.cues) if cue.kind == "tone"), 0)
        at = walk.moved_to(walk.at.step, first_tone)
    else:
        at = walk.moved_to(walk.at.step, timeline.cue_at(turn.request.player.offset))
    return replace(turn.with_session(walk=at), from_player=True, waiting=token.waiting)


def read_token(text: str | None) -> Token | None:
    """The token of one of our tracks; None for another skill's, a broken one or none."""
    try:
        return decode(text) if text else None
    except TokenBroken:
        return None


def _ended(turn: Turn, walk: Walk) -> bool:
    """Whether the player has played the last track to its end: then "resume" must not bring it back."""
    is_last = walk.at.step >= len(walk.routine.steps) - 1
    length = walk.timeline(walk.at.step, turn.library).length
    return is_last and (turn.request.player.activity == FINISHED or turn.request.player.offset >= length)


def _known(turn: Turn, walk: Walk) -> bool:
    """Whether all steps still exist; a token may be older than the content."""
    known = turn.library.exercises.keys() | turn.library.transitions.keys()
    return all(step.exercise in known for step in walk.routine.steps)


def _settings(turn: Turn) -> AudioSettings:
    assert turn.audio is not None, "tracks are played only where audio is set up"
    return turn.audio
