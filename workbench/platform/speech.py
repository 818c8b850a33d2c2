"""What a device says when it is given SSML: words, pauses and sounds, each with its length."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from xml.etree import ElementTree

from stride.coaching.speech import spoken_ms

CLIP_MS = 1000
"""Assumed length of a sound nobody knows the length of."""

_STRENGTH_MS = {"none": 0, "x-weak": 0, "weak": 80, "medium": 160, "strong": 330, "x-strong": 700}
_AFTER_MS = {"p": 700, "s": 330}
_RATES = {"x-slow": 0.5, "slow": 0.75, "medium": 1.0, "fast": 1.5, "x-fast": 2.0}
_TIME = re.compile(r"\s*(\d+(?:\.\d+)?)(ms|s)\s*$")


class BadSsml(ValueError):
    """SSML that no XML reader accepts. The message says where."""


@dataclass(frozen=True)
class Piece:
    """One stretch of what is heard."""

    kind: Literal["words", "pause", "clip"]
    ms: int
    """Milliseconds."""
    text: str = ""
    """The words; the address of a clip; nothing for a pause."""


def pieces(
    output_speech: Mapping[str, Any] | None, clip_ms: Callable[[str], int] = lambda url: CLIP_MS
) -> tuple[Piece, ...]:
    """The stretches of an `outputSpeech` object in order, words that follow each other joined.

    `clip_ms` gives the milliseconds of a sound by its address. Raises BadSsml.
    """
    if not output_speech:
        return ()
    if output_speech.get("type") == "PlainText":
        return tuple(_joined([_words(str(output_speech.get("text") or ""), 1.0)]))
    return tuple(_joined(_walk(tree(str(output_speech.get("ssml") or "")), 1.0, clip_ms)))


def tree(ssml: str) -> ElementTree.Element:
    """SSML as a tree; raises BadSsml. Alexa's namespaced tags keep their written names, as in "amazon:effect"."""
    try:
        return ElementTree.fromstring(re.sub(r"(</?|\s)amazon:", r"\1amazon.", ssml))
    except ElementTree.ParseError as error:
        raise BadSsml(f"the speech is not well-formed XML ({error})") from error


def length(heard: Iterable[Piece]) -> int:
    """Milliseconds of all pieces together."""
    return sum(piece.ms for piece in heard)


def words(heard: Iterable[Piece]) -> str:
    """The words alone, as one line."""
    return " ".join(piece.text for piece in heard if piece.kind == "words")


def first(heard: Iterable[Piece], ms: int) -> tuple[Piece, ...]:
    """What is heard in the first `ms` milliseconds; words broken off where time runs out."""
    begun: list[Piece] = []
    for piece in heard:
        if ms <= 0:
            break
        begun.append(piece if piece.ms <= ms else _broken_off(piece, ms))
        ms -= piece.ms
    return tuple(begun)


def _walk(element: ElementTree.Element, rate: float, clip_ms: Callable[[str], int]) -> Iterator[Piece]:
    tag = element.tag
    if tag == "break":
        yield Piece("pause", break_ms(element.attrib))
    elif tag == "audio":
        url = element.attrib.get("src", "")
        yield Piece("clip", clip_ms(url), url)
    elif tag == "sub":
        yield _words(element.attrib.get("alias", ""), rate)
    else:
        rate *= _rate(element.attrib.get("rate")) if tag == "prosody" else 1.0
        yield _words(element.text or "", rate)
        for child in element:
            yield from _walk(child, rate, clip_ms)
            yield _words(child.tail or "", rate)
        if tag in _AFTER_MS:
            yield Piece("pause", _AFTER_MS[tag])


def break_ms(attributes: Mapping[str, str]) -> int:
    """Milliseconds of a `<break>` with these attributes; 0 for a time that cannot be read."""
    if "time" in attributes:
        match = _TIME.match(attributes["time"])
        return round(float(match[1]) * (1 if match[2] == "ms" else 1000)) if match else 0
    return _STRENGTH_MS.get(attributes.get("strength", "medium"), 0)


def _rate(written: str | None) -> float:
    if written in _RATES:
        return _RATES[written]
    percent = re.fullmatch(r"(\d+(?:\.\d+)?)%", written or "")
    return max(0.2, float(percent[1]) / 100) if percent else 1.0


def _words(text: str, rate: float) -> Piece:
    text = " ".join(text.split())
    return Piece("words", round(spoken_ms(text) / rate), text)


def _joined(heard: Iterable[Piece]) -> Iterator[Piece]:
    """Words joined across tags that make no pause; empty pieces dropped."""
    before: Piece | None = None
    for piece in heard:
        if not (piece.ms or piece.text):
            continue
        if before and before.kind == piece.kind == "words":
            rate = spoken_ms(before.text + " " + piece.text) / max(1, spoken_ms(before.text) + spoken_ms(piece.text))
            before = Piece("words", round((before.ms + piece.ms) * rate), f"{before.text} {piece.text}")
        elif before and before.kind == piece.kind == "pause":
            before = Piece("pause", before.ms + piece.ms)
        else:
            if before:
                yield before
            before = piece
    if before:
        yield before


def _broken_off(piece: Piece, ms: int) -> Piece:
    if piece.kind != "words":
        return Piece(piece.kind, ms, piece.text)
    said = piece.text.split()
    return Piece("words", ms, " ".join(said[: max(1, len(said) * ms // piece.ms)]))
