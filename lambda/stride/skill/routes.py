"""Who answers what. A route is "module.function" in `conversations`; a module is loaded when it is first needed, so
that the first word of a cold start waits for one conversation and not for all.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import cast

from stride.skill.turn import Handler, Turn

Route = str

REQUESTS: Mapping[str, Route] = {
    "LaunchRequest": "launching.launch",
    "SessionEndedRequest": "launching.session_ended",
    "AlexaSkillEvent.SkillDisabled": "remembering.forget_on_disable",
    "AudioPlayer.PlaybackStarted": "playback.started",
    "AudioPlayer.PlaybackNearlyFinished": "playback.nearly_finished",
    "AudioPlayer.PlaybackFinished": "playback.finished_track",
    "AudioPlayer.PlaybackStopped": "playback.stopped",
    "AudioPlayer.PlaybackFailed": "playback.failed",
    "PlaybackController.NextCommandIssued": "playback.press_next",
    "PlaybackController.PreviousCommandIssued": "playback.press_previous",
    "PlaybackController.PauseCommandIssued": "playback.press_pause",
    "PlaybackController.PlayCommandIssued": "playback.press_play",
}
"""Request type -> route."""

INTENTS: Mapping[str, Route] = {
    "AMAZON.HelpIntent": "launching.help_",
    "AMAZON.StopIntent": "launching.stop",
    "AMAZON.CancelIntent": "launching.stop",
    "AMAZON.NavigateHomeIntent": "launching.stop",
    "AMAZON.FallbackIntent": "launching.not_understood",
    "StartRoutineIntent": "starting.start_routine",
    "CorrectionIntent": "correcting.correct",
    "ListRoutinesIntent": "starting.list_routines",
    "AvoidIntent": "starting.avoid",
    "AMAZON.NextIntent": "coaching.next_",
    "AMAZON.PreviousIntent": "coaching.previous",
    "AMAZON.RepeatIntent": "coaching.repeat",
    "AMAZON.StartOverIntent": "coaching.start_over",
    "AMAZON.PauseIntent": "coaching.wait",
    "AMAZON.ResumeIntent": "coaching.resume",
    "AMAZON.LoopOnIntent": "coaching.keep_the_order",
    "AMAZON.LoopOffIntent": "coaching.keep_the_order",
    "AMAZON.ShuffleOnIntent": "coaching.keep_the_order",
    "AMAZON.ShuffleOffIntent": "coaching.keep_the_order",
    "TimeLeftIntent": "coaching.time_left",
    "WhatsNextIntent": "coaching.whats_next",
    "ShortenIntent": "coaching.shorten",
    "TeachExerciseIntent": "teaching.teach",
    "ExplainIntent": "teaching.explain",
    "FeelIntent": "feeling.feel",
    "EasierIntent": "teaching.easier",
    "HarderIntent": "teaching.harder",
    "SwapIntent": "teaching.swap",
    "SetPaceIntent": "teaching.set_pace",
    "SetTalkIntent": "teaching.set_talk",
    "SideIntent": "sides.set_side",
    "UnsureIntent": "launching.unsure",
    "HurtsIntent": "hurting.hurts",
    "SymptomIntent": "asking.told",
    "TellThemIntent": "asking.when_to_see_someone",
    "CallForHelpIntent": "hurting.call_for_help",
    "DiagnosisIntent": "asking.only_a_clinician",
    "CheckCueIntent": "tips.check",
    "TellMeMoreIntent": "asking.tell_more",
    "SourceIntent": "asking.says_who",
    "ChooseIntent": "asking.choose",
    "QuickTipIntent": "tips.quick_tip",
    "AnotherIntent": "tips.another",
    "FormCueIntent": "tips.form_cue",
    "CadenceIntent": "running.cadence",
    "FormSessionIntent": "running.form_session",
    "StartPlanIntent": "plan_start.start",
    "TodaysSessionIntent": "plan_session.todays",
    "FinishedSessionIntent": "plan_report.finished",
    "StoppedEarlyIntent": "plan_report.stopped_early",
    "ProgressIntent": "return_plan.progress",
    "StepBackIntent": "return_plan.step_back",
    "StepUpIntent": "return_plan.step_up",
    "PausePlanIntent": "return_plan.pause",
    "ScoreIntent": "hurting.scored",
    "RemindMeIntent": "return_plan.no_reminders",
    "CancelReminderIntent": "return_plan.no_reminders",
    "WhatYouRememberIntent": "remembering.what_you_remember",
    "ForgetMeIntent": "remembering.forget_me",
    "SetPreferenceIntent": "remembering.set_preference",
}
"""Intent -> route; question intents all go to QUESTION."""

WARNING_SIGNS: Mapping[str, Route] = {
    "AMAZON.YesIntent": "hurting.warning_signs",
    "UnsureIntent": "hurting.warning_signs",
    "AMAZON.NoIntent": "hurting.no_warning_signs",
    "AMAZON.StopIntent": "launching.stop",
    "AMAZON.CancelIntent": "launching.stop",
    "AMAZON.NavigateHomeIntent": "launching.stop",
    "TellThemIntent": "asking.when_to_see_someone",
    "CallForHelpIntent": "hurting.call_for_help",
}
"""While the question about warning signs is open, only this and what may name a sign: nothing is coached past it."""

SIGNS_CLEAR: Mapping[str, Route] = {
    "begin-plan": "plan_start.signs_clear",
    "sore": "plan_session.not_today",
    "walking-week": "plan_session.walking_week",
    "too-much": "plan_report.two_days_of_walking",
    "run": "plan_session.walk_home",
}
"""What was under way when warning signs were asked about -> what no leads to; anything else was an ache."""

WAITS = ("plan-age", "plan-bones", "plan-legs", "plan-flare")
"""The plan's first questions in order; running waits where one is not answered with no."""
CHECKS = ("plan-walk", "plan-stand", "plan-chair", "plan-hop", "plan-day")
"""The ready checks in order; walking comes first where one is not answered with yes. Who feels impact on one side
waits, so nobody like that is ever asked to hop."""
ABOUT_THE_BODY = "plan-"
"""How questions begin that only a clear yes or no answers, or a number for the back."""

