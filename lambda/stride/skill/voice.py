"""Says sentences by id: picks a variant, fills in values, never the same variant twice running."""

from __future__ import annotations

import re
from collections.abc import Mapping

from stride.content.model import Library
from stride.rendering import ssml

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Voice:
    """The wording of one turn. It notes which variants it used and which sentences it could not say properly."""

    def __init__(self, library: Library, locale: str, said: Mapping[str, int], visits: int) -> None:
        self._wording = library.wording
        self._numbers = library.coaching.numbers
        self._locale_words = _locale_words(library, locale)
        self._visits = visits
        self.said = dict(said)
        self.problems: list[str] = []

    def say(self, name: str, **values: object) -> str:
        """The sentence `name` as SSML with its {placeholders} filled.

        An unknown sentence or a missing value never stops a conversation: the best plain text is spoken and the
        problem noted by name.
        """
        variants = self._wording.get(name)
        if not variants:
            self.problems.append(f"no wording for {name}")
            return ""
        turn = (self.said.get(name, self._visits - 1) + 1) % len(variants)
        self.said[name] = turn
        return ssml.text(self._filled(name, variants[turn], values))

    def fill(self, words: str) -> str:
        """Content text as SSML, with the locale's words (such as {emergency}) filled in."""
        return ssml.text(self._filled("content", words, {}))

    def number(self, count: int) -> str:
        """A number from zero up in words; from a thousand on nobody wants to hear it exactly."""
        if count >= 1000:
            return self.plain("numbers.many")
        hundreds, rest = divmod(count, 100)
        said = spell(rest, self._numbers, self._wording.get("numbers.tens", ())) or self.plain("numbers.zero")
        if not hundreds:
            return said
        whole = f"{self._numbers[hundreds - 1]} {self.plain('numbers.hundred')}"
        return f"{whole} {self.plain('numbers.and')} {said}" if rest else whole

    def minutes(self, milliseconds: int) -> str:
        """A length of time as one would say it: to the half minute, under a minute to ten seconds."""
        if milliseconds < 55_000:
            seconds = max(10, round(milliseconds / 10_000) * 10)
            return self.plain("time.seconds", count=self.number(seconds))
        halves = round(milliseconds / 30_000)
        whole, half = divmod(halves, 2)
        if whole >= 10 or not half:
            return self._minutes_and_half(round(milliseconds / 60_000), half=False)
        return self._minutes_and_half(whole, half=True)

    def length(self, seconds: int) -> str:
        """A length that somebody asked for, exactly: "seven and a half minutes", "two minutes and ten seconds"."""
        minutes, rest = divmod(seconds, 60)
        if not minutes or rest in (0, 30):
            return self._whole_seconds(rest) if not minutes else self._minutes_and_half(minutes, half=rest == 30)
        whole = self._minutes_and_half(minutes, half=False)
        return f"{whole} {self.plain('numbers.and')} {self._whole_seconds(rest)}"

    def _whole_seconds(self, seconds: int) -> str:
        return self.plain("time.second" if seconds == 1 else "time.seconds", count=self.number(seconds))

    def _minutes_and_half(self, minutes: int, half: bool) -> str:
        if half:
            name = "time.minute_and_half" if minutes == 1 else "time.minutes_and_half"
        else:
            name = "time.minute" if minutes == 1 else "time.minutes"
        return self.plain(name, count=self.number(minutes))

    def plain(self, name: str, **values: object) -> str:
        """Like `say`, but a fragment for use as a value: not yet escaped, first variant."""
        variants = self._wording.get(name)
        if not variants:
            self.problems.append(f"no wording for {name}")
            return ""
        return self._filled(name, variants[0], values)

    def _filled(self, name: str, words: str, values: Mapping[str, object]) -> str:
        def value(match: re.Match[str]) -> str:
            key = match.group(1)
            if key in values:
                return str(values[key])
            if key in self._locale_words:
                return self._locale_words[key]
            self.problems.append(f"{name} lacks a value for {key}")
            return ""

        return _PLACEHOLDER.sub(value, words)


def spell(count: int, numbers: tuple[str, ...], tens: tuple[str, ...]) -> str:
    """A number from 1 to 99 in words; "" for any other."""
    if 1 <= count <= len(numbers):
        return numbers[count - 1]
    ten, one = divmod(count, 10)
    if 2 <= ten <= len(tens) + 1:
        return tens[ten - 2] + (f" {numbers[one - 1]}" if one else "")
    return ""


def _locale_words(library: Library, locale: str) -> dict[str, str]:
    words = library.locales.get(locale) or library.locales["en-US"]
    return {name: getattr(words, name) for name in words.__struct_fields__}
