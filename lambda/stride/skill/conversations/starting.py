"""Starting a routine: what was asked for, its echo, and what cannot be met."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from msgspec.structs import replace

from stride.coaching.manner import Manner
from stride.coaching.request import RoutineRequest
from stride.coaching.substitute import avoiding
from stride.coaching.walk import Walk
from stride.content.vocabulary import Area, Limit, Moment
from stride.skill.durations import seconds_of
from stride.skill.progress import coach_on
from stride.skill.request import Request
from stride.skill.turn import Reply, Turn

if TYPE_CHECKING:
    from stride.coaching.planner import Unmet

FIRST_SECONDS = 300
"""How long the warm-up takes that is offered to somebody who has not chosen a length."""


def start_routine(turn: Turn) -> Reply:
    """Starts what was asked for; asks what for when nothing was named."""
    said = read_routine_request(turn.request)
    asked = _of_length(turn, said)
    unheard = _unheard_slot(turn.request)
    if asked == RoutineRequest() and unheard:
        return turn.ask("which", turn.say("start.not_known", said=unheard), keep_last=False)
    if asked == RoutineRequest():
        return turn.ask("which", turn.say("start.which"))
    noted = turn.session.request.limits if turn.session.request else frozenset()
    return start(turn, replace(asked, limits=asked.limits | noted))


def start(turn: Turn, request: RoutineRequest) -> Reply:
    """Plans a routine and coaches it from its first step, or says what stands in the way.

    What this person always leaves out is left out here too, and it takes as long as they like where nobody said.
    """
    memory = turn.memory
    if request.seconds is None and request.named is None:
        request = replace(request, seconds=memory.length)
    limits = request.limits | frozenset(memory.limits)
    never = request.never | frozenset(memory.never)
    return _planned(turn, replace(request, limits=limits, never=never))


def _planned(turn: Turn, request: RoutineRequest) -> Reply:
    from stride.coaching.planner import Unmet, plan  # loaded at the first routine, not at the first word

    memory = turn.memory
    turn = turn.with_session(request=request, alternative=None, walk=None, in_the_air=None)
    manner = Manner(memory.teaching, memory.pace, memory.first, memory.known)
    planned = plan(replace(request, recent=memory.recent), turn.library, manner, _seed(turn))
    if isinstance(planned, Unmet):
        return _unmet(turn, request, planned)
    turn = turn.with_memory(replace(memory, request=request))
    known = memory.known & {step.exercise for step in planned.routine.steps}
    walk = Walk(planned.routine, manner=replace(manner, known=known))
    return coach_on(turn, walk, *turn.note, _echo(turn, request, planned.seconds, planned.routine.title))


def read_routine_request(request: Request) -> RoutineRequest:
    """The slots of a start or a correction; unknown values are left out."""
    return RoutineRequest(
        moment=cast("Moment | None", _known(request.slot_id("moment"), Moment)),
        area=cast("Area | None", _known(request.slot_id("area"), Area)),
        seconds=seconds_of(request),
        limits=_limits(request),
        named=request.slot_id("routine"),
    )


def _of_length(turn: Turn, asked: RoutineRequest) -> RoutineRequest:
    """ "The long core routine": the shortest or longest named routine of a moment, where no minutes were said."""
    length = turn.request.slot_id("length")
    if length is None or asked.seconds or asked.named or asked.area or asked.limits:
        return asked
    moment = asked.moment or "before-run"
    routines = sorted((r.minutes, r.id) for r in turn.library.routines.values() if r.moment == moment)
    if not routines:
        return asked
    return RoutineRequest(named=routines[0 if length == "short" else -1][1])


def list_routines(turn: Turn) -> Reply:
    """What there is, in one breath, and a question."""
    return turn.ask("which", turn.say("start.list"))


def avoid(turn: Turn) -> Reply:
    """No floor, no kneeling: for the rest of this routine, or for the next one."""
    limits = _limits(turn.request)
    if not limits:
        return turn.ask("which-limit", turn.say("start.limit_not_known"))
    request = turn.session.request or RoutineRequest()
    request = replace(request, limits=request.limits | limits)
    turn = turn.with_session(request=request)
    name = ", ".join(turn.voice.plain(f"limit.{limit}") for limit in sorted(limits))
    walk = turn.walk
    if walk is None:
        if request.moment or request.area or request.named:
            return start(turn, request)
        return turn.ask("which", turn.say("start.limit_noted", limit=name))
    changed = avoiding(walk, turn.limits | limits, turn.library, frozenset(turn.memory.never))
    return coach_on(turn, changed, turn.say("start.avoiding", limit=name))


def allow(turn: Turn) -> Reply:
    """Yes to "shall I allow it?": the nearest request that can be met, for this routine alone."""
    alternative = turn.session.alternative
    if alternative is None:
        return turn.ask("which", turn.say("start.which"))
    return _planned(turn, alternative)


def ask_which(turn: Turn) -> Reply:
    """An open yes: which one?"""
    return turn.ask("which", turn.say("start.which"))


def start_usual(turn: Turn) -> Reply:
    """What is offered at launch: a short warm-up, or one as long as this person likes."""
    return start(turn, RoutineRequest(moment="before-run", seconds=turn.memory.length or FIRST_SECONDS))


def start_named(turn: Turn, routine: str) -> Reply:
    """Starts a named routine, as an answer's offer does."""
    return start(turn, RoutineRequest(named=routine))


