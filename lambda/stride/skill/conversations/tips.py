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
    """Another cue after a cue, else another tip of the same kind."""
    cue = turn.library.form_cues.get(turn.session.cue or "")
    if cue is not None and turn.session.topic is None:
        return form_cue_reply(turn, _next_cue(turn, cue))
    last = turn.library.tips.get(turn.session.tip or "")
    data = turn.session.asked.data if turn.session.asked else {}
    category = data.get("category") or None
    return tip_of(turn, category if last is not None else None)


def tip_of(turn: Turn, category: str | None, *said: str) -> Reply:
    """The next tip of a category (of all, for None) that this person has not heard; then round again.

    What is `said` comes before it.
    """
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
        tip=tip.id, cue=None, topic=None, sources=tip.sources
    )
    words = (*said, turn.voice.fill(tip.tip))
    return turn.carry_on(*words) or turn.ask("another-tip", *words, data={"category": category or ""})


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
    turn = turn.with_session(topic=None, cue=cue.id, tip=None, sources=cue.sources)
    said = (turn.voice.fill(cue.cue), turn.voice.fill(cue.why), turn.voice.fill(cue.check))
    return _then(turn, *said, turn.say("tips.one_cue"))


def more_told(turn: Turn) -> Reply:
    """More on the last cue is its reason and its check; on the last tip, another of its category."""
    cue = turn.library.form_cues.get(turn.session.cue or "")
    if cue is not None:
        return _then(turn, turn.voice.fill(cue.why), turn.voice.fill(cue.check))
    tip = turn.library.tips.get(turn.session.tip or "")
    return tip_of(turn, tip.category if tip else None, turn.say("tips.no_more"))


def check(turn: Turn) -> Reply:
    """ "How do I check it?" after a cue; of a movement, where it is felt."""
    cue = turn.library.form_cues.get(turn.session.cue or "")
    if cue is not None and turn.session.topic is None:
        return _then(turn, turn.voice.fill(cue.check))
    from stride.skill.conversations.feeling import feel  # most checks are those of a cue

    return feel(turn)


def _then(turn: Turn, *said: str) -> Reply:
    return turn.carry_on(*said) or turn.ask("anything-else", *said)


def _next_cue(turn: Turn, last: FormCue) -> FormCue:
    """The cue after the last one: of its aspect where there is another, else of any run."""
    cues = list(turn.library.form_cues.values())
    alike = [cue for cue in cues if cue.aspect == last.aspect]
    if len(alike) == 1:
        alike = [cue for cue in cues if cue.aspect not in SOMETIMES or cue is last]
    return alike[(alike.index(last) + 1) % len(alike)]


def _vary(turn: Turn, tips: list[Tip]) -> Tip:
    return tips[(turn.memory.visits * 31 + turn.session.turn * 17 + len(turn.memory.tips_heard) * 7) % len(tips)]
