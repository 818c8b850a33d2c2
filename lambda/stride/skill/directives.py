"""Audio commands as Alexa's directives."""

from __future__ import annotations

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
from ask_sdk_model.interfaces.display import Image, ImageInstance

from stride.skill.turn import AudioCommand, Play, StopPlaying


def audio_directives(command: AudioCommand) -> list[Directive]:
    """What the device's player is told."""
    match command:
        case Play():
            return [_play(command)]
        case StopPlaying(for_good=True):
            return [StopDirective(), ClearQueueDirective(clear_behavior=ClearBehavior.CLEAR_ALL)]
        case StopPlaying():
            return [StopDirective()]


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
            metadata=AudioItemMetadata(
                title=play.title,
                subtitle=play.subtitle,
                art=_image(play.art, play.art_says),
                background_image=_image(play.background),
            ),
        ),
    )


def _image(url: str, says: str | None = None) -> Image:
    return Image(content_description=says, sources=[ImageInstance(url=url)])