def _echo(turn: Turn, request: RoutineRequest, seconds: int, title: str) -> str:
    """What was understood, in a few words: "Fifteen minutes, hips, no floor"."""
    if request.named:
        said = [title]
    else:
        said = [turn.voice.length(request.seconds) if request.seconds else turn.voice.minutes(seconds * 1000)]
        if request.moment:
            said.append(turn.voice.plain(f"moment.{request.moment}"))
    if request.area:
        said.append(turn.voice.plain(f"area.{request.area}"))
    said += [turn.voice.plain(f"limit.{limit}") for limit in sorted(request.limits)]
    listed = ", ".join(said)
    return turn.say("start.echo", understood=listed[0].upper() + listed[1:])


def _unmet(turn: Turn, request: RoutineRequest, unmet: Unmet) -> Reply:
    """Says what cannot be had, and asks for the smallest change that would help."""
    what = turn.voice.plain(f"area.{request.area}") if request.area else turn.voice.plain("start.this_routine")
    instead = unmet.instead
    if instead is None:
        return turn.ask("which", turn.say("start.cannot"))
    turn = turn.with_session(alternative=instead)
    if unmet.limit is not None:
        name = turn.voice.plain(f"limit.{unmet.limit}")
        return turn.ask("allow", turn.say("start.nothing_fits", what=what, limit=name))
    if unmet.reason == "minutes" and instead.seconds is not None:
        return turn.ask("other-length", turn.say("start.length"), length=turn.voice.length(instead.seconds))
    if unmet.reason == "area":
        return turn.ask("other-area", turn.say("start.no_area", what=what))
    if unmet.reason == "never":
        return turn.ask("allow-never", turn.say("start.never_in_the_way", what=what))
    return turn.ask("anything-like-it", turn.say("start.cannot"))


def _limits(request: Request) -> frozenset[Limit]:
    """One limit or two at once: "no floor and no kneeling"."""
    named = (_known(request.slot_id(slot), Limit) for slot in ("limit", "second_limit"))
    return frozenset(cast(Limit, limit) for limit in named if limit)


def _known(value: str | None, literal: object) -> str | None:
    return value if value in get_args(literal) else None


def _unheard_slot(request: Request) -> str | None:
    """The words of a slot that was filled with something unknown."""
    for name in ("routine", "moment", "area", "limit", "second_limit"):
        slot = request.slot(name)
        if slot is not None and slot.id is None:
            return slot.said
    return None


def _seed(turn: Turn) -> int:
    """Another routine each visit, the same one when a correction starts it again."""
    return turn.memory.visits + turn.memory.routines
