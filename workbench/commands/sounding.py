"""`stride audio`: routines as sound, and every track where devices find it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.commands.group import Failure, Group, Misuse

if TYPE_CHECKING:
    from workbench.audio.bucket import Bucket

_voice = click.option(
    "--voice",
    "voice_name",
    default="offline",
    show_default=True,
    help="A voice by name, such as polly-joanna; offline is the best one installed here.",
)


@click.group(cls=Group)
def audio() -> None:
    """Routines as sound: to listen to here, or published for devices."""


@audio.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder to write to.")
@_voice
@click.option("--locale", default="en-US", show_default=True, help="Whose words and numbers to use.")
def render(words: tuple[str, ...], out: Path, voice_name: str, locale: str) -> None:
    """Render a routine or a stage of the plan, named or asked for in words: one MP3 a step, and timeline.json."""
    from stride.content.loader import load_library
    from workbench.audio.clips import Clips
    from workbench.audio.files import CLIPS
    from workbench.audio.render import render_tracks
    from workbench.audio.voices import VoiceMissing, voice_named
    from workbench.routines import RoutineNotFound, tracks_for

    try:
        tracks = tracks_for(" ".join(words), load_library(), locale)
        clips = Clips(voice_named(voice_name), CLIPS)
        with click.progressbar(length=len(tracks.steps), label="Rendering", file=sys.stderr) as bar:
            written = render_tracks(tracks, out, clips, progress=lambda step: bar.update(1))
    except (RoutineNotFound, VoiceMissing) as problem:
        raise Misuse(str(problem)) from None
    click.echo(f"wrote {len(tracks.steps)} tracks and {written}")


@audio.command()
@click.option("--bucket", "bucket_name", required=True, help="The S3 bucket, which must exist.")
@click.option("--folder", default="", help="A folder in the bucket; STRIDE_AUDIO_BASE_URL then ends in it.")
@click.option("--voice", "voice_name", default=None, help="A voice by name; usually the one that Lambda asks for.")
@click.option("--jobs", default=os.cpu_count() or 1, show_default=True, help="Processes that mix and upload.")
@click.option("--only", "routine_id", default=None, help="Only the tracks of this routine, in every manner.")
@click.option("--dry-run", is_flag=True, help="Say what would be made and what it costs, and make nothing.")
def publish(
    bucket_name: str, folder: str, voice_name: str | None, jobs: int, routine_id: str | None, dry_run: bool
) -> None:
    """Render every track that can be asked for, draw the pictures, upload what is missing; start again to go on."""
    from stride.content.loader import load_library
    from stride.rendering.track import DEFAULT_VOICE
    from workbench.audio import publish as publishing
    from workbench.audio.bucket import Bucket, BucketUnreachable
    from workbench.audio.clips import Clips
    from workbench.audio.files import CLIPS
    from workbench.audio.voices import VoiceMissing, voice_named
    from workbench.routines import RoutineNotFound, routine_for

    bucket, library = Bucket(bucket_name, folder), load_library()
    try:
        clips = Clips(voice_named(voice_name or DEFAULT_VOICE), CLIPS)
        only = routine_for(routine_id, library).steps if routine_id else None
        plan = publishing.plan(library, clips, _published(bucket, dry_run), only)
        click.echo(str(plan))
        if dry_run or plan.done:
            return
        with click.progressbar(publishing.show(plan, bucket), len(plan.pictures), "Drawing   ", file=sys.stderr) as bar:
            for _ in bar:
                pass
        with click.progressbar(publishing.speak(plan, clips), len(plan.texts), "Speaking  ", file=sys.stderr) as bar:
            for _ in bar:
                pass
        uploading = publishing.publish(plan, bucket, clips.voice.name, CLIPS, jobs)
        with click.progressbar(uploading, len(plan.missing), "Publishing", file=sys.stderr) as bar:
            for _ in bar:
                pass
    except (RoutineNotFound, VoiceMissing) as problem:
        raise Misuse(str(problem)) from None
    except (BucketUnreachable, publishing.PublishingFailed) as problem:
        raise Failure(str(problem)) from None
    click.echo(f"published {len(plan.missing)} tracks and {len(plan.pictures)} pictures to {bucket_name}")


COMMANDS: tuple[click.Command, ...] = (audio,)


def _published(bucket: Bucket, dry_run: bool) -> frozenset[str]:
    """What is in the bucket; a dry run goes on without knowing, and says so."""
    from workbench.audio.bucket import BucketUnreachable

    try:
        return bucket.names()
    except BucketUnreachable as problem:
        if not dry_run:
            raise
        click.echo(f"counting everything as missing: {problem}", err=True)
        return frozenset()
