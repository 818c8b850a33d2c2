"""Numbers and ordinals in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_UNIT = {word: value for value, word in enumerate(UNITS, 1)}
_TEEN = {word: value for value, word in enumerate(TEENS, 10)}
_TEN = {word: value * 10 for value, word in enumerate(TENS, 2)} | {"fourty": 40}
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
ORDINAL = {word: value for value, word in enumerate(_ORDINALS, 1)}

MOST_HUNDREDS = 2
"""Hundreds said without the word ("one seventy" is 170); "five fifteen" is two numbers."""
NUMBER_WORDS = frozenset({*_UNIT, *_TEEN, *_TEN, "a", "hundred", "couple", "zero", "nought"})
"""Words a number can begin with."""

Found = tuple[int, int]
"""Where a number ends (token not included), and its value."""


def number_at(tokens: Sequence[str], at: int) -> Found | None:
    """The longest number that begins at `at`; of a range ("ten to fifteen") the lower end."""
    found = _number(tokens, at)
    if found and found[0] + 1 < len(tokens) and tokens[found[0]] in ("to", "or"):
        upper = _number(tokens, found[0] + 1)
        if upper and upper[1] > found[1]:
            return upper[0], found[1]
    return found


def plain_number_at(tokens: Sequence[str], at: int) -> Found | None:
    """The longest single number that begins at `at`."""
    return _number(tokens, at)


@cache
def say_number(value: int) -> str:
    """A whole number in words; from a million on, digit by digit."""
    if value >= 1_000_000:
        return " ".join(say_number(int(digit)) for digit in str(value))
    if value == 0:
        return "zero"
    parts = []
    if value >= 1000:
        parts += [say_number(value // 1000), "thousand"]
        value %= 1000
    if value >= 100:
        parts += [UNITS[value // 100 - 1], "hundred"]
        value %= 100
        if value:
            parts.append("and")
    if value >= 20:
        parts.append(TENS[value // 10 - 2])
        value %= 10
    if value >= 10:
        parts.append(TEENS[value - 10])
    elif value:
        parts.append(UNITS[value - 1])
    return " ".join(parts)


def _number(tokens: Sequence[str], at: int) -> Found | None:
    def token(index: int) -> str:
        return tokens[index] if index < len(tokens) else ""

    word = token(at)
    if word in ("zero", "nought"):
        return at + 1, 0
    if word in ("a", "one") and token(at + 1) == "hundred":
        return _after_hundred(tokens, at + 2, 100)
    if word in _UNIT and token(at + 1) == "hundred":
        return _after_hundred(tokens, at + 2, _UNIT[word] * 100)
    if word == "hundred":
        return _after_hundred(tokens, at + 1, 100)
    if word == "a" and token(at + 1) == "couple":
        return at + (3 if token(at + 2) == "of" else 2), 2
    if word == "couple":
        return at + (2 if token(at + 1) == "of" else 1), 2
    if word == "a" and token(at + 1) == "dozen":
        return at + 2, 12
    if word in _UNIT:
        below = _below_hundred(tokens, at + 1)
        if below and below[1] >= 10 and _UNIT[word] <= MOST_HUNDREDS:
            return below[0], _UNIT[word] * 100 + below[1]
        if token(at + 1) in ("oh", "o", "zero") and token(at + 2) in _UNIT:
            return at + 3, _UNIT[word] * 100 + _UNIT[token(at + 2)]
    return _below_hundred(tokens, at)


def _after_hundred(tokens: Sequence[str], at: int, hundreds: int) -> Found:
    start = at + 1 if at < len(tokens) and tokens[at] == "and" else at
    rest = _below_hundred(tokens, start)
    return (rest[0], hundreds + rest[1]) if rest else (at, hundreds)


def _below_hundred(tokens: Sequence[str], at: int) -> Found | None:
    word = tokens[at] if at < len(tokens) else ""
    if word in _TEN:
        follower = tokens[at + 1] if at + 1 < len(tokens) else ""
        return (at + 2, _TEN[word] + _UNIT[follower]) if follower in _UNIT else (at + 1, _TEN[word])
    value = _TEEN.get(word) or _UNIT.get(word)
    return (at + 1, value) if value else None
