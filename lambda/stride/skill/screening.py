"""Red flags first: everything that was said freely is checked before any handler looks at it."""

from __future__ import annotations

import re

from stride.skill.request import Request
from stride.skill.turn import Reply, Turn

_WORD = re.compile(r"[a-z]{2}", re.IGNORECASE)
MEASURES = frozenset({"minutes", "duration", "time", "day", "cadence", "percent"})
"""Slots of built-in types: what they hold is a number or a time, never a complaint."""


def screened(turn: Turn) -> Reply | None:
    """The reply to a red flag in what was said freely; None where nothing was, or no flag applies.

    Said freely is a phrase, and any slot whose words are not a known value: "something for my numb feet". Once a flag
    was met, its own conversation listens on.
    """
    if turn.request.kind != "IntentRequest" or turn.session.flag:
        return None
    said = said_freely(turn)
    if not said:
        return None
    from stride.skill.conversations.hurting import check

    return check(turn, said)


def said_freely(turn: Turn) -> str:
    """The free words of a request as one text: a whole question, a complaint, or the odd words of a slot."""
    request = turn.request
    if (request.intent or "").endswith("QuestionIntent"):
        from stride.skill.questions import question_text

        return question_text(request, turn.library.wording)
    if request.intent == "HurtsIntent":
        area = request.slot("area")
        return turn.voice.plain("hurts.as_symptom", area=area.said) if area else ""
    return " ".join(_free_slots(request))


def _free_slots(request: Request) -> list[str]:
    return [
        slot.said
        for name, slot in request.slots.items()
        if slot.id is None and name not in MEASURES and _WORD.search(slot.said)
    ]
