"""The judge of responses: a good answer has no problems, and each rule catches what it is there for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.platform.hello import HELLO
from workbench.platform import envelope
from workbench.platform.checker import RULES, problems, warnings
from workbench.platform.device import START
from workbench.platform.envelope import KINDS, OpenSession, Owner
from workbench.platform.exchange import Exchange

JSON = dict[str, Any]
PLAYER = {"token": "one", "offsetInMilliseconds": 0, "playerActivity": "PLAYING"}


def asked(request: JSON | None = None, *, kind: str = "screen", session: bool = True) -> JSON:
    """A request envelope; an intent in a session unless it is said otherwise."""
    return envelope.envelope(
        Owner(),
        KINDS[kind],
        request or envelope.intent("AnyIntent"),
        number=1,
        at=START,
        session=OpenSession("s") if session else None,
        player=PLAYER,
    )


def event(name: str) -> JSON:
    return asked(envelope.audio_player(name, "one", 0), session=False)


def asks(ssml: str = "Shall we?", **more: Any) -> JSON:
    """An answer that keeps the microphone open."""
    response = {
        "outputSpeech": spoken(ssml),
        "reprompt": {"outputSpeech": spoken("Shall we?")},
        "shouldEndSession": False,
    }
    return {"version": "1.0", "sessionAttributes": {}, "response": response | more}


def tells(ssml: str = "Goodbye.", **more: Any) -> JSON:
    """An answer that closes it."""
    return {"version": "1.0", "response": {"outputSpeech": spoken(ssml), "shouldEndSession": True} | more}


def silent(*directives: JSON, **more: Any) -> JSON:
    return {"version": "1.0", "response": ({"directives": list(directives)} if directives else {}) | more}


def spoken(ssml: str) -> JSON:
    return {"type": "SSML", "ssml": f"<speak>{ssml}</speak>"}


def play(behavior: str = "REPLACE_ALL", **stream: Any) -> JSON:
    described = {"token": "one", "url": "https://example.com/one.mp3", "offsetInMilliseconds": 0} | stream
    return {"type": "AudioPlayer.Play", "playBehavior": behavior, "audioItem": {"stream": described}}


def shown(art: str | None) -> JSON:
    """A stream whose square picture lies at an address; without one, at none."""
    image = {"sources": [{"url": art}] if art is not None else []}
    played = play()
    return played | {"audioItem": played["audioItem"] | {"metadata": {"title": "One", "art": image}}}


STOP = {"type": "AudioPlayer.Stop"}
CLEAR = {"type": "AudioPlayer.ClearQueue", "clearBehavior": "CLEAR_ALL"}
SHOW = {"type": "Alexa.Presentation.APL.RenderDocument", "token": "t", "document": {"type": "APL"}}
SOUND = {"type": "Alexa.Presentation.APLA.RenderDocument", "token": "t", "document": {"type": "APLA"}}
CARD = {"type": "Simple", "title": "Warm-up", "content": "Five minutes."}

GOOD = {
    "a question": (asked(), asks()),
    "a goodbye": (asked(), tells()),
    "words of every kind": (
        asked(),
        tells("Don't over-think it: a warm-up, twenty-five seconds, café; step-by-step, heel-to-toe. Good!"),
    ),
    "a long hold": (asked(), asks('Hold. <break time="10s"/><break time="9500ms"/> Release. Shall we?')),
    "tags of every kind": (
        asked(),
        tells(
            '<p><s>One.</s></p><prosody rate="slow">Two</prosody> <sub alias="three">3</sub>'
            '<amazon:effect name="whispered">four</amazon:effect> <audio src="soundbank://soundlibrary/bell"/>'
        ),
    ),
    "a card": (asked(), tells(card=CARD)),
    "a screen": (asked(), asks(directives=[SHOW])),
    "audio with speech to fall back on": (asked(kind="voice"), asks(directives=[SOUND])),
    "a stream": (asked(), tells(directives=[play()])),
    "a stream with pictures": (asked(), tells(directives=[shown("https://example.com/one.png")])),
    "silence with a stream": (asked(), silent(play(), shouldEndSession=True)),
    "the next stream": (event("PlaybackNearlyFinished"), silent(play("ENQUEUE", expectedPreviousToken="one"))),
    "the end of the last": (event("PlaybackFinished"), silent(STOP, CLEAR)),
    "nothing for a stop": (event("PlaybackStopped"), silent()),
    "a button": (asked(envelope.button("Next"), session=False), silent(play())),
    "a touch, the session left open": (asked(envelope.user_event("t", [])), silent(SHOW)),
    "the end of a session": (asked(envelope.session_ended("USER_INITIATED")), silent()),
    "a skill event": (asked(envelope.skill_event("SkillDisabled"), session=False), silent()),
}


@pytest.mark.parametrize("what", GOOD)
def test_a_good_answer_has_no_problems(what: str) -> None:
    request, response = GOOD[what]
    assert (problems(request, response), warnings(request, response)) == ([], [])


BAD = [
    # shape
    (asked(), {"response": tells()["response"]}, 'the response lacks "version"'),
    (asked(), {"version": "1.0"}, 'the response lacks "response"'),
    (asked(), tells(outputspeech="x"), "does not know response.outputspeech"),
    (asked(), tells(directives=[{"type": "AudioPlayer.Sing"}]), "does not fit Amazon's model"),
    (asked(), tells(directives=[play("SOMETIMES")]), "does not fit Amazon's model"),
    (asked(), tells(shouldEndSession="yes"), "does not know response.shouldEndSession"),
    # size
    (asked(), asks() | {"sessionAttributes": {"much": "x" * 25_000}}, "bytes; 24,576 is the most"),
    (asked(), asks(directives=[SHOW | {"document": {"d": "x" * 62_000}}]), "bytes; 61,440 is the most"),
    (asked(), tells("a " * 4_000), "the speech has 8,015 characters; Alexa takes 8,000"),
    (asked(), asks(reprompt={"outputSpeech": spoken("a " * 4_000 + "?")}), "the reprompt has 8,016 characters"),
    # speech
    (asked(), tells("this & that."), "not well-formed"),
    (asked(), tells(outputSpeech={"type": "SSML", "ssml": "<say>Hello.</say>"}), "the outermost tag is <say>"),
    (asked(), tells("<marquee>Hello.</marquee>"), "Alexa knows no <marquee>"),
    (asked(), tells('<break length="3s"/> Hello.'), "<break> takes no length"),
    (asked(), tells('<break time="11s"/> Hello.'), "a break lasts 11,000 ms; Alexa takes 10,000"),
    (asked(), tells('<break time="soon"/> Hello.'), '"soon" is no length of a break'),
    (asked(), tells('<audio src="https://a.example/b.mp3"/>' * 6 + "Hello."), "6 sounds are played"),
    (asked(), tells('<audio src="http://a.example/b.mp3"/> Hello.'), "has no https address"),
    (asked(), tells('<break time="10s"/>' * 24 + "Hello."), "the speech takes about 240."),
    (asked(), silent(shouldEndSession=True), "nothing is said or done"),
    *(
        (asked(), tells(f"Here is {word} for you."), f'"{found}" is not a word')
        for word, found in [
            ("{exercise}", "{"),
            ("bird_dog", "_"),
            ("ex-bird-dog", "ex-b"),
            ("rf-cauda-equina", "rf-c"),
            ("None", "None"),
            ("[one]", "["),
            ("25", "25"),
            ("12:30,", "12:30,"),
            ("five (twice)", "("),
            ("https://a.example", "://"),
            ("before-run-short-two", "before-run-short-two"),
        ]
    ),
    (asked(), asks(reprompt={"outputSpeech": spoken("Shall I {do}?")}), 'reprompt: "{" is not a word'),
    # session
    (asked(), {"version": "1.0", "response": {"outputSpeech": spoken("Hello.")}}, "shouldEndSession is left open"),
    (asked(), asks("Off you go."), "the microphone opens and the speech does not end in a question"),
    (asked(), asks(reprompt=None), "there is no reprompt"),
    (asked(), asks(reprompt={"outputSpeech": spoken("Go on.")}), "the reprompt does not end in a question"),
    (asked(), tells("Shall we?"), "a question is asked and the microphone stays closed"),
    (asked(), asks(shouldEndSession=True), "there is a reprompt and the microphone stays closed"),
    (event("PlaybackStarted"), silent() | {"sessionAttributes": {"a": 1}}, "session attributes and no session"),
    (asked(envelope.session_ended("ERROR")), tells(), "the answer to SessionEndedRequest has outputSpeech"),
    # cards
    (asked(), tells(card=CARD | {"content": "<speak>Hello</speak>"}), "the card's content shows <speak>"),
    (asked(), tells(card=CARD | {"title": "Stretch &amp; rest"}), "the card's title shows &amp;"),
    (asked(), tells(card=CARD | {"content": "a" * 8_000}), "the card has 8,007 characters"),
    (
        asked(),
        tells(card={"type": "Standard", "title": "A", "text": "B", "image": {"largeImageUrl": "http://a.example"}}),
        "the card's image needs an https address",
    ),
    # audio
    (event("PlaybackNearlyFinished"), tells(), "the answer to AudioPlayer.PlaybackNearlyFinished has outputSpeech"),
    (event("PlaybackFailed"), silent(card=CARD), "the answer to AudioPlayer.PlaybackFailed has card"),
    (event("PlaybackFinished"), silent(play()), "the answer to AudioPlayer.PlaybackFinished has AudioPlayer.Play"),
    (event("PlaybackStarted"), silent(play()), "the answer to AudioPlayer.PlaybackStarted has AudioPlayer.Play"),
    (event("PlaybackStopped"), silent(STOP), "the answer to AudioPlayer.PlaybackStopped has AudioPlayer.Stop"),
    (event("PlaybackStopped"), silent(shouldEndSession=False), "opens the microphone"),
    (asked(envelope.button("Next"), session=False), tells(), "PlaybackController.NextCommandIssued has outputSpeech"),
    (asked(kind="voice"), tells(directives=[play()]), "drives an audio player on a device that has none"),
    (asked(), tells(directives=[play(), play()]), "the response has 2 AudioPlayer.Play directives"),
    (asked(), asks(directives=[play()]), "a stream is started with the microphone open"),
    (asked(), tells(directives=[play(url="http://a.example")]), "a stream needs an https address"),
    (asked(), tells(directives=[play(url="http://127.0.0.1.a.example")]), "a stream needs an https address"),
    (asked(), tells(directives=[play(url="ftp://localhost/one.mp3")]), "a stream needs an https address"),
    (asked(), tells(directives=[play(url="http://[::1")]), "a stream needs an https address"),
    (asked(), tells(directives=[play(url="https://" + "a" * 8_000)]), "a stream needs an https address"),
    (asked(), tells(directives=[play(token="t" * 1_025)]), "this has 1,025"),
    (asked(), tells(directives=[play(token="")]), "this has 0"),
    (asked(), tells(directives=[play(offsetInMilliseconds=-1)]), "before its beginning"),
    (asked(), tells(directives=[shown("http://a.example/one.png")]), "the player's art needs https addresses"),
    (asked(), tells(directives=[shown("https://" + "a" * 8_000)]), "the player's art needs https addresses"),
    (asked(), tells(directives=[shown(None)]), "the player's art needs https addresses"),
    (asked(), tells(directives=[play("ENQUEUE")]), "ENQUEUE needs expectedPreviousToken"),
    (asked(), tells(directives=[play(expectedPreviousToken="one")]), "belongs to ENQUEUE, not to REPLACE_ALL"),
    # screen
    (asked(kind="speaker"), asks(directives=[SHOW]), "on a device without a screen"),
    (asked(), asks(directives=[SHOW | {"token": ""}]), "RenderDocument lacks a token"),
    (asked(), silent(SOUND, shouldEndSession=True), "without speech to fall back on"),
]


@pytest.mark.parametrize(("request_", "response", "expected"), BAD, ids=[expected for *_, expected in BAD])
def test_each_rule_catches_what_it_is_there_for(request_: JSON, response: JSON, expected: str) -> None:
    assert any(expected in problem for problem in problems(request_, response)), problems(request_, response)


def test_every_rule_has_something_that_it_catches() -> None:
    idle = [
        rule.check.__name__
        for rule in RULES
        if not any(list(rule.check(Exchange(request, response))) for request, response, _ in BAD)
    ]
    assert idle == []


def test_a_problem_names_where_its_limit_comes_from() -> None:
    assert problems(asked(), asks("Off you go.")) == [
        "the microphone opens and the speech does not end in a question "
        "(certification: an open microphone needs a question)"
    ]


def test_a_budget_of_ours_is_a_warning_only() -> None:
    response = asks() | {"sessionAttributes": {"much": "x" * 21_000}}
    assert problems(asked(), response) == []
    assert ["by voice we allow ourselves 20,480" in warning for warning in warnings(asked(), response)] == [True]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000"])
def test_a_stream_of_this_desk_is_noted_only(host: str) -> None:
    response = tells(directives=[play(url=f"http://{host}/audio/one.mp3")])
    assert problems(asked(), response) == []
    assert warnings(asked(), response) == [
        f"the stream comes from this desk ({host}); a real device needs https (AudioPlayer reference: https)"
    ]


def test_the_sdks_own_answers_pass() -> None:
    request = asked(envelope.launch())
    assert problems(request, HELLO(request, None)) == []


def test_anything_at_all_can_be_judged() -> None:
    odd: list[JSON] = [{}, {"response": None}, {"version": 1, "response": {"outputSpeech": "hi", "directives": "x"}}]
    assert all(problems({}, response) for response in odd)
