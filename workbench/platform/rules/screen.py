"""Documents go to devices that can show them, while somebody is there."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.platform.exchange import Exchange
from workbench.platform.rules.rule import Rule

_APL = "Alexa.Presentation.APL"


def only_where_there_is_a_screen(exchange: Exchange) -> Iterator[str]:
    if exchange.directives_of(_APL + ".") and _APL not in exchange.interfaces:
        yield "the response shows something on a device without a screen"


def documents_have_tokens(exchange: Exchange) -> Iterator[str]:
    for directive in exchange.directives_of("Alexa.Presentation."):
        if not directive.get("token"):
            yield f"{directive.get('type')} lacks a token"


def audio_documents_have_words_too(exchange: Exchange) -> Iterator[str]:
    """APL for audio plays on every device whose skill declares APL; a device that cannot must still hear something."""
    if exchange.directives_of("Alexa.Presentation.APLA.") and not exchange.speech:
        yield "an audio document comes without speech to fall back on"


RULES = (
    Rule(only_where_there_is_a_screen, "APL reference: see supportedInterfaces"),
    Rule(documents_have_tokens, "APL reference"),
    Rule(audio_documents_have_words_too, "this project: speech is always there"),
)
