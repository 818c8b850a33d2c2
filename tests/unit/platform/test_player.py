"""The audio player as a queue in virtual time."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.platform.player import FAILING_MS, NEARLY_FINISHED_MS, Player, PlayerEvent

LENGTHS = {"one": 60_000, "two": 30_000, "short": 5_000}
NEARLY = 60_000 - NEARLY_FINISHED_MS


def player() -> Player:
    return Player(lambda token, url: LENGTHS.get(token))


def play(token: str, behavior: str = "REPLACE_ALL", after: str | None = None, offset: int = 0) -> dict[str, Any]:
    stream: dict[str, Any] = {"token": token, "url": f"https://a.example/{token}.mp3", "offsetInMilliseconds": offset}
    if after:
        stream["expectedPreviousToken"] = after
    return {"type": "AudioPlayer.Play", "playBehavior": behavior, "audioItem": {"stream": stream}}


STOP = {"type": "AudioPlayer.Stop"}


def clear(behavior: str) -> dict[str, Any]:
    return {"type": "AudioPlayer.ClearQueue", "clearBehavior": behavior}


def told(events: list[PlayerEvent]) -> list[tuple[str, str, int]]:
    return [(event.name.removeprefix("Playback"), event.token, event.offset) for event in events]


def played(playing: Player, ms: int) -> list[tuple[str, str, int]]:
    """Plays on, event after event."""
    events: list[PlayerEvent] = []
    while ms > 0 and (due := playing.due_in()) is not None:
        step = min(ms, due)
        events += playing.advance(step)
        ms -= step
    return told(events)


def test_one_stream_from_start_to_end() -> None:
    playing = player()
    assert told(playing.apply([play("one")])) == [("Started", "one", 0)]
    assert played(playing, 59_999) == [("NearlyFinished", "one", NEARLY)]
    assert (playing.activity, playing.offset) == ("PLAYING", 59_999)
    assert played(playing, 1) == [("Finished", "one", 60_000)]
    assert playing.context() == {"token": "one", "offsetInMilliseconds": 60_000, "playerActivity": "FINISHED"}
    assert playing.due_in() is None


def test_a_stream_that_was_enqueued_follows_without_a_gap() -> None:
    playing = player()
    playing.apply([play("one")])
    played(playing, NEARLY)
    assert playing.apply([play("two", "ENQUEUE", after="one")]) == []
    assert [stream.token for stream in playing.queue] == ["one", "two"]
    assert played(playing, NEARLY_FINISHED_MS + 1_000) == [("Finished", "one", 60_000), ("Started", "two", 0)]
    assert (playing.token, playing.offset) == ("two", 1_000)


def test_a_stream_meant_to_follow_another_is_dropped() -> None:
    playing = player()
    playing.apply([play("one"), play("two", "ENQUEUE", after="nought")])
    assert [stream.token for stream in playing.queue] == ["one"]


def test_enqueueing_twice_plays_twice_unless_the_token_forbids_it() -> None:
    playing = player()
    playing.apply([play("one"), play("two", "ENQUEUE", after="one"), play("two", "ENQUEUE", after="one")])
    assert [stream.token for stream in playing.queue] == ["one", "two"]


def test_enqueueing_on_an_idle_device_plays() -> None:
    assert told(player().apply([play("one", "ENQUEUE")])) == [("Started", "one", 0)]


def test_replacing_all_stops_what_plays() -> None:
    playing = player()
    playing.apply([play("one"), play("short", "ENQUEUE", after="one")])
    played(playing, 10_000)
    assert told(playing.apply([play("two")])) == [("Stopped", "one", 10_000), ("Started", "two", 0)]
    assert [stream.token for stream in playing.queue] == ["two"]


def test_replacing_what_waits_lets_the_current_stream_play() -> None:
    playing = player()
    playing.apply([play("one"), play("short", "ENQUEUE", after="one"), play("two", "REPLACE_ENQUEUED")])
    assert [stream.token for stream in playing.queue] == ["one", "two"]


def test_stopping_keeps_the_place() -> None:
    playing = player()
    playing.apply([play("one")])
    played(playing, 12_345)
    assert told(playing.apply([STOP])) == [("Stopped", "one", 12_345)]
    assert playing.context() == {"token": "one", "offsetInMilliseconds": 12_345, "playerActivity": "STOPPED"}
    assert told(playing.apply([STOP])) == []


def test_going_on_from_an_offset() -> None:
    playing = player()
    assert told(playing.apply([play("one", offset=50_000)])) == [("Started", "one", 50_000)]
    assert played(playing, 10_000) == [("NearlyFinished", "one", 50_000), ("Finished", "one", 60_000)]


@pytest.mark.parametrize(
    ("behavior", "stopped", "queue"),
    [("CLEAR_ENQUEUED", [], ["one"]), ("CLEAR_ALL", [("Stopped", "one", 0)], [])],
)
def test_clearing_the_queue(behavior: str, stopped: list[tuple[str, str, int]], queue: list[str]) -> None:
    playing = player()
    playing.apply([play("one"), play("two", "ENQUEUE", after="one")])
    assert told(playing.apply([clear(behavior)])) == stopped
    assert [stream.token for stream in playing.queue] == queue


def test_speech_pauses_and_the_end_of_it_resumes() -> None:
    playing = player()
    playing.apply([play("one")])
    played(playing, 20_000)
    assert told(playing.pause()) == [("Stopped", "one", 20_000)]
    assert (playing.activity, playing.due_in(), playing.pause()) == ("PAUSED", None, [])
    assert told(playing.resume()) == [("Started", "one", 20_000)]
    assert playing.resume() == []


def test_a_paused_stream_that_is_stopped_stays_silent() -> None:
    playing = player()
    playing.apply([play("one")])
    playing.pause()
    assert (playing.apply([STOP]), playing.resume(), playing.activity) == ([], [], "STOPPED")


def test_an_address_without_sound_fails_and_the_next_plays() -> None:
    playing = player()
    assert playing.apply([play("nothing"), play("two", "ENQUEUE", after="nothing")]) == []
    assert played(playing, FAILING_MS) == [("Failed", "nothing", 0), ("Started", "two", 0)]


def test_a_failure_says_what_went_wrong() -> None:
    playing = player()
    playing.apply([play("nothing")])
    (failed,) = playing.advance(FAILING_MS)
    assert failed.error is not None
    assert failed.error["type"] == "MEDIA_ERROR_INVALID_REQUEST"


def test_a_stream_that_breaks_off_fails_where_it_was() -> None:
    playing = player()
    playing.apply([play("one"), play("two", "ENQUEUE", after="one")])
    played(playing, 20_000)
    assert told(playing.fail()) == [("Failed", "one", 20_000), ("Started", "two", 0)]


def test_what_does_not_play_cannot_break_off() -> None:
    playing = player()
    playing.apply([play("one")])
    playing.pause()
    assert (playing.fail(), playing.activity) == ([], "PAUSED")


def test_the_current_stream_has_what_a_screen_shows() -> None:
    playing = player()
    assert playing.current is None
    shown = play("one")
    art = {"contentDescription": "A figure", "sources": [{"url": "https://example.com/one.png"}]}
    shown["audioItem"]["metadata"] = {"title": "Bird dog", "subtitle": "Core", "art": art}
    playing.apply([shown, STOP])
    assert playing.current is not None
    assert (playing.current.title, playing.current.subtitle) == ("Bird dog", "Core")
    assert (playing.current.art, playing.current.art_says) == ("https://example.com/one.png", "A figure")


def test_nobody_passes_over_an_event() -> None:
    playing = player()
    playing.apply([play("one")])
    with pytest.raises(ValueError, match=f"something to tell in {NEARLY} ms and cannot play 60000 ms at once"):
        playing.advance(60_000)


def test_an_idle_player_has_no_token() -> None:
    playing = player()
    assert (playing.context(), playing.due_in(), playing.advance(1000)) == ({"playerActivity": "IDLE"}, None, [])
