"""Where the return-to-run plan stands: progress, a step back, a pause; and reminders, which are Alexa's own."""

from __future__ import annotations

from msgspec.structs import replace

from stride.coaching import ladder
from stride.coaching.ladder import Plan
from stride.skill.conversations.asking import tell_topic
from stride.skill.conversations.planned import keeping, sourced, stage_name, with_plan
from stride.skill.turn import Reply, Turn


def progress(turn: Turn) -> Reply:
    """The stage, its sessions, and routines as far as they are counted."""
    plan, routines = turn.memory.plan, turn.memory.routines
    said = _standing(turn, plan) if plan is not None else []
    if routines:
        said.append(turn.say("plan.progress", count=turn.voice.number(routines)))
    return turn.ask("start", *(said or [turn.say("plan.nothing_yet")]))


def step_back(turn: Turn) -> Reply:
    """ "Go back to stage three" goes there; without a stage one back is offered, and staying."""
    plan = turn.memory.plan
    if plan is None:
        return tell_topic(turn, "after-a-break")
    stage = turn.request.number("stage")
    if stage is not None and stage > plan.stage:
        return turn.ask("anything-else", turn.say("plan.no_jump", stage=stage_name(turn, plan)))
    if stage is not None:
        return _moved(turn, ladder.stepped_back(plan, stage))
    if plan.stage == 0:
        return turn.ask("anything-else", turn.say("plan.lowest"))
    return turn.ask("step-back", stage=stage_name(turn, replace(plan, stage=plan.stage - 1)))


@with_plan
def step_up(turn: Turn, plan: Plan) -> Reply:
    """ "Skip a stage": only sessions lead up."""
    return turn.ask("anything-else", turn.say("plan.no_jump", stage=stage_name(turn, plan)))


@with_plan
def one_back(turn: Turn, plan: Plan) -> Reply:
    return _moved(turn, ladder.stepped_back(plan, max(0, plan.stage - 1)))


@with_plan
def stay(turn: Turn, plan: Plan) -> Reply:
    """No step back: everything stays as it is."""
    return turn.ask("anything-else", turn.say("plan.stays", stage=stage_name(turn, plan)))


def pause(turn: Turn) -> Reply:
    """Holds the plan; a long pause leads back a little, which is told when it goes on."""
    plan = turn.memory.plan
    if plan is None:
        return turn.ask("start", turn.say("plan.no_plan_to_pause"))
    turn = keeping(turn, replace(plan, paused=True))
    return turn.ask("anything-else", turn.say("plan.paused", stage=stage_name(turn, plan)))


def no_reminders(turn: Turn) -> Reply:
    """Reminders are Alexa's own; says how to set one."""
    return turn.ask("anything-else", turn.say("plan.no_reminders"))


def _moved(turn: Turn, plan: Plan) -> Reply:
    turn = keeping(sourced(turn), plan)
    return turn.ask("anything-else", turn.say("plan.moved", stage=stage_name(turn, plan)))


def _standing(turn: Turn, plan: Plan) -> list[str]:
    stages, stage = turn.library.ladder, stage_name(turn, plan)
    of = ladder.walks(stages) if plan.stage == 0 else stages.sessions
    if plan.done == 0:
        said = turn.say("plan.new_stage", stage=stage)
    else:
        done, all_ = turn.voice.number(plan.done), turn.voice.number(of)
        said = turn.say("plan.standing", stage=stage, done=done, sessions=all_)
    return [said, turn.say("plan.is_paused")] if plan.paused else [said]
