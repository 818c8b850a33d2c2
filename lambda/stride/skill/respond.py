"""A reply as Alexa's response: the rules about microphones, reprompts and sessions are kept here."""

from __future__ import annotations

from ask_sdk_model import Response
from ask_sdk_model.directive import Directive
from ask_sdk_model.interfaces.audioplayer import (
    AudioItem,
    AudioItemMetadata,
    ClearBehavior,
    ClearQueueDirective,
    PlayBehavior,
    PlayDirective,
    StopDirective,
    Stream,
)
from ask_sdk_model.ui import Reprompt, SimpleCard, SsmlOutputSpeech

from stride.rendering import ssml
from stride.skill.turn import Play, Reply, StopPlaying


def to_response(reply: Reply) -> Response:
    """The response to a launch or an intent. The session stays open exactly when a question was asked."""
    spoken = (*reply.speech, *([reply.question] if reply.question else []))
    return Response(
        output_speech=SsmlOutputSpeech(ssml=ssml.speak(*spoken)) if any(spoken) else None,
        reprompt=_reprompt(reply),
        card=SimpleCard(title=reply.card.title, content=reply.card.text) if reply.card else None,
        directives=_audio_directives(reply) or None,
        should_end_session=reply.question is None,
    )


def to_silent_response(reply: Reply) -> Response:
    """The response to a request that allows no speech: audio directives or nothing."""
    return Response(directives=_audio_directives(reply) or None)


def silent_response() -> Response:
    """A valid answer that does nothing."""
    return Response()


def _audio_directives(reply: Reply) -> list[Directive]:
    match reply.audio:
        case Play() as play:
            return [_play(play)]
        case StopPlaying(for_good=True):
            return [StopDirective(), ClearQueueDirective(clear_behavior=ClearBehavior.CLEAR_ALL)]
        case StopPlaying():
            return [StopDirective()]
        case None:
            return []


def _play(play: Play) -> PlayDirective:
    return PlayDirective(
        play_behavior=PlayBehavior.ENQUEUE if play.after else PlayBehavior.REPLACE_ALL,
        audio_item=AudioItem(
            stream=Stream(
                url=play.url,
                token=play.token,
                expected_previous_token=play.after,
                offset_in_milliseconds=play.offset,
            ),
            metadata=AudioItemMetadata(title=play.title, subtitle=play.subtitle),
        ),
    )


def _reprompt(reply: Reply) -> Reprompt | None:
    if reply.question is None:
        return None
    return Reprompt(output_speech=SsmlOutputSpeech(ssml=ssml.speak(reply.reprompt or reply.question)))
