"""The emulated device in conversation with small skills."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from stride.coaching.speech import spoken_ms
from tests.unit.platform.hello import HELLO, Words
from tests.unit.platform.test_player import play
from workbench.platform.device import START, Device
from workbench.platform.envelope import Owner
from workbench.platform.invocation import NotReached
from workbench.platform.microphone import PATIENCE_MS


def talking(**settings: Any) -> Device:
    return Device(HELLO, Words(), **settings)


def kinds(device: Device) -> list[str]:
    return [exchange.intent or exchange.kind for exchange in device.exchanges]


def passed_ms(device: Device) -> float:
    return (device.now - START) / timedelta(milliseconds=1)


def test_a_conversation() -> None:
    device = talking()
    device.say("alexa, open steady stride")
    assert device.hear() == "Hello. Shall we start?"
    device.say("again")
    assert device.hear() == "Hold. Good. Again?"
    device.say("stop")
    assert device.hear() == "Goodbye."
    assert kinds(device) == ["LaunchRequest", "AgainIntent", "AMAZON.StopIntent"]
    assert device.session is None
    assert all(exchange.problems == () for exchange in device.exchanges)


def test_the_clock_moves_on_by_what_is_heard() -> None:
    device = talking()
    device.open()
    assert passed_ms(device) == 0
    device.hear()
    opening = spoken_ms("Hello. Shall we start?")
    assert passed_ms(device) == opening
    device.say("again")
    assert device.hear(5) == "Hold."
    assert passed_ms(device) == opening + 5_000
    device.say("again")
    sent = device.exchanges[-1].request_envelope["request"]["timestamp"]
    assert sent == (START + timedelta(milliseconds=opening + 5_000)).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_what_was_heard_is_not_heard_again() -> None:
    device = talking()
    device.open()
    device.say("again")
    assert [device.hear(2), device.hear(2), device.hear()] == ["Hold.", "", "Good. Again?"]


def test_attributes_go_round_within_a_session_and_no_further() -> None:
    device = talking()
    turns = []
    for words in ("open steady stride", "again", "again", "stop", "again"):
        device.say(words)
        turns.append(device.exchanges[-1].request_envelope["session"])
    assert [session["attributes"].get("turns", 0) for session in turns] == [0, 0, 1, 2, 0]
    assert [session["new"] for session in turns] == [True, False, False, False, True]
    assert len({session["sessionId"] for session in turns}) == 2


def test_nobody_answers_and_the_session_ends() -> None:
    device = talking()
    device.open()
    device.hear()
    assert device.microphone.open
    assert device.wait(PATIENCE_MS - 1) == ()
    device.wait(1)
    assert (device.microphone.again, device.hear()) == (True, "Shall we?")
    (ended,) = device.wait(PATIENCE_MS)
    assert ended.request_envelope["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"
    assert device.session is None


def test_an_answer_after_the_reprompt_is_in_time() -> None:
    device = talking()
    device.open()
    device.hear()
    device.wait(PATIENCE_MS + 500)
    device.say("again")
    assert device.exchanges[-1].request_envelope["session"]["new"] is False


@pytest.mark.parametrize("words", ["exit", "alexa, quit"])
def test_exit_ends_the_session_before_the_skill_can_speak(words: str) -> None:
    device = talking()
    device.open()
    ended = device.say(words)
    assert ended is not None
    assert (ended.kind, ended.request_envelope["request"]["reason"]) == ("SessionEndedRequest", "USER_INITIATED")
    assert (device.session, device.say(words)) == (None, None)


def test_a_one_shot_begins_a_session_with_its_intent() -> None:
    device = talking()
    asked = device.say("alexa, ask steady stride to go faster")
    assert asked is not None
    assert (asked.intent, asked.note) == ("WordsIntent", "")
    assert asked.request_envelope["session"]["new"] is True
    assert asked.request_envelope["request"]["intent"]["slots"]["words"]["value"] == "go faster"


def test_without_a_session_a_forgiving_device_passes_words_on_and_says_so() -> None:
    asked = talking().say("again")
    assert asked is not None
    assert asked.note == "no session is open: a device passes this on only as “ask steady stride …”"


def test_without_a_session_a_real_device_does_not() -> None:
    device = talking(forgiving=False)
    with pytest.raises(NotReached, match="ask steady stride"):
        device.say("again")
    assert device.exchanges == []


def test_saying_nothing_asks_nothing() -> None:
    assert talking().say("alexa") is None


def test_an_intent_past_the_understanding() -> None:
    asked = talking().intent("StartIntent", moment=("warm up", "before-run"), minutes="5", area=None)
    slots = asked.request_envelope["request"]["intent"]["slots"]
    assert slots["moment"]["resolutions"]["resolutionsPerAuthority"][0]["values"][0]["value"]["id"] == "before-run"
    assert (slots["minutes"]["value"], "resolutions" in slots["minutes"], "value" in slots["area"]) == (
        "5",
        False,
        False,
    )


def test_the_envelope_says_whose_device_it_is() -> None:
    device = talking(kind="screen", owner=Owner(user="U", person="P", device="D", locale="en-GB"))
    system = device.open().request_envelope["context"]["System"]
    assert (system["user"]["userId"], system["person"]["personId"], system["device"]["deviceId"]) == ("U", "P", "D")
    assert set(system["device"]["supportedInterfaces"]) == {"AudioPlayer", "Alexa.Presentation.APL"}
    assert device.exchanges[0].request_envelope["request"]["locale"] == "en-GB"


def test_skill_events_come_without_a_session() -> None:
    told = talking().tell_skill("SkillDisabled")
    assert (told.kind, "session" in told.request_envelope) == ("AlexaSkillEvent.SkillDisabled", False)


class Playlist:
    """A skill that plays "one", then "two", and stops when it is asked to; it notes what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str | None]] = []

    def __call__(self, event: Mapping[str, Any], context: object) -> dict[str, Any]:
        request = event["request"]
        kind = request["type"].removeprefix("AudioPlayer.")
        name = request.get("intent", {}).get("name", kind)
        self.told.append((name, request.get("token")))
        if name == "AgainIntent":
            return self._answer([play("one")], "Off we go.")
        if kind == "PlaybackNearlyFinished" and request["token"] == "one":
            return self._answer([play("two", "ENQUEUE", after="one")])
        if name in ("AMAZON.PauseIntent", "PlaybackController.PauseCommandIssued"):
            return self._answer([{"type": "AudioPlayer.Stop"}])
        if name == "LaunchRequest":
            asks = {
                "outputSpeech": said("Well?"),
                "reprompt": {"outputSpeech": said("Well?")},
                "shouldEndSession": False,
            }
            return {"version": "1.0", "response": asks}
        return self._answer([], "Hm." if "Intent" in name else None)

    def _answer(self, directives: list[dict[str, Any]], words: str | None = None) -> dict[str, Any]:
        response: dict[str, Any] = {"shouldEndSession": True}
        if words:
            response["outputSpeech"] = said(words)
        if directives:
            response["directives"] = directives
        return {"version": "1.0", "response": response}


