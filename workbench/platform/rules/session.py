"""The microphone, the question and the session belong together."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.platform.exchange import Exchange
from workbench.platform.rules.rule import Rule
from workbench.platform.speech import words

_MUST_SAY = ("LaunchRequest", "IntentRequest")


def says_whether_it_ends(exchange: Exchange) -> Iterator[str]:
    if exchange.kind in _MUST_SAY and exchange.ends_session is None:
        yield "shouldEndSession is left open, which means something else on every device"


def open_microphone_asks(exchange: Exchange) -> Iterator[str]:
    if exchange.ends_session is not False or not exchange.talking:
        return
    if not exchange.text.endswith("?"):
        yield "the microphone opens and the speech does not end in a question"
    if not exchange.reprompted:
        yield "the microphone opens and there is no reprompt"
    elif not words(exchange.reprompted).endswith("?"):
        yield "the reprompt does not end in a question"


def closed_microphone_does_not_ask(exchange: Exchange) -> Iterator[str]:
    if exchange.ends_session is False:
        return
    if exchange.text.endswith("?"):
        yield "a question is asked and the microphone stays closed"
    if exchange.reprompt:
        yield "there is a reprompt and the microphone stays closed"


def attributes_only_in_a_session(exchange: Exchange) -> Iterator[str]:
    if not exchange.in_session and exchange.response_envelope.get("sessionAttributes"):
        yield "there are session attributes and no session"


def silent_where_nobody_listens(exchange: Exchange) -> Iterator[str]:
    """Session ends, skill events and errors take an empty answer."""
    if exchange.talking or exchange.kind.startswith(("AudioPlayer.", "PlaybackController.")):
        return
    for name in ("outputSpeech", "card", "reprompt", "directives"):
        if exchange.response.get(name):
            yield f"the answer to {exchange.kind} has {name}; it must be empty"


RULES = (
    Rule(says_whether_it_ends, "session reference: an absent shouldEndSession depends on the device"),
    Rule(open_microphone_asks, "certification: an open microphone needs a question"),
    Rule(closed_microphone_does_not_ask, "certification: a question needs an open microphone"),
    Rule(attributes_only_in_a_session, "request and response JSON reference"),
    Rule(silent_where_nobody_listens, "request and response JSON reference: no speech after the session"),
)
