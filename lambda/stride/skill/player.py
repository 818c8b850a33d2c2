"""Routines and runs as a queue of tracks on the device: one track a step, every token complete in itself."""

from __future__ import annotations

from msgspec.structs import replace

from stride.coaching.run import stretch
from stride.coaching.stretch import RunTimeline, quiet_stretch
from stride.coaching.walk import Walk
from stride.content.model import Library
from stride.rendering.picture import background_url, picture_url
from stride.rendering.token import Playing, PlayingRoutine, PlayingRun, TokenUnreadable, decode, encode
from stride.rendering.track import TrackTimeline, track_name, track_url
from stride.skill.shown import picture_of, titles
from stride.skill.turn import Play, Reply, StopPlaying, Turn

TOKEN_END = 24
"""Characters at the end of a token that tell it from others; its check is among them."""
FINISHED = "FINISHED"
"""What the device's player reports once a track has come to its end."""


def play_on(turn: Turn, walk: Walk, *words: str) -> Reply:
    """Says `words`, then plays from the walk's position; the session closes and the queue carries the rest."""
    turn = turn.with_memory(replace(turn.memory, unfinished=walk))
    return play(turn, PlayingRoutine(walk), *words)


def play(turn: Turn, playing: Playing, *words: str) -> Reply:
    """Says `words`, then plays what a token stands for."""
    session = replace(turn.session, walk=None, asked=None, last=None)
    memory = replace(turn.memory, put_away="", run_begun=isinstance(playing, PlayingRun))  # the player moves on
    return Reply(session=session, memory=memory, speech=words, audio=track(turn, playing))


def wait_on_player(turn: Turn, walk: Walk) -> Reply:
    """A wait before the work begins holds on a soft bed, and "ready" opens the track at its first tone.

    Once the work has begun, or when the bed plays already, it is a pause: silence until "resume".
    """
    playing = PlayingRoutine(walk) if not isinstance(turn.playing, PlayingRoutine) else turn.playing
    working = turn.request.player.offset >= walk.timeline(walk.at.step, turn.library).work_starts
    if playing.waiting or working:
        return replace(turn.tell(), audio=StopPlaying())
    return play(turn, replace(playing, waiting=True), turn.say("coaching.wait"))


def track(turn: Turn, playing: Playing, after: str | None = None) -> Play:
    """The track that a token stands for; behind the token `after` where one is given."""
    assert turn.audio is not None, "tracks are played only where audio is set up"
    title, subtitle = titles(turn, playing)
    picture = picture_of(playing, turn.library)
    return Play(
        url=track_url(turn.audio.base_url, track_name(timeline_of(playing, turn.library), turn.audio.voice)),
        token=encode(playing),
        offset=_offset(playing, turn.library),
        after=after,
        title=title,
        subtitle=subtitle,
        art=picture_url(turn.audio.base_url, picture),
        art_says=turn.voice.plain(f"picture.{picture}"),
        background=background_url(turn.audio.base_url),
    )


def following(playing: Playing, library: Library) -> Playing | None:
    """What comes after a track when nobody says a word; None at the end."""
    if isinstance(playing, PlayingRun):
        ahead = replace(playing, stretch=playing.stretch + 1, offset=0)
        return ahead if stretch(ahead.session, ahead.stretch, library) else None
    if playing.waiting:
        return replace(playing, lap=playing.lap + 1)
    walk = playing.walk.moved_to(playing.walk.at.step + 1)
    if not walk.over:
        return PlayingRoutine(walk, playing.loop, lap=playing.lap)
    return PlayingRoutine(walk.moved_to(0), loop=True, lap=playing.lap + 1) if playing.loop else None


def timeline_of(playing: Playing, library: Library) -> TrackTimeline:
    """What is heard in the track that a token stands for."""
    if isinstance(playing, PlayingRun):
        return stretch(playing.session, playing.stretch, library) or RunTimeline((), 0)
    if playing.waiting:
        return quiet_stretch()
    return playing.walk.timeline(playing.walk.at.step, library)


def resumed_run(turn: Turn, playing: PlayingRun) -> PlayingRun:
    """The run from the words that were cut off, or else from where it was; a beat begins its stretch again."""
    if playing.session.stage is None:
        return replace(playing, offset=0)
    part = stretch(playing.session, playing.stretch, turn.library)
    return replace(playing, offset=part.resume_at(turn.request.player.offset) if part else 0)


def read_token(turn: Turn, text: str | None) -> Playing | None:
    """What one of our tracks stands for; None for another skill's token, a broken one or none."""
    try:
        return decode(text, turn.library) if text else None
    except TokenUnreadable:
        return None


def from_player(turn: Turn) -> Turn:
    """The turn with what the device's player is in, if that is ours and has not come to its end.

    A session that coaches by itself comes first; the player may still show an older track.
    """
    player, was_held = turn.request.player, turn.session.run_held
    turn = turn.with_session(run_held=False)
    if turn.audio is None or turn.session.walk is not None or not player.token:
        return turn
    playing = read_token(turn, player.token)
    if playing is None or _ended(turn, playing) or not _may_go_on(turn, playing):
        return turn
    turn = replace(turn, playing=playing)
    if isinstance(playing, PlayingRoutine):
        return turn.with_session(walk=_reached(turn, playing))
    return turn.with_session(run_held=player.active or was_held)


def put_away(turn: Turn) -> Turn:
    """The turn with what the player holds put away for good: after a red flag no word brings it back."""
    return put_run_away(turn.with_memory(replace(turn.memory, unfinished=None)))


def put_run_away(turn: Turn) -> Turn:
    """The turn with the run put away for good; a routine left unfinished earlier is another matter."""
    token = turn.request.player.token or ""
    turn = turn.with_memory(replace(turn.memory, put_away=token[-TOKEN_END:]))
    return turn.with_session(run_held=False)


def _may_go_on(turn: Turn, playing: Playing) -> bool:
    """Whether what the player last held may be gone on with.

    What plays or is interrupted may. A track that was stopped is gone on with only where the record still knows of its
    routine or run: not after a red flag, an end or "forget me". A launch opens the skill anew, whatever was stopped.
    """
    player = turn.request.player
    if turn.memory.put_away and (player.token or "").endswith(turn.memory.put_away):
        return False
    if player.active:
        return True
    if turn.request.kind == "LaunchRequest":
        return False
    known = turn.memory.run_begun if isinstance(playing, PlayingRun) else turn.memory.unfinished is not None
    return known or not turn.stored


def _reached(turn: Turn, playing: PlayingRoutine) -> Walk:
    """The walk where its track stands; one that waits has been taught, so it stands at its first tone."""
    walk = playing.walk
    timeline = walk.timeline(walk.at.step, turn.library)
    offset = timeline.work_starts if playing.waiting else turn.request.player.offset
    return walk.moved_to(walk.at.step, timeline.cue_at(offset))


def _ended(turn: Turn, playing: Playing) -> bool:
    """Whether the last track has been played to its end: then "resume" must not bring it back."""
    if following(playing, turn.library) is not None:
        return False
    over = turn.request.player.offset >= timeline_of(playing, turn.library).length
    return over or turn.request.player.activity == FINISHED


def _offset(playing: Playing, library: Library) -> int:
    """Milliseconds into the track where it begins: the start of a cue."""
    if isinstance(playing, PlayingRun):
        return playing.offset
    if playing.waiting or not playing.walk.at.cue:
        return 0
    return playing.walk.timeline(playing.walk.at.step, library).cues[playing.walk.at.cue].at
