"""What was said freely, put together again from an intent's slots."""

from __future__ import annotations

import re
from collections.abc import Mapping

from stride.skill.request import Request
from stride.skill.turn import Turn

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"[a-z]{2}", re.IGNORECASE)
BARE_NUMBER: Mapping[str, str] = {"ScoreIntent": "score", "StartRoutineIntent": "minutes", "ChooseIntent": "choice"}
"""How a number alone is understood where something else was asked, and its slot."""
MEASURES = frozenset({"minutes", "duration", "time", "day", "cadence", "percent", "after", "stage", "score"})
"""Slots of built-in types: what they hold is a number or a time, never a complaint."""


def said_freely(turn: Turn) -> str:
    """The free words of a request as one text: a whole question, a complaint, or the odd words of a slot."""
    request = turn.request
    if (request.intent or "").endswith("QuestionIntent"):
        return question_text(request, turn.library.wording)
    if request.intent == "HurtsIntent":
        area = request.slot("area")
        return turn.voice.plain("hurts.as_symptom", area=area.said) if area else ""
    return " ".join(_free_slots(request))


def question_text(request: Request, wording: Mapping[str, tuple[str, ...]]) -> str:
    """What was asked, as one question in plain words; "" where no slot was filled.

    Alexa strips the carrier words of a sample ("is {question}" gives "running good for my back"), so each question
    intent has a template in the wording files that puts them back. Parts of a template in [brackets] are left out
    when their slot is empty. {topic_id} gives the words of the id that the slot `topic` stands for.
    """
    if not request.slots:
        return ""
    template = wording.get(f"question.{request.intent}", ("{question}",))[0]
    values = {name: slot.said for name, slot in request.slots.items()}
    if not any(name in values for name in _PLACEHOLDER.findall(template)):
        return " ".join(values.values())
    values |= {f"{name}_id": slot.id.replace("-", " ") for name, slot in request.slots.items() if slot.id}
    optional = re.sub(r"\[([^\]]*)\]", lambda part: _if_filled(part.group(1), values), template)
    filled = _PLACEHOLDER.sub(lambda match: values.get(match.group(1), ""), optional)
    return " ".join(filled.split())


def _if_filled(part: str, values: Mapping[str, str]) -> str:
    return part if all(name in values for name in _PLACEHOLDER.findall(part)) else ""


def _free_slots(request: Request) -> list[str]:
    return [
        slot.said
        for name, slot in request.slots.items()
        if slot.id is None and name not in MEASURES and _WORD.search(slot.said)
    ]
