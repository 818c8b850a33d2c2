"""A timeline as SSML: words where words are, breaks in between."""

from __future__ import annotations

import re
from collections.abc import Mapping

from stride.coaching.speech import spoken_ms
from stride.coaching.timeline import Cue, StepTimeline
from stride.rendering.limits import ALEXA

SHORTEST_BREAK_MS = 50
NEXT_WORDS_MS = 1500
"""A tone needs no word of its own when something is said this soon after it."""


def speak(*parts: str) -> str:
    """Parts that already are SSML, as one document."""
    return "<speak>" + " ".join(part for part in parts if part) + "</speak>"


def text(words: str) -> str:
    """Plain words as SSML."""
    return " ".join(words.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(ssml: str) -> str:
    """SSML as text for a card."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", ssml)).strip()


def pause(length: int) -> str:
    """Silence of `length` milliseconds, in as many breaks as the platform needs."""
    breaks = []
    while length >= SHORTEST_BREAK_MS:
        piece = min(length, ALEXA.break_ms)
        breaks.append(f'<break time="{piece}ms"/>')
        length -= piece
    return "".join(breaks)


def render(timeline: StepTimeline, tone_words: Mapping[str, str]) -> str:
    """One step as SSML of the timeline's length, without the surrounding `<speak>`.

    Speech alone cannot sound a tone, so a tone is said in a word where no other words stand beside it.
    """
    parts: list[str] = []
    silent_from = 0
    for cue, following in zip(timeline.cues, [*timeline.cues[1:], None], strict=True):
        words = cue.text if cue.kind != "tone" else _tone_words(cue, following, tone_words)
        if not words:
            continue
        parts.append(pause(cue.at - silent_from))
        parts.append(text(words))
        silent_from = cue.at + spoken_ms(words)
    parts.append(pause(timeline.length - silent_from))
    return " ".join(part for part in parts if part)


def _tone_words(tone: Cue, following: Cue | None, tone_words: Mapping[str, str]) -> str:
    words_follow = following is not None and following.text and following.at - tone.end < NEXT_WORDS_MS
    return "" if words_follow else tone_words[tone.text]
