"""The skill as one function from event to response, wired from settings."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model import Response
from ask_sdk_model.ui import SsmlOutputSpeech

from stride.content.loader import load_answers, load_library
from stride.skill import log
from stride.skill.coach import Coach
from stride.skill.request import read_request
from stride.skill.respond import silent_response, to_response, to_silent_response
from stride.skill.turn import AudioSettings
from stride.storage.open_store import open_store
from stride.storage.store import Store

if TYPE_CHECKING:
    from stride.answers.service import AnswerService


Event = dict[str, Any]
SPOKEN = frozenset({"LaunchRequest", "IntentRequest"})
"""Request types whose answer may speak."""
EMPTY: Mapping[str, Any] = {"version": "1.0", "response": {}}


def build_skill(
    store: Store, skill_id: str | None = None, audio: AudioSettings | None = None
) -> Callable[[Event, Any], Event]:
    """A Lambda handler over a store. Requests of another skill are refused where `skill_id` is given."""
    coach = Coach(library=load_library(), answers=answer_service, store=store, audio=audio)
    builder = SkillBuilder()
    builder.skill_id = skill_id  # type: ignore[assignment]  # the SDK declares it as None only
    builder.add_request_handler(_EveryRequest(coach))
    builder.add_exception_handler(_Apology())
    handle: Callable[[Event, Any], Event] = cast(Any, builder.lambda_handler())

    def tolerant(event: Event, context: Any) -> Event:
        return _tolerant(handle, event, context)

    return tolerant


def skill_from_environment(environment: Mapping[str, str] = os.environ) -> Callable[[Event, Any], Event]:
    """The skill as the STRIDE_ settings set it up (docs/deploy.md lists them)."""
    if "STRIDE_LOG_LEVEL" in environment:
        log.set_level(environment["STRIDE_LOG_LEVEL"])
    store = open_store(environment.get("STRIDE_STORE", "memory"))
    base_url = environment.get("STRIDE_AUDIO_BASE_URL")
    audio = _audio(base_url, environment.get("STRIDE_AUDIO_VOICE")) if base_url else None
    return build_skill(store, environment.get("STRIDE_SKILL_ID") or None, audio)


def _audio(base_url: str, voice: str | None) -> AudioSettings:
    from stride.rendering.track import DEFAULT_VOICE

    return AudioSettings(base_url, voice or DEFAULT_VOICE)


@cache
def answer_service() -> AnswerService:
    """Triage, retrieval and the answers, imported and read when the first question is asked."""
    from stride.answers.retrieval import Retriever
    from stride.answers.service import AnswerService
    from stride.answers.triage import Triage

    return AnswerService(load_answers(), Triage.load(), cache(Retriever))


class _EveryRequest(AbstractRequestHandler):
    """All requests go to the coach, which picks the handler."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        request = read_request(handler_input.request_envelope)
        reply = self._coach.reply(request)
        if request.in_session:
            handler_input.attributes_manager.session_attributes = reply.session.to_attributes()
        return to_response(reply) if request.kind in SPOKEN else to_silent_response(reply)


class _Apology(AbstractExceptionHandler):
    """Whatever went wrong, the listener gets a valid answer; the log gets the kind of error and no words."""

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:
        return True

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        kind = getattr(handler_input.request_envelope.request, "object_type", None)
        log.fail("a %s failed: %s at %s", kind, type(exception).__name__, _place(exception))
        return _apology() if kind in SPOKEN else silent_response()


def _place(exception: Exception) -> str:
    """Where an exception was raised, innermost last. Its message is left out: it may quote what somebody said."""
    places = []
    frame = exception.__traceback__
    while frame is not None:
        places.append(f"{frame.tb_frame.f_code.co_filename.rpartition('/')[2]}:{frame.tb_lineno}")
        frame = frame.tb_next
    return " ".join(places[-4:])


def _tolerant(handle: Callable[[Event, Any], Event], event: Event, context: Any) -> Event:
    """The SDK is frozen and refuses request types, viewports and enum values it has never heard of, before any
    handler runs. What it refuses is tried once more without the optional parts, then answered validly but in silence.
    """
    try:
        return handle(event, context)
    except SerializationException as refused:
        log.warn("the SDK refused an event: %s", type(refused).__name__)
    try:
        return handle(_without_optional_parts(event), context)
    except SerializationException:
        return dict(EMPTY)


def _without_optional_parts(event: Event) -> Event:
    """The event without what only describes the device, and without enum values that may be new."""
    plain = dict(event)
    context = plain.get("context")
    if isinstance(context, dict):
        plain["context"] = {
            name: value for name, value in context.items() if name not in ("Viewport", "Viewports", "AudioPlayer")
        }
    request = plain.get("request")
    if isinstance(request, dict) and request.get("type") == "SessionEndedRequest":
        plain["request"] = {name: value for name, value in request.items() if name not in ("reason", "error")}
    return plain


def _apology() -> Response:
    words = load_library().wording["fallback.apology"][0]
    return Response(output_speech=SsmlOutputSpeech(ssml=f"<speak>{words}</speak>"), should_end_session=True)
