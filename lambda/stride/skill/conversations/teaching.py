"""How a movement is done and changed: explain, easier, harder, something else, pace, talk."""

from __future__ import annotations

from typing import Any, cast, get_args

from msgspec.structs import replace

from stride.coaching.manner import Manner
from stride.coaching.routine import Routine, Step, with_transitions
from stride.coaching.substitute import substitute
from stride.coaching.walk import Walk
from stride.content.model import Exercise, Option
from stride.content.vocabulary import Pace, Teaching
from stride.skill.conversations.coaching import on_this_exercise, while_walking
from stride.skill.progress import coach_on, resumed
from stride.skill.turn import Reply, Turn

PACES: dict[str, Pace] = {"slower": "slow", "normal": "normal", "faster": "brisk"}


def teach(turn: Turn) -> Reply:
    """The full teaching of a named exercise, then an offer to do it."""
    slot = turn.request.slot("exercise")
    exercise = turn.library.exercises.get(slot.id or "") if slot else None
    if exercise is None:
        said = turn.say("teach.not_known", said=slot.said) if slot else turn.say("teach.which")
        return turn.ask("which-exercise", said, keep_last=False)
    taught = taught_in_full(turn, exercise)
    name = turn.called(exercise.id)
    if turn.walk is not None:
        return turn.ask("carry-on", *taught, exercise=turn.here)
    return turn.ask("try-it", *taught, data={"exercise": exercise.id}, exercise=name)


def try_it(turn: Turn) -> Reply:
    """One exercise by itself."""
    asked = turn.session.asked
    name = asked.data.get("exercise", "") if asked else ""
    exercise = turn.library.exercises.get(name)
    if exercise is None:
        return turn.ask("which-exercise", turn.say("teach.which"))
    steps = with_transitions((Step(exercise.id),), turn.library)
    routine = Routine("single", exercise.name, "mobility", steps)
    return coach_on(turn, Walk(routine, manner=Manner("brief", turn.memory.pace)))


@on_this_exercise
def explain(turn: Turn, walk: Walk) -> Reply:
    """The full teaching of the movement being done, then back to its first tone."""
    exercise = exercise_here(turn, walk)
    mistakes = [turn.say("teach.mistake", mistake=_lower(exercise.mistakes[0]))] if exercise.mistakes else []
    at_start = walk.moved_to(walk.index_here())
    turn = turn.with_session(walk=at_work(turn, at_start))
    return turn.ask("ready", *taught_in_full(turn, exercise), *mistakes)


@on_this_exercise
def easier(turn: Turn, walk: Walk) -> Reply:
    return _another_way(turn, walk, exercise_here(turn, walk).easier)


@on_this_exercise
def harder(turn: Turn, walk: Walk) -> Reply:
    return _another_way(turn, walk, exercise_here(turn, walk).harder)


@on_this_exercise
def swap(turn: Turn, walk: Walk) -> Reply:
    """Another exercise for the same area, position and about the same seconds; asks nothing, goes straight on."""
    here = walk.index_here()
    old = walk.routine.steps[here]
    never = frozenset(turn.memory.never) | frozenset(turn.session.refused) | {old.exercise}
    never_again = turn.request.slot("always") is not None
    if never_again:
        kept = {*turn.memory.never, old.exercise}
        turn = turn.with_memory(replace(turn.memory, never=tuple(sorted(kept))))
    turn = turn.with_session(refused=(*turn.session.refused, old.exercise))
    new = substitute(old, walk, turn.library, limits=turn.limits, never=never)
    if new is None:
        return turn.ask("skip-it", turn.say("teach.no_swap"))
    swapped = walk.replaced(here, new, turn.library)
    said = turn.say("teach.never_again", old=turn.called(old.exercise)) if never_again else turn.say("teach.swapped")
    return coach_on(turn, swapped.moved_to(_index_of(swapped, new, here)), said)


def set_pace(turn: Turn) -> Reply:
    """Setup and changeovers slower or faster; holds and repetitions keep their time."""
    pace = PACES.get(turn.request.slot_id("pace") or "")
    if pace is None:
        return _ask_again(turn, "pace")
    turn = turn.with_memory(replace(turn.memory, pace=pace))
    walk = turn.walk
    said = turn.say(f"teach.pace_{pace}")
    if walk is None:
        return turn.ask("start", said)
    return coach_on(turn, resumed(turn, given(walk, pace=pace)), said)


