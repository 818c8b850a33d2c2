"""A reply as Alexa's response: the rules about microphones, reprompts and sessions are kept here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ask_sdk_model import Response
from ask_sdk_model.ui import Reprompt, SimpleCard, SsmlOutputSpeech

from stride.rendering import ssml
from stride.skill.turn import Reply

if TYPE_CHECKING:
    from ask_sdk_model.directive import Directive


def to_response(reply: Reply) -> Response:
    """The response to a launch or an intent. The session stays open exactly when a question was asked."""
    spoken = (*reply.speech, *([reply.question] if reply.question else []))
    return Response(
        output_speech=SsmlOutputSpeech(ssml=ssml.speak(*spoken)) if any(spoken) else None,
        reprompt=_reprompt(reply),
        card=SimpleCard(title=reply.card.title, content=reply.card.text) if reply.card else None,
        directives=_directives(reply),
        should_end_session=reply.question is None,
    )


def to_silent_response(reply: Reply) -> Response:
    """The response to a request that allows no speech: audio directives or nothing."""
    return Response(directives=_directives(reply))


def silent_response() -> Response:
    """A valid answer that does nothing."""
    return Response()


def _reprompt(reply: Reply) -> Reprompt | None:
    if reply.question is None:
        return None
    return Reprompt(output_speech=SsmlOutputSpeech(ssml=ssml.speak(reply.reprompt or reply.question)))


def _directives(reply: Reply) -> list[Directive] | None:
    if reply.audio is None:
        return None
    from stride.skill.directives import audio_directives  # the SDK's player models, needed only where tracks play

    return audio_directives(reply.audio)
