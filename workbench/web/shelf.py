"""The tracks and pictures of this desk as files: made when somebody is about to meet them, each once, and then kept."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from stride.content.model import Library
from workbench.art.pictures import kept_picture
from workbench.audio.catalogue import words_of
from workbench.audio.clips import Clips
from workbench.audio.files import TRACKS
from workbench.audio.local import LocalTracks
from workbench.audio.voices import VoiceMissing
from workbench.platform.seams import Handle
from workbench.tracks import coming

log = logging.getLogger("stride.web")

SPEAKERS = 4
"""Sentences of one track spoken at the same time."""


class Shelf:
    """Tracks by name. Whoever asks for one waits until it is made; what comes next is made meanwhile."""

    def __init__(self, library: Library, clips: Clips, folder: Path = TRACKS) -> None:
        self._library = library
        self._clips = clips
        self._folder = folder
        self._tracks = LocalTracks(library, clips, folder)
        self._drawing = threading.Lock()
        self._making: dict[str, threading.Lock] = {}
        self._wanted: SimpleQueue[str] = SimpleQueue()
        threading.Thread(target=self._make_ahead, daemon=True).start()

    def file(self, name: str) -> Path | None:
        """The MP3 of a track; None for a name that no track has. Raises VoiceMissing."""
        if self._tracks.timeline(name) is None:
            return None
        with self._making.setdefault(name, threading.Lock()):
            self._speak(name)
            return self._tracks.file(name)

    def picture(self, name: str) -> Path | None:
        """The PNG of a picture; None for a name that no picture has. Raises PicturesChanged."""
        with self._drawing:
            return kept_picture(name, self._folder)

    def ahead(self, names: Iterable[str]) -> None:
        """Makes tracks in the background, in order."""
        for name in names:
            self._wanted.put(name)

    def filled_by(self, skill: Handle) -> Handle:
        """The skill, with the tracks its answers start made before the device asks for them."""

        def handle(event: dict[str, Any], context: object) -> dict[str, Any]:
            answer = skill(event, context)
            self.ahead(coming(answer, self._library, self._clips.voice.name))
            return answer

        return handle

    def _speak(self, name: str) -> None:
        """Speaks the sentences of a track that is not there yet side by side: most of the time goes into them."""
        timeline = self._tracks.timeline(name)
        if timeline is None or (self._folder / name).exists():
            return
        with ThreadPoolExecutor(SPEAKERS) as pool:
            for _ in pool.map(self._clips.clip, words_of(timeline)):
                pass

    def _make_ahead(self) -> None:
        while True:
            name = self._wanted.get()
            try:
                self.file(name)
            except (VoiceMissing, OSError) as problem:
                log.warning("the track %s was not made: %s", name, problem)
