"""Publishing: every track that can be asked for and every picture, made where it is missing and uploaded to S3.

A name is the hash of what is heard or seen, so what is there by name is right and is never made again. Nothing else is
noted down: whoever is interrupted starts the same command again, and it goes on. Three rounds: the pictures, which are
few; then every sentence is spoken once and kept; then processes mix, encode and upload side by side, each its share.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path

from stride.coaching.routine import Step
from stride.content.model import Library
from stride.rendering.picture import picture_files
from stride.rendering.track import TrackTimeline
from workbench.art.pictures import PicturesChanged, picture
from workbench.audio.bucket import Bucket
from workbench.audio.catalogue import catalogue, words_of
from workbench.audio.clips import Clips
from workbench.audio.encoder import encoded_bytes
from workbench.audio.render import render
from workbench.audio.voices import VoiceMissing, voice_named

SPEAKERS = 4
"""Sentences spoken at the same time; Polly allows eight a second."""


class PublishingFailed(Exception):
    """Something could not be made or uploaded; the text says why. What was uploaded stays."""


@dataclass(frozen=True)
class Plan:
    """What is to be done before every track is there."""

    missing: Mapping[str, TrackTimeline]
    """Name -> timeline."""
    there: int
    """Tracks that are published already."""
    pictures: tuple[str, ...]
    """Files of missing pictures."""
    pictures_there: int
    texts: tuple[str, ...]
    """Sentences that have never been spoken."""
    voice: str
    dollars_per_million: float

    @property
    def done(self) -> bool:
        return not self.missing and not self.pictures

    @property
    def bytes(self) -> int:
        return sum(encoded_bytes(timeline.length) for timeline in self.missing.values())

    @property
    def seconds(self) -> int:
        return sum(timeline.length for timeline in self.missing.values()) // 1000

    @property
    def characters(self) -> int:
        return sum(map(len, self.texts))

    @property
    def dollars(self) -> float:
        return self.characters * self.dollars_per_million / 1_000_000

    def __str__(self) -> str:
        hours, minutes = divmod(self.seconds // 60, 60)
        return (
            f"{self.there + len(self.missing)} tracks: {self.there} published, {len(self.missing)} missing "
            f"({hours} h {minutes:02} min, {self.bytes / 1e6:,.0f} MB)\n"
            f"{self.pictures_there + len(self.pictures)} pictures: {self.pictures_there} published, "
            f"{len(self.pictures)} missing\n"
            f"{len(self.texts)} sentences to be spoken by {self.voice}: {self.characters:,} characters, "
            f"about ${self.dollars:.2f}"
        )


def plan(library: Library, clips: Clips, published: frozenset[str], only: Iterable[Step] | None = None) -> Plan:
    """What is missing in a bucket that has the files `published`; with `only`, of the tracks of some steps."""
    tracks = catalogue(library, clips.voice.name, only)
    missing = {name: timeline for name, timeline in tracks.items() if name not in published}
    texts = {text for timeline in missing.values() for text in words_of(timeline)}
    unspoken = tuple(sorted(text for text in texts if not clips.has(text)))
    pictures = tuple(file for file in picture_files().values() if file not in published)
    return Plan(
        missing=missing,
        there=len(tracks) - len(missing),
        pictures=pictures,
        pictures_there=len(picture_files()) - len(pictures),
        texts=unspoken,
        voice=clips.voice.name,
        dollars_per_million=clips.voice.dollars_per_million,
    )


def show(plan: Plan, bucket: Bucket) -> Iterator[str]:
    """Draws and uploads the missing pictures, and yields each name once it is there. Raises PublishingFailed."""
    for file in plan.pictures:
        try:
            data = picture(file)
        except PicturesChanged as changed:
            raise PublishingFailed(str(changed)) from None
        assert data is not None, "a plan names pictures that there are"
        bucket.put(file, data)
        yield file


def speak(plan: Plan, clips: Clips) -> Iterator[str]:
    """Speaks every sentence that never was, and yields each when it is kept. Raises VoiceMissing."""
    with ThreadPoolExecutor(SPEAKERS) as pool:
        for text, _ in zip(plan.texts, pool.map(clips.clip, plan.texts), strict=True):
            yield text


def publish(plan: Plan, bucket: Bucket, voice: str, clips_folder: Path, jobs: int) -> Iterator[str]:
    """Renders and uploads what is missing, and yields each name once it is there. Raises PublishingFailed."""
    names = list(plan.missing)
    jobs = max(1, min(jobs, len(names)))
    shares = [{name: plan.missing[name] for name in names[start::jobs]} for start in range(jobs)]
    context = multiprocessing.get_context("spawn")
    ends: list[Connection] = []
    for share in shares:
        here, there = context.Pipe(duplex=False)
        context.Process(
            target=_work, args=(share, bucket, voice, clips_folder, os.getpid(), there), daemon=True
        ).start()
        there.close()
        ends.append(here)
    failures: list[str] = []
    yield from _reports(ends, failures.append)
    if failures:
        raise PublishingFailed(f"{failures[0]}; run the same command again to go on from here")


def _reports(ends: Sequence[Connection], fail: Callable[[str], None]) -> Iterator[str]:
    """What the processes say until all have ended: the names they uploaded; a failure goes to `fail`."""
    open_ends = list(ends)
    while open_ends:
        for end in wait(open_ends):
            assert isinstance(end, Connection)
            try:
                done, what = end.recv()
            except EOFError:
                done, what = "failed", "a rendering process ended before its share was done"
            if done == "uploaded":
                yield what
                continue
            open_ends.remove(end)
            if done == "failed":
                fail(what)


def _work(
    share: Mapping[str, TrackTimeline], bucket: Bucket, voice: str, clips_folder: Path, parent: int, out: Connection
) -> None:
    """One process's share; it ends when the one that started it is gone."""
    clips = Clips(voice_named(voice), clips_folder)
    try:
        for name, timeline in share.items():
            if os.getppid() != parent:
                return
            bucket.put(name, render(timeline, clips))
            out.send(("uploaded", name))
        out.send(("ended", ""))
    except (VoiceMissing, OSError) as problem:
        out.send(("failed", str(problem)))
