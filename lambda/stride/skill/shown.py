"""What a screen shows while a track plays: the movement, what it belongs to, and a picture of it."""

from __future__ import annotations

from itertools import islice

from stride.coaching.run import stretches
from stride.content.model import Library
from stride.content.vocabulary import Picture
from stride.rendering.token import Playing, PlayingRun
from stride.skill.turn import Turn


def titles(turn: Turn, playing: Playing) -> tuple[str, str]:
    """The movement, and what it belongs to."""
    words = turn.voice.plain
    if isinstance(playing, PlayingRun):
        if playing.session.stage is not None:
            return turn.library.ladder.stage(playing.session.stage).name.capitalize(), words("player.plan")
        cue = turn.library.form_cues.get(playing.session.cue or "")
        return (cue.name.capitalize() if cue else words("player.cadence")), words("player.run")
    walk = playing.walk
    if playing.waiting:
        return words("player.waiting"), walk.routine.title
    step = walk.routine.steps[walk.at.step]
    named = turn.library.transitions if step.is_transition else turn.library.exercises
    return named[step.exercise].name, walk.routine.title


def picture_of(playing: Playing, library: Library) -> Picture:
    """What the listener is to be doing while the track plays."""
    if isinstance(playing, PlayingRun):
        if playing.session.stage is not None:
            return "running" if _jogs(playing, library) else "walking"
        return "beat" if playing.session.cadence is not None else "running"
    if playing.waiting:
        return "waiting"
    step = playing.walk.routine.steps[playing.walk.at.step]
    # Getting down to the floor and up from it go over one knee.
    return "half-kneeling" if step.is_transition else library.exercises[step.exercise].shown


def _jogs(playing: PlayingRun, library: Library) -> bool:
    """Whether a stretch of the ladder begins with jogging: the last tone before it says so."""
    heard = islice(stretches(playing.session, library), playing.stretch + 1)
    tones = [part.cues[0].text for part in heard if part.cues and part.cues[0].kind == "tone"]
    return bool(tones) and tones[-1] == "ready"