def said(words: str) -> dict[str, Any]:
    return {"type": "PlainText", "text": words}


def playing() -> tuple[Device, Playlist]:
    skill = Playlist()
    return Device(skill, Words(), kind="speaker", duration_ms=lambda token, url: 60_000, forgiving=False), skill


def test_a_stream_begins_when_the_speech_before_it_is_over() -> None:
    device, skill = playing()
    device.say("ask steady stride to again")
    device.wait(spoken_ms("Off we go.") - 1)
    assert device.player.activity == "IDLE"
    device.wait(1)
    assert (device.player.activity, skill.told[-1]) == ("PLAYING", ("PlaybackStarted", "one"))


def test_streams_follow_each_other_by_themselves() -> None:
    device, skill = playing()
    device.say("ask steady stride to again")
    device.hear()
    device.wait(150_000)
    assert skill.told[1:] == [
        ("PlaybackStarted", "one"),
        ("PlaybackNearlyFinished", "one"),
        ("PlaybackFinished", "one"),
        ("PlaybackStarted", "two"),
        ("PlaybackNearlyFinished", "two"),
        ("PlaybackFinished", "two"),
    ]
    assert device.player.activity == "FINISHED"


def test_built_in_commands_reach_the_skill_while_it_plays() -> None:
    device, skill = playing()
    device.say("ask steady stride to again")
    device.hear()
    device.wait(10_000)
    device.say("alexa, pause")
    assert skill.told[-2:] == [("PlaybackStopped", "one"), ("AMAZON.PauseIntent", None)]
    assert (device.player.activity, device.player.offset) == ("STOPPED", 10_000)


