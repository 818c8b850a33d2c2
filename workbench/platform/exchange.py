"""One request and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from workbench.platform.speech import BadSsml, Piece, pieces, words

TALKING = ("LaunchRequest", "IntentRequest", "Alexa.Presentation.APL.UserEvent", "Connections.Response")
"""Request types that may be answered with speech."""


@dataclass(frozen=True)
class Exchange:
    """A request envelope and its response envelope, as JSON objects, with what is known about them."""

    request_envelope: Mapping[str, Any]
    response_envelope: Mapping[str, Any]
    said: str = ""
    """What the person said, where a person spoke."""
    note: str = ""
    """What a real device would have done otherwise."""
    problems: tuple[str, ...] = ()
    """Why Alexa would refuse the response; see `checker`."""
    warnings: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The request type."""
        return str(_object(self.request_envelope, "request").get("type", ""))

    @property
    def intent(self) -> str | None:
        """The name of the intent, for an intent."""
        name = _object(_object(self.request_envelope, "request"), "intent").get("name")
        return str(name) if name else None

    @property
    def talking(self) -> bool:
        """Whether the answer may speak."""
        return self.kind in TALKING

    @property
    def in_session(self) -> bool:
        return bool(self.request_envelope.get("session"))

    @property
    def interfaces(self) -> Mapping[str, Any]:
        """What the device says it can do."""
        system = _object(_object(self.request_envelope, "context"), "System")
        return _object(_object(system, "device"), "supportedInterfaces")

    @property
    def response(self) -> Mapping[str, Any]:
        return _object(self.response_envelope, "response")

    @property
    def ends_session(self) -> bool | None:
        """`shouldEndSession`; None where it is left out."""
        value = self.response.get("shouldEndSession")
        return value if isinstance(value, bool) else None

    @property
    def speech(self) -> Mapping[str, Any]:
        return _object(self.response, "outputSpeech")

    @property
    def reprompt(self) -> Mapping[str, Any]:
        """The output speech of the reprompt."""
        return _object(_object(self.response, "reprompt"), "outputSpeech")

    @property
    def card(self) -> Mapping[str, Any]:
        return _object(self.response, "card")

    @property
    def directives(self) -> list[Mapping[str, Any]]:
        listed = self.response.get("directives")
        return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []

    def directives_of(self, prefix: str) -> list[Mapping[str, Any]]:
        """The directives whose type begins with `prefix`."""
        return [one for one in self.directives if str(one.get("type", "")).startswith(prefix)]

    @property
    def text(self) -> str:
        """What is heard, as plain words in one line."""
        return words(self.heard)

    @cached_property
    def heard(self) -> tuple[Piece, ...]:
        """What is heard; nothing where the SSML is broken, which a rule of its own reports."""
        return _heard(self.speech)

    @cached_property
    def reprompted(self) -> tuple[Piece, ...]:
        return _heard(self.reprompt)


def _heard(output_speech: Mapping[str, Any]) -> tuple[Piece, ...]:
    try:
        return pieces(output_speech)
    except BadSsml:
        return ()


def _object(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = holder.get(name)
    return value if isinstance(value, dict) else {}
