"""How a session of the return-to-run plan went: two or three short questions, and where the plan goes from there.

The answers steer the plan by one step and are gone: neither a number nor what hurt is kept.
"""

from __future__ import annotations

from stride.coaching import ladder
from stride.coaching.ladder import Plan, stage_of
from stride.skill.conversations.launching import stop
from stride.skill.conversations.planned import (
    AT_EASE,
    TOO_MUCH,
    ask_again,
    keeping,
    length_of_walk,
    now_of,
    score_of,
    sourced,
    stage_name,
    with_plan,
)
from stride.skill.turn import Reply, Turn

HELD = {"at-most": "held"}
"""Told already: the session does not count, however the next question is answered."""


def how_did_it_go(turn: Turn) -> Reply:
    """A session was begun and nobody told how it went."""
    return turn.ask("plan-finished", turn.say("plan.last_session"), keep_last=False)


def finished(turn: Turn) -> Reply:
    """ "I'm done": mid-routine an end; with a plan, how the session went; else what has been done."""
    plan = turn.memory.plan
    if turn.walk is not None or (plan is None and turn.session.run_held):
        return stop(turn)
    if plan is None:
        from stride.skill.conversations.return_plan import progress  # without a plan, what has been done

        return progress(turn)
    if turn.session.run_held:
        turn, ran = _run_over(turn)
        if ran and plan.begun is not None:
            return turn.ask("plan-stopped", turn.say("plan.stopped_after", length=ran), keep_last=False)
    if plan.begun is None and ladder.due(plan) > now_of(turn):
        return turn.ask("anything-else", turn.say("plan.told_already"))
    if plan.begun is None:
        return turn.ask("was-session", turn.say("plan.well_done"), keep_last=False)
    return turn.ask("plan-stayed", turn.say("plan.well_done"), keep_last=False)


def no_session(turn: Turn) -> Reply:
    """A routine, a walk, another run: the plan stays as it is."""
    return turn.ask("anything-else", turn.say("plan.as_it_is"))


def was_session(turn: Turn) -> Reply:
    return turn.ask("plan-stayed", keep_last=False)


def done_all(turn: Turn) -> Reply:
    """Yes, all of it: how the back was."""
    return turn.ask("plan-stayed", turn.say("plan.well_done"), keep_last=False)


def stopped_early(turn: Turn) -> Reply:
    """ "I stopped after ten minutes": what stopped it?"""
    if turn.memory.plan is None or turn.walk is not None:
        from stride.skill.conversations.asking import tell_topic  # without a plan, an answer

        return tell_topic(turn, "after-a-break")
    ran, minutes = "", turn.request.number("after")
    if turn.session.run_held:
        turn, ran = _run_over(turn)
    length = turn.voice.minutes(minutes * 60_000) if minutes is not None else ran
    if not length:
        return not_all(turn)
    after = turn.say("plan.stopped_after", length=length)
    return turn.ask("plan-stopped", after, keep_last=False)


def not_all(turn: Turn) -> Reply:
    return turn.ask("plan-stopped", keep_last=False)


@with_plan
def other_reason(turn: Turn, plan: Plan) -> Reply:
    """It was not the body: the same session next time, and no shame in it."""
    turn = keeping(turn, ladder.after_stopping(plan, now_of(turn)))
    return turn.ask("anything-else", turn.say("plan.same_next_time"))


def body_stopped(turn: Turn) -> Reply:
    """The back or a leg, or not sure: the same questions, and the session does not count."""
    return turn.ask("plan-stayed", data=HELD, keep_last=False)


# The answers


def stayed(turn: Turn) -> Reply:
    """Two or less, legs as ever: a good session, unless the back cut it short."""
    return held(turn) if _told(turn) == HELD else good(turn)


def rose(turn: Turn) -> Reply:
    """More than that, or not sure: how much more?"""
    return turn.ask("plan-worse", data=HELD, keep_last=False)


def stayed_score(turn: Turn) -> Reply:
    """A number instead of a yes or no: it says nothing of the legs, so they are asked of."""
    score = score_of(turn)
    if score is None:
        return ask_again(turn)
    if score >= TOO_MUCH:
        return stop_running(turn)
    told = _told(turn) if score <= AT_EASE else HELD
    return turn.ask("plan-legs-after", data=told, keep_last=False)


@with_plan
def good(turn: Turn, plan: Plan) -> Reply:
    on = ladder.after_green(plan, turn.library.ladder, now_of(turn))
    turn = keeping(sourced(turn), on)
    return turn.ask("anything-else", *_good_words(turn, plan, on))


@with_plan
def held(turn: Turn, plan: Plan) -> Reply:
    """In between: the stage is held; twice in a row leads one back."""
    on = ladder.after_amber(plan, now_of(turn))
    stage = stage_name(turn, on)
    turn = keeping(sourced(turn), on)
    return turn.ask("anything-else", turn.say("plan.held_twice" if plan.repeating else "plan.held", stage=stage))


@with_plan
def stop_running(turn: Turn, plan: Plan) -> Reply:
    """Too much, or not sure: one back, and the warning signs before anything else."""
    turn = keeping(sourced(turn), ladder.after_red(plan, now_of(turn)))
    return turn.ask("warning-signs", turn.say("plan.too_much"), data={"then": "too-much"}, keep_last=False)


@with_plan
def two_days_of_walking(turn: Turn, plan: Plan) -> Reply:
    """No warning signs after a session that was too much."""
    words = turn.say("plan.two_days" if plan.stage else "plan.walks_again", stage=stage_name(turn, plan))
    return turn.ask("anything-else", words, turn.say("plan.if_it_goes_on"))


def _run_over(turn: Turn) -> tuple[Turn, str]:
    """The turn with its run put away; and how long it was where it is a session of the plan cut short, else ""."""
    from stride.coaching.run import cut_short, elapsed_ms  # needed only where tracks are set up
    from stride.skill.conversations.running import run_of
    from stride.skill.player import put_run_away

    run = run_of(turn)
    elapsed = elapsed_ms(run.session, run.stretch, turn.request.player.offset, turn.library)
    short = cut_short(run.session, elapsed, turn.library)
    return put_run_away(turn), turn.voice.minutes(elapsed) if short else ""


def _told(turn: Turn) -> dict[str, str]:
    """What the question before this one was told, for the length of the conversation."""
    return dict(turn.session.asked.data) if turn.session.asked else {}


def _good_words(turn: Turn, before: Plan, on: Plan) -> list[str]:
    stages = turn.library.ladder
    if on.stage > before.stage:
        stage = stage_of(on, stages)
        reached = [turn.voice.fill(stage.reached)] if stage.reached else []
        return [turn.say("plan.up", stage=stage.name), *reached]
    if on.stage == 0:
        if on.done >= ladder.walks(stages):
            return [turn.say("plan.walks_done")]
        return [turn.say("plan.next_walk", length=length_of_walk(turn, on))]
    if on.done >= stages.sessions:
        return [turn.say("plan.at_the_top")]
    left = stages.sessions - on.done
    name = "plan.one_more" if left == 1 else "plan.more"
    return [turn.say(name, count=turn.voice.number(left), stage=stage_of(on, stages).name)]
