"""What is understood while the player holds a run, and where a bare number is a step rate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from stride.skill.questions import BARE_NUMBER
from stride.skill.request import Request
from stride.skill.turn import Turn

if TYPE_CHECKING:
    from stride.skill.routes import Route

RUNNING: Mapping[str, Route] = {
    "AMAZON.PauseIntent": "running.pause",
    "AMAZON.ResumeIntent": "running.go_on",
    "AMAZON.NextIntent": "running.next_",
    "AMAZON.RepeatIntent": "running.again",
    "AMAZON.PreviousIntent": "running.previous",
    "AMAZON.StartOverIntent": "running.start_over",
    "AMAZON.LoopOnIntent": "running.keep_the_order",
    "AMAZON.LoopOffIntent": "running.keep_the_order",
    "AMAZON.ShuffleOnIntent": "running.keep_the_order",
    "AMAZON.ShuffleOffIntent": "running.keep_the_order",
    "SetTalkIntent": "running.set_talk",
    "SetPaceIntent": "running.set_pace",
    "EasierIntent": "running.easier",
    "TimeLeftIntent": "running.time_left",
    "WhatsNextIntent": "running.time_left",
    "AnotherIntent": "running.time_left",
}
"""While a run to a beat, a form session or a session of the plan plays: intent -> route."""

AFTER_AN_ANSWER = frozenset({"AnotherIntent"})
"""What belongs to the answer just given rather than to the run, while it is asked whether to go on."""

NUMBERS = {**BARE_NUMBER, "CorrectionIntent": "minutes"}
"""As a number alone is understood; "no, one sixty" is one too while a beat plays."""
LEAST_RATE = 100
"""From here a number that nobody asked for is a step rate; no routine is so many minutes long."""


def run_route(turn: Turn, asked: str, intent: str) -> Route | None:
    """The route of what is about a run or its beat; None where something else is meant."""
    playing = turn.playing if turn.walk is None else None
    if set(turn.request.slots) == {NUMBERS.get(intent)}:
        beat = playing is not None and (bare_number(turn) or 0) >= LEAST_RATE
        return "running.cadence" if asked == "what-cadence" or beat else None
    if playing is None or (asked == "carry-on-run" and intent in AFTER_AN_ANSWER):
        return None
    return RUNNING.get(intent)


def bare_number(turn: Turn) -> int | None:
    """The number that was said and nothing else; None where there is none."""
    request = turn.request
    name = NUMBERS.get(request.intent or "", "")
    return request.number(name) if name != "choice" else _spelt(turn, request)


def _spelt(turn: Turn, request: Request) -> int | None:
    """A step rate in words: "one seventy two", "one hundred and seventy two"."""
    from stride.skill.conversations.running import spoken_rate  # needed only where numbers come as words

    said, rates = request.said("choice"), range(LEAST_RATE, 2 * LEAST_RATE + 1)
    whole = said.replace(" and ", " ").replace("a hundred", "one hundred")
    return next((rate for rate in rates if said == spoken_rate(turn, rate) or whole == _plain(turn, rate)), None)


def _plain(turn: Turn, rate: int) -> str:
    return turn.voice.number(rate).replace(" and ", " ")
