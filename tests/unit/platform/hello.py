"""A small skill of the ASK SDK and a small understanding, for tests of the platform itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model import Response

from workbench.platform import envelope


class _Hello(AbstractRequestHandler):
    def can_handle(self, handler_input: HandlerInput) -> bool:
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        request = handler_input.request_envelope.request
        builder = handler_input.response_builder
        if request.object_type == "LaunchRequest":
            builder.speak("Hello. Shall we start?").ask("Shall we?")
        elif request.object_type == "IntentRequest":
            self._answer(handler_input, request.intent.name)
        return builder.response

    def _answer(self, handler_input: HandlerInput, intent: str) -> None:
        builder = handler_input.response_builder
        if intent == "FailIntent":
            raise RuntimeError("it was asked to")
        if intent == "AMAZON.StopIntent":
            builder.speak("Goodbye.").set_should_end_session(True)
            return
        attributes = handler_input.attributes_manager.session_attributes
        attributes["turns"] = attributes.get("turns", 0) + 1
        builder.speak('Hold. <break time="10s"/> Good. Again?').ask("Again?")


def _skill() -> Any:
    builder = SkillBuilder()
    builder.add_request_handler(_Hello())
    return builder.lambda_handler()


HELLO = _skill()


@dataclass(frozen=True)
class Said:
    intent: str
    slots: dict[str, Any] = field(default_factory=dict)

    def as_request_slots(self) -> dict[str, Any]:
        return self.slots


KNOWN = {
    "again": "AgainIntent",
    "fail": "FailIntent",
    "next": "AMAZON.NextIntent",
    "pause": "AMAZON.PauseIntent",
    "stop": "AMAZON.StopIntent",
}


class Words:
    """Understands a handful of sentences."""

    def understand(self, utterance: str) -> Said:
        intent = KNOWN.get(utterance)
        if intent:
            return Said(intent)
        return Said("WordsIntent", {"words": envelope.slot("words", utterance)})
