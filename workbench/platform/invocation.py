"""What a sentence said near a device means to the platform, before any skill sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_WAKE = re.compile(r"^\s*(?:(?:hey\s+)?alexa|echo|computer)\b[\s,.:!]*", re.IGNORECASE)
_EXIT = re.compile(r"(?:exit|quit|close|goodbye)[\s.!]*$", re.IGNORECASE)
_OPEN = r"(?:open|launch|start|begin|run|load|resume|enable|talk to|speak to|play|use|go to)"
_ASK = r"(?:ask|tell|use)"
_CONNECTING = re.compile(r"^(?:to|for|and|that|if|whether)\s+", re.IGNORECASE)

BUILT_IN_PLAYBACK = frozenset(
    f"AMAZON.{name}Intent"
    for name in (
        "Cancel",
        "LoopOff",
        "LoopOn",
        "Next",
        "Pause",
        "Previous",
        "Repeat",
        "Resume",
        "ShuffleOff",
        "ShuffleOn",
        "StartOver",
        "Stop",
    )
)
"""What reaches the skill that played last without its name."""


class NotReached(Exception):
    """What was said would not reach the skill on a real device. The message says why and what to say instead."""


@dataclass(frozen=True)
class Addressed:
    """To whom a sentence is said, and what is left of it for the skill."""

    kind: Literal["launch", "one-shot", "words", "exit", "nothing"]
    words: str = ""


def addressed(utterance: str, invocation: str) -> Addressed:
    """Reads the wake word, the invocation name and "exit" as Alexa does."""
    woken = _WAKE.sub("", utterance).strip()
    words = " ".join(woken.replace("’", "'").split())
    if not words:
        return Addressed("nothing")
    name = r"(?:the\s+)?" + r"\s+".join(map(re.escape, invocation.split())) + r"(?:\s+skill)?"
    opened = re.fullmatch(rf"(?:{_OPEN}|{_ASK})?\s*{name}[\s.!]*", words, re.IGNORECASE)
    if opened:
        return Addressed("launch")
    first = re.match(rf"(?:{_OPEN}|{_ASK})?\s*{name}[\s,]+(?P<rest>.+)", words, re.IGNORECASE)
    if first:
        return Addressed("one-shot", _CONNECTING.sub("", first["rest"]))
    last = re.fullmatch(
        rf"(?:ask\s+)?(?P<rest>.+?)[\s,]+(?:from|using|with|on|in|of)\s+{name}[\s.!?]*", words, re.IGNORECASE
    )
    if last:
        return Addressed("one-shot", _CONNECTING.sub("", last["rest"]))
    if _EXIT.match(words):
        return Addressed("exit")
    return Addressed("words", words)
