"""What may answer a question about the body besides yes and no: a number for the back, a complaint, or nothing much."""

from __future__ import annotations

from collections.abc import Mapping

from stride.skill.questions import BARE_NUMBER, said_freely
from stride.skill.routes import CHECKS, NO, UNSURE, WAITS, Route
from stride.skill.turn import Turn

SCORES: Mapping[str, Route] = {
    "plan-now": "plan_session.how_now_score",
    "plan-stayed": "plan_report.stayed_score",
    "plan-worse": "plan_report.stayed_score",
}
"""Question about the back -> what a number does."""
WORSE_IF_YES = frozenset({*WAITS, "plan-worse", "plan-legs-now", "plan-legs-after"})
"""Questions to which no is the good answer."""
WISHES = frozenset({"StartRoutineIntent", "CorrectionIntent"})
"""How "my calf" is understood; as an answer it names where it hurts."""
AMAZONS = ("Fallback", "Help", "LoopOff", "LoopOn", "Next", "Pause", "Previous", "Resume", "ShuffleOff", "ShuffleOn")
NO_ANSWER = frozenset(
    {
        *(f"AMAZON.{name}Intent" for name in AMAZONS),
        "AnotherIntent",
        "ChooseIntent",
        "CorrectionIntent",
        "ScoreIntent",
        "SetPreferenceIntent",
        "TimeLeftIntent",
        "WhatsNextIntent",
    }
)
"""What neither answers such a question nor clearly wants something else; the question is put again."""


def answer_route(turn: Turn, asked: str, intent: str) -> Route | None:
    """The route of an answer other than yes and no; None for a wish of another kind.

    A complaint or a part of the body takes the careful way, as "I'm not sure" does; "no surgery" is a no.
    """
    slots = set(turn.request.slots)
    if slots == {BARE_NUMBER.get(intent)}:
        return SCORES.get(asked, "planned.ask_again")
    if intent == "SymptomIntent":
        return _told(turn, asked)
    if intent == "HurtsIntent" or (intent in WISHES and slots == {"area"}):
        return UNSURE.get(asked)
    return "planned.ask_again" if intent in NO_ANSWER else None


def _told(turn: Turn, asked: str) -> Route | None:
    """What was told in one's own words: a reason to be careful, the denial of one, or nothing to go by."""
    answers, said = turn.answers(), said_freely(turn)
    lists = (answers.content.waits, answers.content.complaints, answers.content.signs)
    named = [answers.names(words, said) for words in lists]
    if True in named or asked in CHECKS:
        return UNSURE.get(asked)
    denied = False in named and asked in WORSE_IF_YES
    return NO[asked] if denied else "planned.ask_again"
