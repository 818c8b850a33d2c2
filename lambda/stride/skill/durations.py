"""How long: minutes as a number, or a duration in ISO 8601, as slots give them."""

from __future__ import annotations

import re

from stride.skill.request import Request

_ISO = re.compile(
    r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?$"
)


def seconds_of(request: Request, minutes: str = "minutes", duration: str = "duration") -> int | None:
    """Seconds asked for in a request's slots; None where neither slot says."""
    number = request.number(minutes)
    if number is not None:
        return number * 60
    slot = request.slot(duration)
    return iso_seconds(slot.said) if slot else None


def iso_seconds(text: str) -> int | None:
    """Seconds of an ISO 8601 duration ("PT1H30M" is 5400); None where it is none."""
    match = _ISO.match(text)
    if match is None or not any(match.groupdict().values()):
        return None
    parts = {name: int(value or 0) for name, value in match.groupdict().items()}
    hours = (parts["weeks"] * 7 + parts["days"]) * 24 + parts["hours"]
    return hours * 3600 + parts["minutes"] * 60 + parts["seconds"]


def minutes_until(clock: str, now_minute: int, half_hour_zone: bool) -> int | None:
    """Minutes until "HH:MM" comes next on a clock whose hour is unknown.

    Alexa gives the local time that was said but not the zone of the device. Zones differ from UTC by whole hours (by
    half an hour in India), so the minutes of the hour are enough for a finish within the next sixty minutes.
    """
    match = re.match(r"(\d{2}):(\d{2})$", clock)
    if match is None:
        return None
    local_minute = now_minute + (30 if half_hour_zone else 0)
    return (int(match.group(2)) - local_minute) % 60 or 60
