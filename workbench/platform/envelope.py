"""Requests as Alexa sends them: JSON objects, built from plain facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

SKILL_ID = "amzn1.ask.skill.00000000-0000-4000-8000-000000000000"
"""The skill id of emulated requests where none is configured."""

_HUB = {
    "experiences": [{"arcMinuteWidth": 346, "arcMinuteHeight": 216, "canRotate": False, "canResize": False}],
    "mode": "HUB",
    "shape": "RECTANGLE",
    "pixelWidth": 1280,
    "pixelHeight": 800,
    "currentPixelWidth": 1280,
    "currentPixelHeight": 800,
    "dpi": 160,
    "touch": ["SINGLE"],
    "video": {"codecs": ["H_264_41", "H_264_42"]},
}
_HUB_TYPED = {
    "type": "APL",
    "id": "main",
    "shape": "RECTANGLE",
    "dpi": 160,
    "presentationType": "STANDARD",
    "canRotate": False,
    "configuration": {
        "current": {
            "mode": "HUB",
            "video": {"codecs": ["H_264_41", "H_264_42"]},
            "size": {"type": "DISCRETE", "pixelWidth": 1280, "pixelHeight": 800},
        }
    },
}


@dataclass(frozen=True)
class Kind:
    """A kind of device."""

    interfaces: Mapping[str, Any] = field(default_factory=dict)
    """`supportedInterfaces` as the device declares them."""
    context: Mapping[str, Any] = field(default_factory=dict)
    """What else its requests carry."""

    @property
    def plays(self) -> bool:
        return "AudioPlayer" in self.interfaces

    @property
    def shows(self) -> bool:
        return "Alexa.Presentation.APL" in self.interfaces


KINDS: Mapping[str, Kind] = {
    "voice": Kind(),
    "speaker": Kind({"AudioPlayer": {}}),
    "screen": Kind(
        {"AudioPlayer": {}, "Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}}},
        {"Viewport": _HUB, "Viewports": [_HUB_TYPED]},
    ),
}
"""A speaker that plays no streams, a speaker, a speaker with a screen. To add a device, add its line."""


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Whose device it is and where it stands."""

    user: str = "amzn1.ask.account.ONE"
    person: str | None = None
    """The recognised voice, where there is one."""
    device: str = "amzn1.ask.device.KITCHEN"
    locale: str = "en-US"
    skill_id: str = SKILL_ID


@dataclass(frozen=True)
class OpenSession:
    """A session that is open between device and skill."""

    id: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    new: bool = True


def envelope(
    owner: Owner,
    kind: Kind,
    request: Mapping[str, Any],
    *,
    number: int,
    at: datetime,
    session: OpenSession | None = None,
    player: Mapping[str, Any] | None = None,
    showing: str | None = None,
) -> dict[str, Any]:
    """The whole request: `number` makes its id, `player` is `context.AudioPlayer`, `showing` a document's token."""
    user = {"userId": owner.user}
    system: dict[str, Any] = {
        "application": {"applicationId": owner.skill_id},
        "user": user,
        "device": {"deviceId": owner.device, "supportedInterfaces": dict(kind.interfaces)},
        "apiEndpoint": "https://api.amazonalexa.com",
        "apiAccessToken": "none",
    }
    if owner.person:
        system["person"] = {"personId": owner.person}
    context: dict[str, Any] = {"System": system, **kind.context}
    if kind.plays and player is not None:
        context["AudioPlayer"] = dict(player)
    if showing is not None:
        context["Alexa.Presentation.APL"] = {"token": showing, "version": "AriaRuntimeLibrary-1.0"}
    whole: dict[str, Any] = {"version": "1.0", "context": context}
    if session is not None:
        whole["session"] = {
            "new": session.new,
            "sessionId": session.id,
            "application": {"applicationId": owner.skill_id},
            "attributes": dict(session.attributes),
            "user": user,
        }
    whole["request"] = {
        **request,
        "requestId": f"amzn1.echo-api.request.{number}",
        "timestamp": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "locale": owner.locale,
    }
    return whole


def launch() -> dict[str, Any]:
    return {"type": "LaunchRequest"}


def intent(name: str, slots: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, Any]:
    """An intent with slots in Alexa's shape; see `slot`."""
    asked: dict[str, Any] = {"name": name, "confirmationStatus": "NONE"}
    if slots:
        asked["slots"] = {slot_name: dict(value) for slot_name, value in slots.items()}
    return {"type": "IntentRequest", "intent": asked}


def slot(name: str, value: str | None, id: str | None = None, resolved: bool | None = None) -> dict[str, Any]:
    """One slot: raw words, and where its type has a list of values what they resolve to.

    `resolved` False makes ER_SUCCESS_NO_MATCH; an `id` makes a match; neither makes a slot of a built-in type.
    """
    made: dict[str, Any] = {"name": name, "confirmationStatus": "NONE", "source": "USER"}
    if value is not None:
        made["value"] = value
    if id is not None or resolved is False:
        authority: dict[str, Any] = {
            "authority": f"amzn1.er-authority.echo-sdk.{name}",
            "status": {"code": "ER_SUCCESS_MATCH" if id is not None else "ER_SUCCESS_NO_MATCH"},
        }
        if id is not None:
            authority["values"] = [{"value": {"name": value, "id": id}}]
        made["resolutions"] = {"resolutionsPerAuthority": [authority]}
    return made


def session_ended(reason: str, error: Mapping[str, str] | None = None) -> dict[str, Any]:
    """`reason` is USER_INITIATED, EXCEEDED_MAX_REPROMPTS or ERROR, the last with an error of type and message."""
    ended: dict[str, Any] = {"type": "SessionEndedRequest", "reason": reason}
    if error is not None:
        ended["error"] = dict(error)
    return ended


def audio_player(event: str, token: str, offset_ms: int, error: Mapping[str, str] | None = None) -> dict[str, Any]:
    """A player event; `event` is PlaybackStarted and the like."""
    if error is None:
        return {"type": f"AudioPlayer.{event}", "token": token, "offsetInMilliseconds": offset_ms}
    state = {"token": token, "offsetInMilliseconds": offset_ms, "playerActivity": "STOPPED"}
    return {"type": f"AudioPlayer.{event}", "token": token, "error": dict(error), "currentPlaybackState": state}


def button(command: str) -> dict[str, Any]:
    """A button on the device or its remote control: Play, Pause, Next or Previous."""
    return {"type": f"PlaybackController.{command}CommandIssued"}


def user_event(token: str, arguments: list[Any]) -> dict[str, Any]:
    """What a document on the screen sends."""
    source = {"type": "TouchWrapper", "handler": "Press", "id": ""}
    return {
        "type": "Alexa.Presentation.APL.UserEvent",
        "token": token,
        "arguments": arguments,
        "source": source,
        "components": {},
    }


def skill_event(name: str) -> dict[str, Any]:
    """What Alexa tells a skill outside any conversation: SkillEnabled, SkillDisabled and so on."""
    return {"type": f"AlexaSkillEvent.{name}"}
