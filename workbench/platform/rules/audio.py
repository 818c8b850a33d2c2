"""What the audio player takes, and what each of its requests may be answered with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from stride.rendering.limits import ALEXA
from workbench.platform.exchange import Exchange
from workbench.platform.rules.rule import Rule

_PLAY, _STOP, _CLEAR = "AudioPlayer.Play", "AudioPlayer.Stop", "AudioPlayer.ClearQueue"

ANSWERS: dict[str, tuple[str, ...]] = {
    "AudioPlayer.PlaybackStarted": (_STOP, _CLEAR),
    "AudioPlayer.PlaybackNearlyFinished": (_PLAY, _STOP, _CLEAR),
    "AudioPlayer.PlaybackFailed": (_PLAY, _STOP, _CLEAR),
    "AudioPlayer.PlaybackFinished": (_STOP, _CLEAR),
    "AudioPlayer.PlaybackStopped": (),
}
"""Request type -> directives its answer may hold."""

DESK = ("localhost", "127.0.0.1", "::1")
"""How a machine calls itself."""


def only_allowed_answers(exchange: Exchange) -> Iterator[str]:
    if not exchange.kind.startswith(("AudioPlayer.", "PlaybackController.")):
        return
    allowed = ANSWERS.get(exchange.kind, (_PLAY, _STOP, _CLEAR))
    for name in ("outputSpeech", "card", "reprompt"):
        if exchange.response.get(name):
            yield f"the answer to {exchange.kind} has {name}"
    for directive in exchange.directives:
        if directive.get("type") not in allowed:
            yield f"the answer to {exchange.kind} has {directive.get('type')}"
    if exchange.ends_session is False:
        yield f"the answer to {exchange.kind} opens the microphone"


def only_where_there_is_a_player(exchange: Exchange) -> Iterator[str]:
    if exchange.directives_of("AudioPlayer.") and "AudioPlayer" not in exchange.interfaces:
        yield "the response drives an audio player on a device that has none"


def one_play(exchange: Exchange) -> Iterator[str]:
    plays = len(exchange.directives_of(_PLAY))
    if plays > 1:
        yield f"the response has {plays} AudioPlayer.Play directives; there may be one"


def play_closes_the_session(exchange: Exchange) -> Iterator[str]:
    if exchange.directives_of(_PLAY) and exchange.ends_session is False:
        yield "a stream is started with the microphone open, which pauses it at once"


def stream(exchange: Exchange) -> Iterator[str]:
    for play in exchange.directives_of(_PLAY):
        item = _stream(play)
        url, token = str(item.get("url") or ""), str(item.get("token") or "")
        if not (url.startswith("https://") or _from_this_desk(url)) or len(url) > ALEXA.url_chars:
            yield f"a stream needs an https address of at most {ALEXA.url_chars:,} characters"
        if not 0 < len(token) <= ALEXA.token_chars:
            yield f"a stream needs a token of 1 to {ALEXA.token_chars:,} characters; this has {len(token):,}"
        if int(item.get("offsetInMilliseconds") or 0) < 0:
            yield "a stream cannot start before its beginning"


def pictures(exchange: Exchange) -> Iterator[str]:
    for play in exchange.directives_of(_PLAY):
        for name, url in _pictures(play):
            if not (url.startswith("https://") or _from_this_desk(url)) or len(url) > ALEXA.url_chars:
                yield f"the player's {name} needs https addresses of at most {ALEXA.url_chars:,} characters"


def queueing(exchange: Exchange) -> Iterator[str]:
    for play in exchange.directives_of(_PLAY):
        enqueues = play.get("playBehavior") == "ENQUEUE"
        expects = bool(_stream(play).get("expectedPreviousToken"))
        if enqueues and not expects:
            yield "ENQUEUE needs expectedPreviousToken"
        if expects and not enqueues:
            yield f"expectedPreviousToken belongs to ENQUEUE, not to {play.get('playBehavior')}"


def stream_of_this_desk(exchange: Exchange) -> Iterator[str]:
    for play in exchange.directives_of(_PLAY):
        url = str(_stream(play).get("url") or "")
        if _from_this_desk(url):
            yield f"the stream comes from this desk ({urlsplit(url).netloc}); a real device needs https"


def _from_this_desk(url: str) -> bool:
    """Plain http is well on the loopback addresses, which only an emulated device reaches, and nowhere else."""
    try:
        address = urlsplit(url)
    except ValueError:
        return False
    return address.scheme == "http" and address.hostname in DESK


def _pictures(play: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What each picture of a Play is for, and its address; an empty one where a picture has no source."""
    shown = (play.get("audioItem") or {}).get("metadata") or {}
    for name in ("art", "backgroundImage"):
        image: Mapping[str, Any] | None = shown.get(name)
        if image is not None:
            sources: list[Mapping[str, Any]] = image.get("sources") or [{}]
            yield from ((name, str(source.get("url") or "")) for source in sources)


def _stream(play: Mapping[str, Any]) -> Mapping[str, Any]:
    return (play.get("audioItem") or {}).get("stream") or {}


_REFERENCE = "AudioPlayer reference"
RULES = (
    Rule(only_allowed_answers, _REFERENCE + " and reports of what Alexa refused"),
    Rule(only_where_there_is_a_player, _REFERENCE + ": see supportedInterfaces"),
    Rule(one_play, _REFERENCE),
    Rule(play_closes_the_session, _REFERENCE),
    Rule(stream, _REFERENCE + ": https, token of 1,024 and address of 8,000 characters"),
    Rule(pictures, _REFERENCE + ": https for what a screen shows"),
    Rule(queueing, _REFERENCE),
)
NOTES = (Rule(stream_of_this_desk, _REFERENCE + ": https"),)
"""What the simulator is allowed and Alexa is not."""