OPEN_QUESTIONS = frozenset({"start", "which", "which-limit", "what-question", "anything-else", "carry-on-run"})
EAGER = frozenset({"AMAZON.ResumeIntent", "AMAZON.NextIntent"})
"""What also means yes ("go on", "carry on"), where a question is open and nothing runs."""

QUESTION: Route = "asking.question"
BOTH: Route = "asking.which_first"
"""What "both" does, understood as a side, where two topics are offered."""

YES: Mapping[str, Route] = {
    "first-start": "starting.start_usual",
    "usual-start": "starting.start_usual",
    "start": "starting.start_usual",
    "resume": "coaching.resume_unfinished",
    "allow": "starting.allow",
    "allow-never": "starting.allow",
    "other-length": "starting.allow",
    "other-area": "starting.allow",
    "anything-like-it": "starting.allow",
    "which": "starting.ask_which",
    "which-limit": "starting.avoid",
    "go-on": "coaching.resume",
    "ready": "coaching.resume",
    "carry-on": "coaching.carry_on",
    "carry-on-run": "running.carry_on",
    "try-it": "teaching.try_it",
    "skip-it": "teaching.skip_it",
    "easier": "teaching.easier",
    "start-gentle": "hurting.start_gentle",
    "offer": "asking.accept_offer",
    "did-you-mean": "asking.first_choice",
    "which-first": "asking.first_choice",
    "when-to-see": "asking.when_to_see_someone",
    "what-question": "asking.go_ahead",
    "anything-else": "asking.go_ahead",
    "another-tip": "tips.another",
    "done": "tips.quick_tip",
    "forget": "remembering.forget_all",
    "begin-plan": "plan_start.start",
    "begin-session": "plan_session.todays",
    "walk-instead": "plan_session.walk_instead",
    "step-back": "return_plan.one_back",
    "was-session": "plan_report.was_session",
    "plan-morning": "plan_session.morning_fine",
    "plan-settled": "plan_session.settled",
    "plan-now": "plan_session.start_session",
    "plan-legs-now": "plan_session.sore",
    "plan-finished": "plan_report.done_all",
    "plan-stopped": "plan_report.body_stopped",
    "plan-stayed": "plan_report.stayed",
    "plan-worse": "plan_report.stop_running",
    "plan-legs-after": "plan_report.stop_running",
    **dict.fromkeys(WAITS, "plan_start.waits"),
    **dict.fromkeys(CHECKS, "plan_start.check_met"),
}
"""Open question -> what yes does."""

