"""Today's session of the return-to-run plan: whether it is due, how the back is, and its start."""

from __future__ import annotations

from stride.coaching import ladder
from stride.coaching.ladder import DAY, Plan, minutes_of, stage_of
from stride.coaching.run import RunSession
from stride.rendering.token import PlayingRun
from stride.skill.conversations import plan_report, running
from stride.skill.conversations.planned import (
    AT_EASE,
    ask_again,
    keeping,
    length_of_walk,
    now_of,
    score_of,
    sourced,
    stage_name,
    with_plan,
)
from stride.skill.player import play
from stride.skill.turn import Reply, Turn


@with_plan
def todays(turn: Turn, plan: Plan) -> Reply:
    """ "What's today's session": first how the last one went, then the morning after, then how it is now."""
    if isinstance(turn.playing, PlayingRun) and turn.playing.session.stage is not None and turn.session.run_held:
        return running.time_left(turn)
    if plan.begun is not None:
        return plan_report.how_did_it_go(turn)
    turn, words = _after_a_gap(sourced(turn), plan)
    return _next(turn, *words)


def take_up(turn: Turn, plan: Plan) -> Reply:
    """ "Start my plan" where there is one: where it stands, and an offer of today's session."""
    if plan.begun is not None and turn.session.run_held:
        return running.time_left(turn)
    if plan.begun is not None:
        return plan_report.how_did_it_go(turn)
    turn, words = _after_a_gap(turn, plan)
    now_at = turn.memory.plan or plan
    return offer(turn, *words) if now_at.stage != plan.stage else offer(turn, *words, _where(turn, now_at))


def offer(turn: Turn, *words: str) -> Reply:
    """Offers the next session, where it is due."""
    plan = turn.memory.plan
    if plan is None or ladder.due(plan) > now_of(turn):
        return turn.ask("anything-else", *words, *([_due_words(turn, plan)] if plan else ()))
    return turn.ask("begin-session", *words)


def later(turn: Turn) -> Reply:
    """No to an offer of a session: it stays where it is."""
    return turn.tell(turn.say("plan.later"))


def _next(turn: Turn, *words: str) -> Reply:
    """What comes before the session."""
    plan, now = turn.memory.plan, now_of(turn)
    assert plan is not None, "only a plan has a next session"
    if ladder.checks_due(plan, turn.library.ladder, now):
        from stride.skill.conversations.plan_start import check_again  # it begins sessions itself

        return check_again(turn, *words)
    if ladder.due(plan) > now:
        return turn.ask("anything-else" if plan.stage == 0 else "walk-instead", *words, _due_words(turn, plan))
    if plan.ran is not None:
        return turn.ask("plan-morning", *words, turn.say("plan.first"), keep_last=False)
    return _how_now(turn, plan, *words)


# The morning after


@with_plan
def morning_fine(turn: Turn, plan: Plan) -> Reply:
    plan = ladder.morning_as_usual(plan)
    return _how_now(keeping(turn, plan), plan)


def morning_worse(turn: Turn) -> Reply:
    return turn.ask("plan-settled", keep_last=False)


@with_plan
def settled(turn: Turn, plan: Plan) -> Reply:
    """It was gone within a day: the stage is repeated."""
    plan = ladder.morning_settled(plan, turn.library.ladder)
    return _how_now(keeping(turn, plan), plan, turn.say("plan.settled"))


@with_plan
def lasted(turn: Turn, plan: Plan) -> Reply:
    """It took longer, or nobody is sure: down, a week of walking, and the warning signs before anything else."""
    turn = keeping(turn, ladder.morning_lasted(plan, now_of(turn)))
    return turn.ask("warning-signs", turn.say("plan.lasted"), data={"then": "walking-week"}, keep_last=False)


@with_plan
def walking_week(turn: Turn, plan: Plan) -> Reply:
    words = turn.say("plan.walking_week" if plan.stage else "plan.walks_again", stage=stage_name(turn, plan))
    return turn.ask("walk-instead", words, turn.say("plan.if_it_goes_on"))


# Right now


def _how_now(turn: Turn, plan: Plan, *words: str) -> Reply:
    """Tells the session, and asks how the back is before it begins."""
    slower = [turn.say("plan.slower")] if plan.repeating else []
    return turn.ask("plan-now", *words, _today(turn, plan), *slower)


