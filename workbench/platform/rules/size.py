"""How big a response may be."""

from __future__ import annotations

import json
from collections.abc import Iterator

from stride.rendering.limits import ALEXA
from workbench.platform.exchange import Exchange
from workbench.platform.rules.rule import Rule

VOICE_BUDGET_BYTES = 20 * 1024
SCREEN_BYTES = 60 * 1024
"""With a document for a screen: a developer measured 65,336 characters as accepted and 99,326 as refused."""


def response_size(exchange: Exchange) -> Iterator[str]:
    limit = SCREEN_BYTES if _shows(exchange) else ALEXA.response_bytes
    if _bytes(exchange) > limit:
        yield f"the response has {_bytes(exchange):,} bytes; {limit:,} is the most that is safe"


def speech_length(exchange: Exchange) -> Iterator[str]:
    for name, output in (("speech", exchange.speech), ("reprompt", exchange.reprompt)):
        chars = len(str(output.get("ssml") or output.get("text") or ""))
        if chars > ALEXA.speech_chars:
            yield f"the {name} has {chars:,} characters; Alexa takes {ALEXA.speech_chars:,}"


def budget(exchange: Exchange) -> Iterator[str]:
    if not _shows(exchange) and _bytes(exchange) > VOICE_BUDGET_BYTES:
        yield f"the response has {_bytes(exchange):,} bytes; by voice we allow ourselves {VOICE_BUDGET_BYTES:,}"


def _shows(exchange: Exchange) -> bool:
    return bool(exchange.directives_of("Alexa.Presentation.APL.RenderDocument"))


def _bytes(exchange: Exchange) -> int:
    return len(json.dumps(exchange.response_envelope, ensure_ascii=False, separators=(",", ":")).encode())


RULES = (
    Rule(response_size, "24 KB is the smallest figure in public copies of the response reference"),
    Rule(speech_length, "request and response JSON reference: 8,000 characters of outputSpeech"),
)
BUDGETS = (Rule(budget, "the budgets of this project"),)
