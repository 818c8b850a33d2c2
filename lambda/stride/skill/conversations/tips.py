"""Quick tips and form cues: none twice until all were heard."""

from __future__ import annotations

from dataclasses import replace

from stride.content.model import FormCue, Tip
from stride.skill.conversations.launching import here
from stride.skill.durations import seconds_of
from stride.skill.turn import Handler, Reply, Turn


def quick_tip(turn: Turn) -> Reply:
    """A tip, of a category where one was named."""
    return tip_of(turn, turn.request.slot_id("category"))


def another(turn: Turn) -> Reply:
    """Another tip of the same kind."""
    last = turn.library.tips.get(turn.session.tip or "")
    data = turn.session.asked.data if turn.session.asked else {}
    category = data.get("category") or None
    return tip_of(turn, category if last is not None else None)


def tip_of(turn: Turn, category: str | None) -> Reply:
    """The next tip of a category (of all, for None) that this person has not heard; then round again."""
    tips = [tip for tip in turn.library.tips.values() if category is None or tip.category == category]
    if not tips:
        return turn.ask("tip-which", turn.say("tips.no_category"))
    heard = turn.memory.tips_heard
    unheard = [tip for tip in tips if tip.id not in heard]
    if not unheard:
        heard = tuple(name for name in heard if turn.library.tips.get(name) not in tips)
        unheard = [tip for tip in tips if tip.id != turn.session.tip] or tips
    tip = _vary(turn, unheard)
    turn = turn.with_memory(replace(turn.memory, tips_heard=(*heard, tip.id))).with_session(tip=tip.id)
    walk = turn.session.walk
    if walk is not None and not walk.over:
        return turn.ask("carry-on", turn.voice.fill(tip.tip), exercise=here(turn))
    return turn.ask("another-tip", turn.voice.fill(tip.tip), data={"category": category or ""})


def form_cue(turn: Turn) -> Reply:
    """One form cue for the aspect asked about, with how to check it; one a run."""
    aspect = turn.request.slot_id("aspect")
    cues = [cue for cue in turn.library.form_cues.values() if aspect in (None, cue.aspect, cue.id)]
    if not cues:
        return turn.ask("which-aspect", turn.say("tips.no_aspect"))
    return form_cue_reply(turn, cues[turn.memory.visits % len(cues)])


def form_cue_reply(turn: Turn, cue: FormCue) -> Reply:
    """A cue, why, and how to check it."""
    said = (turn.voice.fill(cue.cue), turn.voice.fill(cue.why), turn.voice.fill(cue.check))
    return turn.ask("anything-else", *said, turn.say("tips.one_cue"))


def form_session(turn: Turn) -> Reply:
    """Without audio a form session cannot accompany a run: the cue of the day is given to take along."""
    cues = list(turn.library.form_cues.values())
    cue = cues[(turn.memory.visits + turn.memory.routines) % len(cues)]
    seconds = seconds_of(turn.request)
    length = turn.voice.minutes(seconds * 1000) if seconds else turn.voice.plain("tips.your_run")
    said = (turn.say("tips.take_along", length=length), turn.voice.fill(cue.cue), turn.voice.fill(cue.check))
    return turn.ask("anything-else", *said)


def cadence(turn: Turn) -> Reply:
    """A step rate within bounds: what it should be, and how to find one's own."""
    protocol = turn.library.cadence
    rate = turn.request.number("cadence")
    percent = turn.request.number("percent")
    if rate is None:
        return turn.ask("what-cadence", turn.voice.fill(protocol.baseline["say"]))
    if percent is not None:
        rate += round(rate * min(percent, protocol.most_rise_percent) / 100)
    kept = max(protocol.lowest, min(rate, protocol.highest))
    said = [turn.say("tips.cadence", rate=spoken_rate(turn, kept))]
    if kept != rate or (percent or 0) > protocol.most_rise_percent:
        said.append(turn.say("tips.cadence_bounds"))
    said.append(turn.voice.fill(protocol.guidance[turn.session.turn % len(protocol.guidance)]))
    return turn.ask("anything-else", *said)


def spoken_rate(turn: Turn, rate: int) -> str:
    """Steps per minute as runners say it: "one seventy"."""
    hundreds, rest = divmod(rate, 100)
    tail = turn.voice.plain("numbers.hundred") if rest == 0 else turn.voice.number(rest)
    if 0 < rest < 10:
        tail = f"{turn.voice.plain('numbers.oh')} {tail}"
    return f"{turn.voice.number(hundreds)} {tail}"


def one_more(turn: Turn) -> Reply:
    """Yes to another tip."""
    return another(turn)


def no_more(turn: Turn) -> Reply:
    return turn.tell(turn.say("stop.bye"))


def _vary(turn: Turn, tips: list[Tip]) -> Tip:
    return tips[(turn.memory.visits * 31 + turn.session.turn * 17 + len(turn.memory.tips_heard) * 7) % len(tips)]


INTENTS: dict[str, Handler] = {
    "QuickTipIntent": quick_tip,
    "AnotherIntent": another,
    "FormCueIntent": form_cue,
    "FormSessionIntent": form_session,
    "CadenceIntent": cadence,
}
YES: dict[str, Handler] = {"another-tip": one_more, "done": quick_tip}
NO: dict[str, Handler] = {"another-tip": no_more, "done": no_more, "anything-else": no_more}
