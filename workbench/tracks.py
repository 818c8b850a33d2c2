"""The tracks as an emulated device sees them: how long each is, and which comes after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from stride.content.model import Library
from stride.rendering.token import TokenUnreadable, decode
from stride.rendering.track import TrackTimeline, track_name
from stride.skill.player import following, timeline_of
from workbench.audio.catalogue import catalogue

Length = Callable[[str, str], int | None]
"""Milliseconds of a stream by its token and address; None where the address gives no sound."""


def lengths(library: Library, voice: str) -> Length:
    """How long the tracks of one voice are. What is no published track gives no sound."""

    @cache
    def timelines() -> Mapping[str, TrackTimeline]:
        return catalogue(library, voice)

    def length(token: str, url: str) -> int | None:
        timeline = timelines().get(name_in(url))
        return timeline.length if timeline else None

    return length


def name_in(url: str) -> str:
    """The track's name in its address."""
    return url.rpartition("/")[2]


def coming(response: Mapping[str, Any], library: Library, voice: str) -> Iterator[str]:
    """The names of the tracks that a response starts or enqueues, each followed by the one that comes after it."""
    for directive in (response.get("response") or {}).get("directives") or ():
        if directive.get("type") != "AudioPlayer.Play":
            continue
        stream = directive["audioItem"]["stream"]
        yield name_in(stream["url"])
        try:
            ahead = following(decode(stream["token"], library), library)
        except TokenUnreadable:
            continue
        if ahead is not None:
            yield track_name(timeline_of(ahead, library), voice)