def set_talk(turn: Turn) -> Reply:
    """How much is said from here on: everything, little, or only the beat."""
    talk = turn.request.slot_id("talk")
    if talk not in get_args(Teaching):
        return _ask_again(turn, "talk")
    teaching = cast(Teaching, talk)
    turn = turn.with_memory(replace(turn.memory, teaching=teaching))
    walk = turn.walk
    said = turn.say(f"teach.talk_{teaching}")
    if walk is None:
        return turn.ask("start", said)
    return coach_on(turn, _with_teaching(turn, walk, teaching), said)


@while_walking
def skip_it(turn: Turn, walk: Walk) -> Reply:
    """Leaves the exercise here out and goes on."""
    return coach_on(turn, walk.moved_to(walk.index_here() + 1), turn.say("teach.skipped"))


def _another_way(turn: Turn, walk: Walk, option: Option) -> Reply:
    """Says the easier or harder way and starts the movement again; another exercise where that is the way."""
    here = walk.index_here()
    said = turn.voice.fill(option.say)
    if option.instead and _left_out(turn, option.instead):
        return coach_on(turn, resumed(turn, walk), turn.say("teach.no_other_way"))
    if option.instead is None and teaching_heard(turn, walk):
        return coach_on(turn, _made_ready(turn, walk), said, turn.say("teach.lead_in"))
    if option.instead is None:
        return coach_on(turn, walk, said)
    step = Step(option.instead, walk.routine.steps[here].dose)
    changed = walk.replaced(here, step, turn.library)
    return coach_on(turn, changed.moved_to(_index_of(changed, step, here)), said)


def _left_out(turn: Turn, exercise: str) -> bool:
    return exercise in turn.memory.never or bool(turn.limits & set(turn.library.exercises[exercise].needs))


def taught_in_full(turn: Turn, exercise: Exercise) -> list[str]:
    skip = tuple(rule.say for rule in exercise.skip[:1])
    sentences = (f"{exercise.name}.", exercise.setup, *exercise.cues, exercise.breathing, *skip)
    return [turn.voice.fill(sentence) for sentence in sentences]


def exercise_here(turn: Turn, walk: Walk) -> Exercise:
    return turn.library.exercises[walk.exercise_here() or ""]


def at_work(turn: Turn, walk: Walk) -> Walk:
    """The walk at the first tone of its step: the teaching has been heard."""
    timeline = walk.timeline(walk.at.step, turn.library)
    tones = [index for index, cue in enumerate(timeline.cues) if cue.kind == "tone"]
    return walk.moved_to(walk.at.step, tones[0] if tones else 0)


def teaching_heard(turn: Turn, walk: Walk) -> bool:
    """Whether the work on the movement here has begun or is over."""
    if turn.between_steps:
        return True
    timeline = walk.timeline(walk.at.step, turn.library)
    on_it = walk.step is not None and not walk.step.is_transition
    return on_it and timeline.cues[walk.at.cue].at >= timeline.work_starts


def _made_ready(turn: Turn, walk: Walk) -> Walk:
    """The walk at the word or sentence before its step's first tone, so that nobody is taken by surprise."""
    begun = at_work(turn, walk.moved_to(walk.index_here()))
    return begun.moved_to(begun.at.step, max(0, begun.at.cue - 1))


def _with_teaching(turn: Turn, walk: Walk, teaching: Teaching) -> Walk:
    """The walk given in another fullness, at the same moment: cue numbers differ between fullnesses."""
    before = walk.timeline(walk.at.step, turn.library)
    changed = given(walk, teaching=teaching)
    if before.cues[walk.at.cue].at < before.work_starts:
        return changed.moved_to(walk.at.step)
    return at_work(turn, changed)


def _index_of(walk: Walk, step: Step, near: int) -> int:
    """Where a step put in at about `near` stands once transitions are right."""
    return next(i for i in range(max(0, near - 1), len(walk.routine.steps)) if walk.routine.steps[i] == step)


def given(walk: Walk, **changes: Any) -> Walk:
    """The walk in another manner."""
    return replace(walk, manner=replace(walk.manner, **changes))


def _ask_again(turn: Turn, what: str) -> Reply:
    return turn.ask(f"which-{what}", turn.say(f"teach.{what}_not_known"))


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]