NO: Mapping[str, Route] = {
    "first-start": "launching.what_then",
    "usual-start": "launching.what_then",
    "resume": "coaching.decline_unfinished",
    "allow": "starting.ask_which",
    "allow-never": "starting.ask_which",
    "other-length": "starting.ask_which",
    "other-area": "starting.ask_which",
    "anything-like-it": "starting.ask_which",
    "ready": "coaching.wait",
    "skip-it": "coaching.carry_on",
    "easier": "teaching.skip_it",
    "offer": "asking.decline_offer",
    "did-you-mean": "asking.neither",
    "which-first": "asking.neither",
    "when-to-see": "asking.decline_offer",
    "forget": "remembering.keep_all",
    "begin-plan": "launching.what_then",
    "begin-session": "plan_session.later",
    "walk-instead": "plan_session.rest",
    "step-back": "return_plan.stay",
    "was-session": "plan_report.no_session",
    "plan-morning": "plan_session.morning_worse",
    "plan-settled": "plan_session.lasted",
    "plan-now": "plan_session.sore",
    "plan-legs-now": "plan_session.start_session",
    "plan-finished": "plan_report.not_all",
    "plan-stopped": "plan_report.other_reason",
    "plan-stayed": "plan_report.rose",
    "plan-worse": "plan_report.held",
    "plan-legs-after": "plan_report.stayed",
    **dict.fromkeys(WAITS, "plan_start.not_waiting"),
    **dict.fromkeys(CHECKS, "plan_start.check_not_met"),
}
"""Open question -> what no does; no to anything else ends politely."""

UNSURE: Mapping[str, Route] = {
    "start": "launching.suggest",
    "which": "launching.suggest",
    "ready": "coaching.wait",
    "easier": "teaching.easier",
    "skip-it": "teaching.skip_it",
    "forget": "remembering.keep_all",
    "plan-morning": "plan_session.morning_worse",
    "plan-settled": "plan_session.lasted",
    "plan-now": "plan_session.sore",
    "plan-legs-now": "plan_session.sore",
    "plan-finished": "plan_report.not_all",
    "plan-stopped": "plan_report.body_stopped",
    "plan-stayed": "plan_report.rose",
    "plan-worse": "plan_report.stop_running",
    "plan-legs-after": "plan_report.stop_running",
    **dict.fromkeys(WAITS, "plan_start.waits"),
    **dict.fromkeys(CHECKS, "plan_start.check_not_met"),
}
"""Open question -> what "maybe" and "I don't know" do: the gentler of the two; anything else is asked again."""


def handler_of(turn: Turn) -> Handler:
    """The handler of a turn: by request type, then by a red flag met, then by the open question, then by intent."""
    return load(route_of(turn))


def route_of(turn: Turn) -> Route:
    request = turn.request
    if request.kind != "IntentRequest":
        return REQUESTS.get(request.kind, "launching.unknown_request")
    intent = request.intent or ""
    asked = turn.session.asked.name if turn.session.asked else ""
    if turn.session.flag and intent != "ForgetMeIntent" and asked != "forget":
        return "hurting.after_flag"
    if asked == "warning-signs" and intent == "AMAZON.NoIntent":
        return signs_clear_route(turn)
    if asked == "warning-signs":
        return WARNING_SIGNS.get(intent, "hurting.sign_named")
    if asked.startswith(ABOUT_THE_BODY):
        from stride.skill.about_the_body import answer_route  # most questions are not about the body

        answer = answer_route(turn, asked, intent)
        if answer is not None:
            return answer
    eager = intent in EAGER and turn.walk is None and asked in YES and asked not in OPEN_QUESTIONS
    if intent == "AMAZON.YesIntent" or eager:
        return YES.get(asked, "coaching.unexpected_yes")
    if intent == "AMAZON.NoIntent":
        return NO.get(asked, "launching.stop")
    if intent == "SideIntent" and turn.session.asked and "topics" in turn.session.asked.data:
        return BOTH
    if intent == "UnsureIntent" and asked in UNSURE:
        return UNSURE[asked]
    if intent.endswith("QuestionIntent"):
        return QUESTION
    if turn.playing is not None or asked == "what-cadence":
        from stride.skill.on_a_run import run_route  # needed only where tracks play, or a beat was asked for

        about_the_run = run_route(turn, asked, intent)
        if about_the_run is not None:
            return about_the_run
    return INTENTS.get(intent, "launching.not_understood")


def signs_clear_route(turn: Turn) -> Route:
    """Where no warning sign leads: on with what was under way when they were asked about."""
    asked = turn.session.asked
    return SIGNS_CLEAR.get(asked.data.get("then", "") if asked else "", WARNING_SIGNS["AMAZON.NoIntent"])


def load(route: Route) -> Handler:
    """The function a route names."""
    module, _, function = route.partition(".")
    return cast(Handler, getattr(import_module(f"stride.skill.conversations.{module}"), function))
