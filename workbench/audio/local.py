"""The published tracks as a desk has them: rendered when somebody asks for one, and then kept."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from stride.content.model import Library
from stride.rendering.track import TrackTimeline, track_name
from workbench.audio.catalogue import catalogue
from workbench.audio.clips import Clips
from workbench.audio.files import TRACKS, write_whole
from workbench.audio.render import render


class LocalTracks:
    """Tracks by name, in one voice."""

    def __init__(self, library: Library, clips: Clips, folder: Path = TRACKS) -> None:
        self._library = library
        self._clips = clips
        self._folder = folder
        self._timelines: dict[str, TrackTimeline] = {}

    def timeline(self, name: str) -> TrackTimeline | None:
        """What a track name stands for; None for a name that no track has."""
        if not self._timelines:
            self._timelines = catalogue(self._library, self._clips.voice.name)
        return self._timelines.get(name)

    def file(self, name: str) -> Path | None:
        """The MP3 of a track; None for a name that no track has. Raises VoiceMissing."""
        timeline = self.timeline(name)
        if timeline is None:
            return None
        path = self._folder / name
        if not path.exists():
            write_whole(path, render(timeline, self._clips))
        return path

    def prepare(self, timelines: Iterable[TrackTimeline]) -> None:
        """Renders tracks before somebody asks."""
        for timeline in timelines:
            self.file(track_name(timeline, self._clips.voice.name))
