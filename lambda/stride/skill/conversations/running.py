"""Runs to a beat, with one form cue, or of the return-to-run plan, as audio that accompanies the runner."""

from __future__ import annotations

from msgspec.structs import replace

from stride.coaching.run import RunSession, next_phase, previous_phase, stretches
from stride.content.model import CadenceProtocol
from stride.rendering.token import PlayingRun
from stride.skill.conversations import teaching
from stride.skill.conversations.tips import cues_for
from stride.skill.durations import seconds_of
from stride.skill.on_a_run import bare_number
from stride.skill.player import play, resumed_run
from stride.skill.request import Request
from stride.skill.turn import Reply, StopPlaying, Turn

DEFAULT_FORM_MINUTES = 20
STEP_PERCENT = {"faster": 5, "slower": -5}
"""What "faster" and "slower" change a beat by."""


def cadence(turn: Turn) -> Reply:
    """A beat at the step rate asked for, kept within bounds; without a rate, how to find one's own.

    "Five percent faster than one sixty" raises by at most the protocol's most: heiderscheit-2011 tested 5 and 10.
    """
    protocol = turn.library.cadence
    wanted = wanted_rate(turn, protocol)
    if wanted is None:
        return turn.ask("what-cadence", turn.voice.fill(protocol.baseline["say"]))
    rate = max(protocol.lowest, min(wanted, protocol.highest))
    lower = turn.request.slot("lower") is not None
    said = [turn.say("run.slower" if lower else "run.cadence", rate=spoken_rate(turn, rate))]
    if rate != wanted or (turn.request.number("percent") or 0) > protocol.most_rise_percent:
        said.append(turn.say("run.bounds"))
    if turn.audio is not None:
        return play(turn, _at_rate(turn, rate), *said)
    said.insert(0, turn.say("run.no_beat"))
    guidance = turn.voice.fill(protocol.guidance[turn.session.turn % len(protocol.guidance)])
    return turn.ask("anything-else", *said, guidance)


def form_session(turn: Turn) -> Reply:
    """One form cue for one run, in three or four short reminders; without audio, the cue to take along."""
    cues = cues_for(turn)
    cue = cues[(turn.memory.visits + turn.memory.routines) % len(cues)] if cues else None
    if cue is None:
        return turn.ask("which-aspect", turn.say("tips.no_aspect"))
    minutes = _minutes(turn.request) or DEFAULT_FORM_MINUTES
    length = turn.voice.minutes(minutes * 60_000)
    if turn.audio is not None:
        said = turn.say("run.form", length=length)
        return play(turn, PlayingRun(RunSession(cue=cue.id, minutes=minutes)), said, turn.voice.fill(cue.cue))
    along = turn.say("run.take_along", length=length)
    return turn.ask("anything-else", along, turn.voice.fill(cue.cue), turn.voice.fill(cue.check))


def pause(turn: Turn) -> Reply:
    """Silence; "resume" goes on from there."""
    return replace(turn.tell(), audio=StopPlaying())


def go_on(turn: Turn) -> Reply:
    """What was playing, from the words that were cut off or else from where it was."""
    return play(turn, resumed_run(turn, run_of(turn)))


def carry_on(turn: Turn) -> Reply:
    """Yes to "shall we go on with your run?"."""
    if isinstance(turn.playing, PlayingRun):
        return go_on(turn)
    return turn.ask("start", turn.say("coaching.nothing_running"))


def again(turn: Turn) -> Reply:
    """The stretch that plays, from its beginning: in a run-walk session its jog or walk; or else the last answer."""
    asked, last = turn.session.asked, turn.session.last
    if asked is not None and asked.name == "carry-on-run" and last:
        return turn.put(asked, last)
    return play(turn, replace(run_of(turn), offset=0))


def next_(turn: Turn) -> Reply:
    """On to the next jog or walk; any other run has only one thing to play."""
    playing = run_of(turn)
    return _moved(turn, next_phase(playing.session, playing.stretch, turn.library))


def previous(turn: Turn) -> Reply:
    """Back to the jog or walk before."""
    playing = run_of(turn)
    return _moved(turn, previous_phase(playing.session, playing.stretch, turn.library))


def start_over(turn: Turn) -> Reply:
    """The whole run from its first stretch."""
    return _moved(turn, 0)


def keep_the_order(turn: Turn) -> Reply:
    """Loop and shuffle: a run goes on as it is."""
    return play_on_saying(turn, turn.say("run.no_loop"))


def set_talk(turn: Turn) -> Reply:
    """How much a run-walk session says from here on."""
    reply, playing = teaching.set_talk(turn), run_of(turn)
    talk = reply.memory.teaching
    if talk is None or playing.session.stage is None or turn.request.slot_id("talk") != talk:
        return reply
    session = replace(playing.session, teaching=talk)
    turn = turn.with_memory(reply.memory)
    return play(turn, resumed_run(turn, replace(playing, session=session)), *reply.speech)