def how_now_score(turn: Turn) -> Reply:
    """A number instead of a yes: at ease, the legs are asked of; above, it is a no."""
    score = score_of(turn)
    if score is None:
        return ask_again(turn)
    return turn.ask("plan-legs-now", keep_last=False) if score <= AT_EASE else sore(turn)


def sore(turn: Turn) -> Reply:
    """Not at ease, or not sure: the warning signs before anything else."""
    return turn.ask("warning-signs", turn.say("plan.sore"), data={"then": "sore"}, keep_last=False)


def not_today(turn: Turn) -> Reply:
    """No warning signs: a walk or rest, no jogging."""
    return turn.ask("walk-instead", turn.say("plan.not_today"), turn.say("plan.leg_check"))


@with_plan
def start_session(turn: Turn, plan: Plan) -> Reply:
    """The session begins: played where tracks can be, else told so that a watch can time it."""
    stages = turn.library.ladder
    turn = keeping(turn, ladder.begin(plan, now_of(turn)))
    stage, minutes = stage_of(plan, stages), minutes_of(plan, stages)
    if turn.audio is not None:
        session = RunSession(stage=stage.id, minutes=minutes, teaching=turn.memory.teaching or "full")
        return play(turn, PlayingRun(session), turn.say("plan.off_to_walk" if minutes else "plan.off_to_jog"))
    if minutes:
        return turn.tell(_walk_by_watch(turn, minutes), turn.say("plan.tell_me_after"))
    before = turn.voice.minutes(stages.warm_up * 1000)
    told = turn.say("plan.by_watch", before=before, session=stage.session)
    return turn.tell(told, turn.say("plan.by_watch_rule"), turn.say("plan.tell_me_after"))


# A walk instead


def walk_instead(turn: Turn) -> Reply:
    """A walk that counts for nothing and needs telling to nobody."""
    stage = turn.library.ladder.stages[0]
    minutes = min(stage.walks)
    if turn.audio is None:
        return turn.tell(_walk_by_watch(turn, minutes))
    session = RunSession(stage=stage.id, minutes=minutes, teaching=turn.memory.teaching or "full")
    return play(turn, PlayingRun(session), turn.say("plan.easy_walk"))


def rest(turn: Turn) -> Reply:
    return turn.ask("anything-else", turn.say("plan.rest"))


def walk_home(turn: Turn) -> Reply:
    """Something hurt while a run played, without warning signs: home on foot, and no more jogging."""
    return turn.ask("anything-else", turn.say("plan.walk_home"))


# Words


def _after_a_gap(turn: Turn, plan: Plan) -> tuple[Turn, tuple[str, ...]]:
    """The turn with the plan as the days since the last session leave it, and the words for what that changed."""
    on = ladder.resumed(plan, turn.library.ladder, now_of(turn))
    words = (turn.say("plan.taken_up"),) if plan.paused else ()
    changed = _gap_words(turn, plan, on)
    return keeping(turn, on), (*words, *((changed,) if changed else ()))


def _gap_words(turn: Turn, before: Plan, on: Plan) -> str:
    if on.stage == 0 and before.stage > 0:
        return turn.say("plan.gap_checks")
    if on.stage < before.stage:
        return turn.say("plan.gap_down", stage=stage_name(turn, on))
    return turn.say("plan.gap_again", stage=stage_name(turn, on)) if on.done < before.done else ""


def _where(turn: Turn, plan: Plan) -> str:
    return turn.say("plan.where", stage=stage_name(turn, plan))


def _today(turn: Turn, plan: Plan) -> str:
    length = length_of_walk(turn, plan)
    if length:
        return turn.say("plan.today_walk", length=length)
    stage = stage_of(plan, turn.library.ladder)
    return turn.say("plan.today", stage=stage.name, session=stage.session)


def _due_words(turn: Turn, plan: Plan) -> str:
    """When the next session is."""
    days = -(-(ladder.due(plan) - now_of(turn)) // DAY)
    if plan.stage == 0:
        return turn.say("plan.walked_today")
    if plan.not_before <= plan.last + ladder.BETWEEN_RUNS:
        return turn.say("plan.a_day_between")
    return turn.say("plan.walking_only", days=turn.voice.number(days)) if days > 1 else turn.say("plan.walking_today")


def _walk_by_watch(turn: Turn, minutes: int) -> str:
    return turn.say("plan.walk_by_watch", length=turn.voice.minutes(minutes * 60_000))
