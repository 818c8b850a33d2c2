"""Quick tips and form cues: none twice until all were heard."""

from __future__ import annotations

from msgspec.structs import replace

from stride.content.model import FormCue, Tip
from stride.content.vocabulary import Aspect
from stride.skill.turn import Reply, Turn

SOMETIMES: frozenset[Aspect] = frozenset({"uphill", "downhill", "treadmill", "fatigue", "walk-break"})
"""Aspects that belong to a place or a moment, not to every run."""


def quick_tip(turn: Turn) -> Reply:
    """A tip, of a category where one was named."""
    slot = turn.request.slot("category")
    if slot is not None and slot.id is None:
        return turn.ask("tip-which", turn.say("tips.no_category"))
    return tip_of(turn, slot.id if slot else None)


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
    turn = turn.with_memory(replace(turn.memory, tips_heard=(*heard, tip.id))).with_session(
        tip=tip.id, topic=None, sources=tip.sources
    )
    if turn.walk is not None:
        return turn.ask("carry-on", turn.voice.fill(tip.tip), exercise=turn.here)
    return turn.ask("another-tip", turn.voice.fill(tip.tip), data={"category": category or ""})


def form_cue(turn: Turn) -> Reply:
    """One form cue for the aspect asked about, with how to check it; one a run."""
    cues = cues_for(turn)
    if not cues:
        return turn.ask("which-aspect", turn.say("tips.no_aspect"))
    return form_cue_reply(turn, cues[turn.memory.visits % len(cues)])


def cues_for(turn: Turn) -> list[FormCue]:
    """The form cues for the aspect asked about, those for any run where none was; none for an unknown aspect."""
    slot = turn.request.slot("aspect")
    cues = turn.library.form_cues.values()
    if slot is None:
        return [cue for cue in cues if cue.aspect not in SOMETIMES]
    return [cue for cue in cues if slot.id is not None and slot.id in (cue.aspect, cue.id)]


def form_cue_reply(turn: Turn, cue: FormCue) -> Reply:
    """A cue, why, and how to check it."""
    turn = turn.with_session(topic=None, sources=cue.sources)
    said = (turn.voice.fill(cue.cue), turn.voice.fill(cue.why), turn.voice.fill(cue.check))
    return turn.ask("anything-else", *said, turn.say("tips.one_cue"))


def _vary(turn: Turn, tips: list[Tip]) -> Tip:
    return tips[(turn.memory.visits * 31 + turn.session.turn * 17 + len(turn.memory.tips_heard) * 7) % len(tips)]
