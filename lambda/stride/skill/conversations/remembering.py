"""What is remembered, what is preferred, and forgetting all of it."""

from __future__ import annotations

from typing import cast, get_args

from msgspec.structs import replace

from stride.coaching.ladder import stage_of
from stride.content.vocabulary import Limit, Side, Teaching
from stride.skill.conversations.teaching import PACES
from stride.skill.durations import seconds_of
from stride.skill.turn import Reply, StopPlaying, Turn
from stride.storage.memory import Memory

MINUTES = {"five-minutes": 5, "ten-minutes": 10, "fifteen-minutes": 15, "twenty-minutes": 20, "thirty-minutes": 30}
"""Value of a preference -> minutes."""


def what_you_remember(turn: Turn) -> Reply:
    """What is stored about the person, in plain words; which movements and tips were met is left to "progress"."""
    memory = turn.memory
    said = [turn.say("memory.counts", visits=turn.voice.number(memory.visits), routines=_count(turn, memory.routines))]
    if memory.limits:
        listed = ", ".join(turn.voice.plain(f"limit.{limit}") for limit in memory.limits)
        said.append(turn.say("memory.limits", limits=listed))
    if memory.length is not None:
        said.append(turn.say("memory.length", length=turn.voice.length(memory.length)))
    if memory.never:
        names = ", ".join(turn.called(name) for name in memory.never if _exists(turn, name))
        said.append(turn.say("memory.never", exercises=names))
    said += _manner(turn)
    if memory.plan is not None:
        said.append(turn.say("memory.plan", stage=stage_of(memory.plan, turn.library.ladder).name))
    if memory.unfinished is not None:
        said.append(turn.say("memory.unfinished", title=memory.unfinished.routine.title.lower()))
    return turn.ask("anything-else", *said, turn.say("memory.nothing_medical"))


def _manner(turn: Turn) -> list[str]:
    """How a person likes it, where that is not the usual way."""
    memory = turn.memory
    pace = [] if memory.pace == "normal" else [turn.say(f"memory.pace_{memory.pace}")]
    talk = [turn.say(f"memory.talk_{memory.teaching}")] if memory.teaching else []
    return [*pace, *talk, *([turn.say("memory.right_first")] if memory.first == "right" else [])]


def forget_me(turn: Turn) -> Reply:
    """Asks before deleting."""
    return turn.ask("forget", turn.say("memory.forget_warning"))


def forget_all(turn: Turn) -> Reply:
    """Yes: everything stored is deleted, and the session's routine with it."""
    turn = turn.with_session(walk=None, in_the_air=None, request=None).with_memory(Memory())
    return replace(turn.tell(turn.say("memory.forgotten")), forget=True, audio=_silence(turn))


def _silence(turn: Turn) -> StopPlaying | None:
    return StopPlaying(for_good=True) if turn.request.device.audio_player else None


def keep_all(turn: Turn) -> Reply:
    return turn.ask("anything-else", turn.say("memory.kept"))


def set_preference(turn: Turn) -> Reply:
    """A lasting wish: no floor, ten minutes, less talk, slower, left first. What cannot be kept is said."""
    preference, value = turn.request.slot_id("preference"), turn.request.slot_id("value")
    if preference in get_args(Limit):
        return _keep_limit(turn, cast(Limit, preference), kept=value != "on")
    if preference == "length" or _seconds(turn) is not None:
        return _keep_length(turn, value)
    memory = _with_wish(turn.memory, value)
    if memory is None:
        return turn.ask("which-preference", turn.say("memory.preference_not_known"))
    return turn.with_memory(memory).ask("anything-else", turn.say("memory.noted"))


def _with_wish(memory: Memory, value: str | None) -> Memory | None:
    """With a wish about talk, pace or side; None where it is none of them."""
    if value in get_args(Teaching):
        return replace(memory, teaching=cast(Teaching, value))
    if value in PACES:
        return replace(memory, pace=PACES[value])
    if value in get_args(Side):
        return replace(memory, first=cast(Side, value))
    return None


def forget_on_disable(turn: Turn) -> Reply:
    """The skill was disabled: everything is deleted, nothing can be said."""
    return Reply(session=turn.session, memory=Memory(), forget=True)


def _keep_limit(turn: Turn, limit: Limit, kept: bool) -> Reply:
    """ "Always skip the floor" keeps the limit, "always include the floor" lifts it."""
    limits = {*turn.memory.limits, limit} if kept else {*turn.memory.limits} - {limit}
    turn = turn.with_memory(replace(turn.memory, limits=tuple(sorted(limits))))
    name = turn.voice.plain(f"limit.{limit}")
    return turn.ask("anything-else", turn.say("memory.limit_kept" if kept else "memory.limit_lifted", limit=name))


def _keep_length(turn: Turn, value: str | None) -> Reply:
    """ "Always ten minutes", as near as a routine can be; "no usual length" leaves it to each routine again."""
    seconds, rules = _seconds(turn), turn.library.planning
    if seconds is not None:
        seconds = max(rules.shortest * 60, min(seconds, rules.longest * 60))
        kept = turn.with_memory(replace(turn.memory, length=seconds))
        return kept.ask("anything-else", turn.say("memory.length_kept", length=turn.voice.length(seconds)))
    if value in ("off", "normal"):
        lifted = turn.with_memory(replace(turn.memory, length=None))
        return lifted.ask("anything-else", turn.say("memory.length_lifted"))
    shortest, longest = turn.voice.number(rules.shortest), turn.voice.number(rules.longest)
    return turn.ask("which-preference", turn.say("memory.length_not_known", shortest=shortest, longest=longest))


def _seconds(turn: Turn) -> int | None:
    """The length in a wish, listed or said freely."""
    minutes = MINUTES.get(turn.request.slot_id("value") or "")
    return minutes * 60 if minutes else seconds_of(turn.request)


def _count(turn: Turn, routines: int) -> str:
    if routines == 0:
        return turn.voice.plain("memory.no_routines")
    name = "memory.one_routine" if routines == 1 else "memory.some_routines"
    return turn.voice.plain(name, count=turn.voice.number(routines))


def _exists(turn: Turn, exercise: str) -> bool:
    return exercise in turn.library.exercises