def set_pace(turn: Turn) -> Reply:
    """ "Faster" and "slower" change a beat that plays, within bounds; any other run has no pace of its own."""
    rate, percent = run_of(turn).session.cadence, STEP_PERCENT.get(turn.request.slot_id("pace") or "")
    if rate is None or percent is None or not turn.session.run_held:
        return teaching.set_pace(turn)
    return _stepped(turn, rate, percent)


def _stepped(turn: Turn, rate: int, percent: int) -> Reply:
    """A beat so many percent away from its rate, within bounds."""
    protocol = turn.library.cadence
    wanted = rate + round(rate * percent / 100)
    changed = max(protocol.lowest, min(wanted, protocol.highest))
    said = [turn.say("run.cadence" if percent > 0 else "run.slower", rate=spoken_rate(turn, changed))]
    if changed != wanted:
        said.append(turn.say("run.bounds"))
    return play(turn, _at_rate(turn, changed), *said)


def easier(turn: Turn) -> Reply:
    """In a session of the plan one may walk at any time; it goes on. A beat becomes slower."""
    session, held = run_of(turn).session, turn.session.run_held
    if held and session.cadence is not None:
        return _stepped(turn, session.cadence, STEP_PERCENT["slower"])
    if not held or session.stage is None:
        return teaching.easier(turn)
    jogs = turn.library.ladder.stage(session.stage).repeats
    return play_on_saying(turn, turn.say("run.walk_any_time" if jogs else "run.walk_easily"))


def time_left(turn: Turn) -> Reply:
    """How long the run still takes, and on with it; one without an end goes on until somebody says stop."""
    playing = turn.playing
    if not isinstance(playing, PlayingRun) or not (playing.session.minutes or playing.session.stage):
        return play_on_saying(turn, turn.say("run.until_stopped"))
    lengths = [part.length for part in stretches(playing.session, turn.library)][playing.stretch :]
    left = turn.voice.minutes(max(0, sum(lengths) - turn.request.player.offset))
    return play_on_saying(turn, turn.say("coaching.time_left", length=left))


def run_of(turn: Turn) -> PlayingRun:
    """The run that plays."""
    assert isinstance(turn.playing, PlayingRun), "routed here only while a run of ours plays"
    return turn.playing


def play_on_saying(turn: Turn, words: str) -> Reply:
    """Says something over a run; the device goes on by itself where it was interrupted, unless it was stopped."""
    if turn.session.run_held and not turn.request.player.active:
        return play(turn, resumed_run(turn, run_of(turn)), words)
    return Reply(session=turn.session, memory=turn.memory, speech=(words,), goes_on=True)


def wanted_rate(turn: Turn, protocol: CadenceProtocol) -> int | None:
    """Steps per minute asked for, a percentage put on top; None where no rate was said and no beat plays."""
    rate, percent = turn.request.number("cadence"), turn.request.number("percent")
    if rate is None:
        playing = _beat(turn)
        rate = playing.session.cadence if percent and playing else bare_number(turn)
    if rate is None:
        return None
    percent = min(percent or 0, protocol.most_rise_percent)
    if turn.request.slot("lower") is not None:
        percent = -percent
    return rate + round(rate * percent / 100)


def spoken_rate(turn: Turn, rate: int) -> str:
    """Steps per minute as runners say it: "one seventy"."""
    hundreds, rest = divmod(rate, 100)
    tail = turn.voice.plain("numbers.hundred") if rest == 0 else turn.voice.number(rest)
    if 0 < rest < 10:
        tail = f"{turn.voice.plain('numbers.oh')} {tail}"
    return f"{turn.voice.number(hundreds)} {tail}"


def _beat(turn: Turn) -> PlayingRun | None:
    """The run to a beat that the player holds."""
    playing = turn.playing
    return playing if isinstance(playing, PlayingRun) and playing.session.cadence is not None else None


def _at_rate(turn: Turn, rate: int) -> PlayingRun:
    """A run to a beat; one that is held goes on at its new rate, unless it shall be so many minutes."""
    minutes = _minutes(turn.request) if turn.request.intent == "CadenceIntent" else None
    held = _beat(turn) if turn.session.run_held and minutes is None else None
    if held is None:
        return PlayingRun(RunSession(cadence=rate, minutes=minutes))
    return replace(resumed_run(turn, held), session=replace(held.session, cadence=rate))


def _moved(turn: Turn, stretch: int) -> Reply:
    return play(turn, replace(run_of(turn), stretch=stretch, offset=0))


def _minutes(request: Request) -> int | None:
    """Whole minutes asked for, at least one; None for as long as it takes."""
    seconds = seconds_of(request)
    return max(1, round(seconds / 60)) if seconds else None
