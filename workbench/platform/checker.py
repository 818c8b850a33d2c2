"""The one strict judge of responses: every test and the simulator's list of warnings ask it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from workbench.platform.exchange import Exchange
from workbench.platform.rules import audio, cards, screen, session, shape, size, speech
from workbench.platform.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *shape.RULES,
    *size.RULES,
    *speech.RULES,
    *session.RULES,
    *cards.RULES,
    *audio.RULES,
    *screen.RULES,
)
"""What Alexa, or its certification, refuses."""

NOTES: tuple[Rule, ...] = (*size.BUDGETS, *audio.NOTES)


def problems(request_event: Mapping[str, Any], response: Mapping[str, Any]) -> list[str]:
    """Why Alexa would refuse `response` as the answer to `request_event`; nothing when it would not.

    Each is a sentence that says what is wrong, followed by where the limit comes from.
    """
    return _found(RULES, request_event, response)


def warnings(request_event: Mapping[str, Any], response: Mapping[str, Any]) -> list[str]:
    """Where a response that is no problem passes a budget of our own, or is for an emulated device only."""
    return _found(NOTES, request_event, response)


def checked(exchange: Exchange) -> Exchange:
    """The exchange with its problems and warnings filled in."""
    found = problems(exchange.request_envelope, exchange.response_envelope)
    passed = warnings(exchange.request_envelope, exchange.response_envelope)
    return replace(exchange, problems=tuple(found), warnings=tuple(passed))


def _found(rules: tuple[Rule, ...], request_event: Mapping[str, Any], response: Mapping[str, Any]) -> list[str]:
    exchange = Exchange(request_event, response)
    return [f"{problem} ({rule.source})" for rule in rules for problem in rule.check(exchange)]
