"""Durations and times of day in words, as Alexa writes them: PT1H30M, 07:15, EV."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from workbench.understanding.numbers import number_at, plain_number_at

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_UNIT = _SECONDS | {f"{unit}s": seconds for unit, seconds in _SECONDS.items()}
_PARTS_OF_DAY = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "00:00", "lunchtime": "12:00"}

TIME_WORDS = frozenset({*_UNIT, *_PARTS_OF_DAY, *_NAMED, "oclock", "past", "oh", "am", "pm"})
"""Words that stand in durations and times."""

Found = tuple[int, str]
"""Where it ends (token not included), and its value."""


def duration_at(tokens: Sequence[str], at: int) -> Found | None:
    """The longest duration that begins at `at`, in ISO 8601."""
    found = _amount(tokens, at)
    if not found:
        return None
    end, seconds = found
    if _at(tokens, end) == "and":
        more = _half(tokens, end + 1, seconds) or _amount(tokens, end + 1)
        if more:
            end, seconds = more[0], seconds + more[1]
    elif more := _amount(tokens, end):
        end, seconds = more[0], seconds + more[1]
    elif _at(tokens, end - 1) in ("hour", "hours") and (bare := plain_number_at(tokens, end)):
        end, seconds = bare[0], seconds + bare[1] * 60
    return end, iso_duration(int(seconds))


def iso_duration(seconds: int) -> str:
    """Seconds as ISO 8601, in the largest units that fit."""
    days, rest = divmod(seconds, 86400)
    if days and not rest:
        return f"P{days // 7}W" if days % 7 == 0 else f"P{days}D"
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    parts = ((hours, "H"), (minutes, "M"), (left, "S"))
    return "PT" + ("".join(f"{value}{unit}" for value, unit in parts if value) or "0S")


def time_at(tokens: Sequence[str], at: int) -> Found | None:
    """The longest time of day that begins at `at`: HH:MM, or MO, AF, EV, NI for a part of the day."""
    start = at
    while _at(tokens, start) in ("a", "around", "about", "roughly", "exactly") and start < at + 2:
        start += 1
    word = _at(tokens, start)
    if word in _NAMED:
        return start + 1, _NAMED[word]
    if word in _PARTS_OF_DAY:
        return start + 1, _PARTS_OF_DAY[word]
    if word in ("the", "in") and (found := _part_of_day(tokens, start)):
        return found[0], found[1]
    clock = _relative(tokens, start) or _plain(tokens, start)
    return _with_half_of_day(tokens, *clock) if clock else None


def _amount(tokens: Sequence[str], at: int) -> tuple[int, Fraction] | None:
    """One amount with its unit: "ninety seconds", "half an hour", "two and a half minutes"."""
    fraction, after = _fraction(tokens, at)
    if fraction:
        if _at(tokens, after) == "of":
            after += 1
        if _at(tokens, after) in ("a", "an", "the"):
            after += 1
        unit = _UNIT.get(_at(tokens, after))
        return (after + 1, fraction * unit) if unit else None
    if list(tokens[at : at + 2]) == ["hour", "long"]:
        return at + 1, Fraction(3600)
    if _at(tokens, at) in ("a", "an") and _at(tokens, at + 1) in _UNIT:
        return at + 2, Fraction(_UNIT[tokens[at + 1]])
    if _at(tokens, at) in ("a", "another", "one") and _at(tokens, at + 1) == "half":
        unit = _UNIT.get(_at(tokens, at + 2))
        return (at + 3, Fraction(unit, 2)) if unit else None
    number = number_at(tokens, at)
    if not number:
        return None
    end, value = number[0], Fraction(number[1])
    if list(tokens[end : end + 3]) == ["and", "a", "half"]:
        end, value = end + 3, value + Fraction(1, 2)
    if _at(tokens, end) in ("more", "whole", "full", "or", "odd"):
        end += 1
    unit = _UNIT.get(_at(tokens, end))
    return (end + 1, value * unit) if unit else None


def _fraction(tokens: Sequence[str], at: int) -> tuple[Fraction | None, int]:
    start = at + 1 if _at(tokens, at) == "a" and _at(tokens, at + 1) in ("half", "quarter") else at
    word = _at(tokens, start)
    if word == "half":
        return Fraction(1, 2), start + 1
    if word == "quarter":
        return Fraction(1, 4), start + 1
    if word == "three" and _at(tokens, start + 1) in ("quarters", "quarter"):
        return Fraction(3, 4), start + 2
    return None, at


def _half(tokens: Sequence[str], at: int, seconds: Fraction) -> tuple[int, Fraction] | None:
    """ "an hour and a half", "a minute and a quarter": the fraction is of the unit before it."""
    fraction, after = _fraction(tokens, at)
    if not fraction or _at(tokens, after) in ("a", "an") or _at(tokens, after) in _UNIT:
        return None
    if _at(tokens, after) == "of" and _at(tokens, after + 1) in ("a", "an", "the"):
        return None
    unit = max(size for size in _SECONDS.values() if size <= seconds)
    return after, fraction * unit


def _relative(tokens: Sequence[str], at: int) -> tuple[int, int, int] | None:
    """ "quarter past seven", "ten to eight", "half six"."""
    word = _at(tokens, at)
    if word == "half":
        after = at + 2 if _at(tokens, at + 1) == "past" else at + 1
        hour = _hour(tokens, after)
        return (hour[0], hour[1], 30) if hour else None
    minutes = (at + 1, 15) if word == "quarter" else plain_number_at(tokens, at)
    if not minutes or minutes[1] > 59:
        return None
    link = minutes[0] + (1 if _at(tokens, minutes[0]) in ("minutes", "minute") else 0)
    hour = _hour(tokens, link + 1)
    if not hour:
        return None
    if _at(tokens, link) in ("past", "after"):
        return hour[0], hour[1], minutes[1]
    if _at(tokens, link) in ("to", "before", "of", "until"):
        return hour[0], (hour[1] - 1) % 24 or (12 if hour[1] == 1 else 0), 60 - minutes[1]
    return None


def _plain(tokens: Sequence[str], at: int) -> tuple[int, int, int] | None:
    """ "seven", "seven thirty", "seven oh five", "seven o'clock"."""
    hour = _hour(tokens, at)
    if not hour:
        return None
    end, value = hour
    if _at(tokens, end) == "oclock":
        return end + 1, value, 0
    if _at(tokens, end) in ("oh", "o", "zero") and (minute := plain_number_at(tokens, end + 1)):
        return minute[0], value, minute[1]
    if _at(tokens, end) == "hundred":
        return end + (2 if _at(tokens, end + 1) == "hours" else 1), value, 0
    minute = plain_number_at(tokens, end)
    if minute and 10 <= minute[1] <= 59 and _at(tokens, minute[0]) not in ("minutes", "minute"):
        return minute[0], value, minute[1]
    return end, value, 0


def _hour(tokens: Sequence[str], at: int) -> tuple[int, int] | None:
    """One word, or "twenty one" to "twenty three"."""
    word = _at(tokens, at)
    if word in ("noon", "midday"):
        return at + 1, 12
    if word == "midnight":
        return at + 1, 0
    one = plain_number_at(tokens[: at + 1], at)
    two = plain_number_at(tokens[: at + 2], at)
    if two and two[0] == at + 2 and 20 < two[1] < 24:
        return two
    return one if one and one[1] < 24 else None


def _with_half_of_day(tokens: Sequence[str], end: int, hour: int, minute: int) -> Found:
    half = ""
    if _at(tokens, end) in ("a", "p") and _at(tokens, end + 1) == "m":
        half, end = tokens[end] + "m", end + 2
    elif _at(tokens, end) in ("am", "pm"):
        half, end = tokens[end], end + 1
    elif part := _part_of_day(tokens, end):
        half, end = ("am" if part[1] == "MO" else "pm"), part[0]
        if part[1] == "NI" and hour in (12, 1, 2, 3, 4):
            half = "am"
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return end, f"{hour:02}:{minute:02}"


def _part_of_day(tokens: Sequence[str], at: int) -> Found | None:
    for lead in (("in", "the"), ("at",), ("tonight",), ("this",), ("tomorrow",)):
        if tuple(tokens[at : at + len(lead)]) != lead:
            continue
        if lead == ("tonight",):
            return at + 1, "NI"
        part = _PARTS_OF_DAY.get(_at(tokens, at + len(lead)))
        if part and lead not in (("this",), ("tomorrow",)):
            return at + len(lead) + 1, part
    return None


def _at(tokens: Sequence[str], at: int) -> str:
    return tokens[at] if 0 <= at < len(tokens) else ""