def test_other_sentences_need_the_name_while_it_plays() -> None:
    device, skill = playing()
    device.say("ask steady stride to again")
    device.hear()
    with pytest.raises(NotReached):
        device.say("that hurts")
    assert skill.told[-2:] == [("PlaybackStopped", "one"), ("PlaybackStarted", "one")]
    assert device.player.activity == "PLAYING"


def test_a_stream_goes_on_after_an_answer() -> None:
    device, skill = playing()
    device.say("ask steady stride to again")
    device.hear()
    device.wait(5_000)
    device.say("ask steady stride how long")
    assert device.player.activity == "PAUSED"
    device.hear()
    assert (device.player.activity, device.player.offset) == ("PLAYING", 5_000)
    assert [name for name, _ in skill.told[-3:]] == ["PlaybackStopped", "WordsIntent", "PlaybackStarted"]


def test_a_stream_waits_while_the_microphone_is_open() -> None:
    device, _ = playing()
    device.say("ask steady stride to again")
    device.hear()
    device.say("open steady stride")
    device.hear()
    device.wait(PATIENCE_MS - 1)
    assert device.player.activity == "PAUSED"
    device.end()
    assert device.player.activity == "PLAYING"


def test_interrupting_the_speech_keeps_the_stream_from_starting() -> None:
    device, _ = playing()
    device.say("ask steady stride to again")
    device.wait(100)
    device.say("ask steady stride anything")
    device.hear()
    assert device.player.activity == "IDLE"


def test_a_stream_that_is_lost_is_told_to_the_skill() -> None:
    device, skill = playing()
    device.say("ask steady stride to again")
    device.hear()
    device.wait(50_000)
    device.lose_stream()
    assert skill.told[-2:] == [("PlaybackFailed", "one"), ("PlaybackStarted", "two")]
    assert device.exchanges[-2].request_envelope["request"]["currentPlaybackState"]["playerActivity"] == "STOPPED"


def test_buttons_speak_to_the_skill_without_a_session() -> None:
    device, _ = playing()
    device.say("ask steady stride to again")
    device.hear()
    pressed = device.press("Pause")
    assert ("session" in pressed.request_envelope, device.player.activity) == (False, "STOPPED")


def shows(event: Mapping[str, Any], context: object) -> dict[str, Any]:
    """Shows the step's name on the screen, and keeps the session without an open microphone when it is touched."""
    document = {
        "type": "APL",
        "version": "1.4",
        "mainTemplate": {
            "parameters": ["payload"],
            "items": [
                {"type": "Container", "items": [{"type": "Text", "text": "Now: ${payload.step.name} ${elapsed}"}]}
            ],
        },
    }
    show = {
        "type": "Alexa.Presentation.APL.RenderDocument",
        "token": "steps",
        "document": document,
        "datasources": {"step": {"name": "Bird <b>dog</b>"}},
    }
    response: dict[str, Any] = {"outputSpeech": said("Look."), "directives": [show]}
    if event["request"]["type"] != "Alexa.Presentation.APL.UserEvent":
        response |= {
            "shouldEndSession": False,
            "outputSpeech": said("Well?"),
            "reprompt": {"outputSpeech": said("Well?")},
        }
    return {"version": "1.0", "response": response}


def test_the_screen_shows_words_and_is_touched() -> None:
    device = Device(shows, Words(), kind="screen")
    device.open()
    assert device.screen == ["Now: Bird dog"]
    touched = device.touch("next", 1)
    assert touched.request_envelope["request"]["arguments"] == ["next", 1]
    assert touched.request_envelope["context"]["Alexa.Presentation.APL"]["token"] == "steps"
    device.hear()
    assert (device.session is not None, device.microphone.open) == (True, False)
    device.wait(30_000)
    assert device.session is None


def test_a_device_without_a_screen_shows_nothing() -> None:
    device = Device(shows, Words())
    device.open()
    assert device.screen == []
    assert "on a device without a screen" in device.exchanges[0].problems[0]
