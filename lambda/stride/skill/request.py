"""What a request says, read from Alexa's envelope in this one place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from ask_sdk_model import RequestEnvelope

UNHEARD = "?"
"""What Alexa delivers for a built-in slot it could not read."""


class Slot(msgspec.Struct, frozen=True):
    """A slot that was filled: the words said, and the id they stand for where one is known."""

    said: str
    id: str | None = None


class Device(msgspec.Struct, frozen=True):
    audio_player: bool = False


class Player(msgspec.Struct, frozen=True):
    """What the device's audio player reports."""

    token: str | None = None
    offset: int = 0
    """Milliseconds."""
    activity: str | None = None

    @property
    def active(self) -> bool:
        """It plays, or is held by somebody speaking."""
        return self.activity in ("PLAYING", "PAUSED")


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One request, platform types left behind."""

    kind: str
    """Alexa's request type, such as "LaunchRequest"."""
    at: datetime
    person: str
    """The recognised person, else the account."""
    locale: str = "en-US"
    intent: str | None = None
    slots: Mapping[str, Slot] = msgspec.field(default_factory=dict)
    in_session: bool = True
    attributes: Mapping[str, Any] = msgspec.field(default_factory=dict)
    device: Device = Device()
    player: Player = Player()
    token: str | None = None
    """Token of the stream an audio request is about."""
    reason: str | None = None
    """Why a session ended or a playback failed."""

    def slot(self, name: str) -> Slot | None:
        return self.slots.get(name)

    def said(self, name: str) -> str:
        """The words of a slot; "" where it is missing."""
        slot = self.slots.get(name)
        return slot.said if slot else ""

    def slot_id(self, name: str) -> str | None:
        """The id of a slot whose value is known."""
        slot = self.slots.get(name)
        return slot.id if slot else None

    def number(self, name: str) -> int | None:
        """A number slot; None where it is missing or not a number."""
        slot = self.slots.get(name)
        return int(slot.said) if slot and slot.said.isdecimal() else None


def read_request(envelope: RequestEnvelope) -> Request:
    """The request in an envelope of Alexa's. Missing parts become their defaults."""
    request: Any = envelope.request
    system = getattr(envelope.context, "system", None)
    intent = getattr(request, "intent", None)
    return Request(
        kind=request.object_type or "",
        at=_utc(request.timestamp),
        person=_person(envelope),
        locale=request.locale or "en-US",
        intent=getattr(intent, "name", None),
        slots=_slots(getattr(intent, "slots", None)),
        in_session=envelope.session is not None,
        attributes=getattr(envelope.session, "attributes", None) or {},
        device=_device(system),
        player=_player(envelope),
        token=getattr(request, "token", None),
        reason=_reason(request),
    )


def _slots(slots: Mapping[str, Any] | None) -> dict[str, Slot]:
    filled = {}
    for name, slot in (slots or {}).items():
        said = _said(slot)
        if said and said != UNHEARD:
            filled[name] = Slot(said, _resolved_id(slot))
    return filled


def _said(slot: Any) -> str | None:
    """The words of a slot; of several values the first."""
    if slot.value:
        return str(slot.value)
    values = getattr(slot.slot_value, "values", None) or ([slot.slot_value] if slot.slot_value else [])
    return next((value.value for value in values if getattr(value, "value", None)), None)


def _resolved_id(slot: Any) -> str | None:
    resolutions = slot.resolutions or getattr(slot.slot_value, "resolutions", None)
    for authority in getattr(resolutions, "resolutions_per_authority", None) or ():
        for wrapper in authority.values or ():
            if wrapper.value and wrapper.value.id:
                return str(wrapper.value.id)
    return None


def _person(envelope: RequestEnvelope) -> str:
    system = getattr(envelope.context, "system", None)
    person = getattr(getattr(system, "person", None), "person_id", None)
    user = getattr(system, "user", None) or getattr(envelope.session, "user", None)
    return str(person or getattr(user, "user_id", None) or "nobody")


def _device(system: Any) -> Device:
    interfaces = getattr(getattr(system, "device", None), "supported_interfaces", None)
    return Device(
        audio_player=getattr(interfaces, "audio_player", None) is not None,
    )


def _player(envelope: RequestEnvelope) -> Player:
    reported = getattr(envelope.context, "audio_player", None)
    request = envelope.request
    offset = getattr(request, "offset_in_milliseconds", None)
    if offset is None:
        offset = getattr(reported, "offset_in_milliseconds", None)
    activity = getattr(reported, "player_activity", None)
    return Player(
        token=getattr(request, "token", None) or getattr(reported, "token", None),
        offset=max(0, int(offset or 0)),
        activity=getattr(activity, "value", None),
    )


def _reason(request: Any) -> str | None:
    reason = getattr(request, "reason", None)
    error = getattr(request, "error", None)
    kind = reason if reason is not None else getattr(error, "object_type", None)
    return getattr(kind, "value", kind)


def _utc(moment: datetime | None) -> datetime:
    """Alexa's time stamps are UTC; the SDK may drop the zone, and a request may lack one altogether."""
    if moment is None:
        return datetime(1970, 1, 1, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def elapsed_ms(since: datetime, until: datetime) -> int:
    """Milliseconds from one time to another; 0 where clocks disagree."""
    return max(0, (until - since) // timedelta(milliseconds=1))
