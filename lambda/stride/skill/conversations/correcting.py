"""Putting right what was misheard: "no, fifteen, not fifty"."""

from __future__ import annotations

from msgspec.structs import replace

from stride.coaching.request import RoutineRequest
from stride.skill.conversations.starting import read_routine_request, start, start_routine
from stride.skill.turn import Reply, Turn

SOUND_ALIKE = {teen: (teen - 10) * 10 for teen in range(13, 20)}
SOUND_ALIKE |= {ten: teen for teen, ten in SOUND_ALIKE.items()}
"""Thirteen and thirty, and so on: numbers that are heard for each other."""


def correct(turn: Turn) -> Reply:
    """Puts right only what was wrong in the last request, and starts again."""
    before = _before(turn)
    if before is None:
        return start_routine(turn)
    correction = _heard_right(turn, read_routine_request(turn.request), before)
    if correction == RoutineRequest():
        return _ask_what(turn, before)
    return start(turn, before.corrected(correction))


def _before(turn: Turn) -> RoutineRequest | None:
    """What a correction starts from: the last request, or what plays; a name gives way to its moment."""
    before = turn.asked_for
    if before is None or before == RoutineRequest(limits=before.limits):
        return RoutineRequest(moment=turn.walk.routine.moment, limits=turn.limits) if turn.walk else None
    named = turn.library.routines.get(before.named or "")
    if named is None:
        return before
    return replace(before, named=None, moment=named.moment, seconds=before.seconds or named.minutes * 60)


def _heard_right(turn: Turn, correction: RoutineRequest, before: RoutineRequest) -> RoutineRequest:
    """The correction without what cannot be meant: what was wrong before, named as right and as wrong.

    "Fifteen, not fifty" may be heard as the same number twice; then the one that sounds like it is meant.
    """
    wrong = turn.request.number("wrong")
    if wrong is not None and correction.seconds == wrong * 60 == before.seconds:
        meant = SOUND_ALIKE.get(wrong)
        correction = replace(correction, seconds=meant * 60 if meant else None)
    if correction.area is not None and correction.area == turn.request.slot_id("wrong_area") == before.area:
        correction = replace(correction, area=None)
    return correction


def _ask_what(turn: Turn, before: RoutineRequest) -> Reply:
    """Only what was wrong was said: a length that sounds like it is offered, else it is asked for."""
    meant = SOUND_ALIKE.get(turn.request.number("wrong") or 0)
    planning = turn.library.planning
    possible = meant is not None and planning.shortest <= meant <= planning.longest
    if meant is None or not possible or before.seconds != SOUND_ALIKE[meant] * 60:
        return turn.ask("which", turn.say("start.correct_what"))
    turn = turn.with_session(alternative=replace(before, seconds=meant * 60))
    return turn.ask("other-length", turn.say("start.correct_what"), length=turn.voice.length(meant * 60))
