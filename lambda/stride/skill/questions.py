"""The words of a question put together again from an intent's slots."""

from __future__ import annotations

import re
from collections.abc import Mapping

from stride.skill.request import Request

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def question_text(request: Request, wording: Mapping[str, tuple[str, ...]]) -> str:
    """What was asked, as one question in plain words; "" where no slot was filled.

    Alexa strips the carrier words of a sample ("is {question}" gives "running good for my back"), so each question
    intent has a template in the wording files that puts them back. Parts of a template in [brackets] are left out
    when their slot is empty.
    """
    if not request.slots:
        return ""
    template = wording.get(f"question.{request.intent}", ("{question}",))[0]
    values = {name: slot.said for name, slot in request.slots.items()}
    if not any(name in values for name in _PLACEHOLDER.findall(template)):
        return " ".join(values.values())
    optional = re.sub(r"\[([^\]]*)\]", lambda part: _if_filled(part.group(1), values), template)
    filled = _PLACEHOLDER.sub(lambda match: values.get(match.group(1), ""), optional)
    return " ".join(filled.split())


def _if_filled(part: str, values: Mapping[str, str]) -> str:
    return part if all(name in values for name in _PLACEHOLDER.findall(part)) else ""
