"""A question and what the skill would answer, as one flat record: what `stride ask` prints."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import unescape

from stride.answers.decide import Decision
from stride.content.loader import load_library
from stride.rendering.ssml import plain
from stride.skill.app import answer_service
from stride.skill.conversations.asking import answered
from stride.skill.request import Request
from stride.skill.session import Session
from stride.skill.turn import Turn
from stride.skill.voice import Voice
from stride.storage.memory import Memory

_NEVER = datetime(2026, 1, 1, tzinfo=UTC)


class Asking:
    """Asks the skill's own conversation about questions, each as if it were the first of a visit."""

    def __init__(self, locale: str) -> None:
        self._locale = locale
        self._library = load_library()
        self._service = answer_service()

    def answer(self, question: str) -> dict[str, Any]:
        """The decision, and what is said with its sources; absent values are None.

        `topic` is the likelier one where two are offered.
        """
        decision = self._service.decide(question)
        return {
            "question": question,
            "decision": str(decision.kind),
            "topic": decision.topics[0] if decision.topics else None,
            "score": round(decision.score, 4),
            "flag": decision.flag,
            "level": decision.level,
            "speech": self._speech(question, decision),
            "sources": self._sources(decision),
        }

    def _speech(self, question: str, decision: Decision) -> str:
        reply = answered(self._turn(), question, decision)
        return unescape(plain(" ".join((*reply.speech, reply.question or ""))))

    def _sources(self, decision: Decision) -> list[str]:
        content = self._service.content
        if decision.flag:
            return list(content.flags[decision.flag].sources)
        return list(content.answers[decision.topics[0]].sources) if decision.kind == "answer" else []

    def _turn(self) -> Turn:
        return Turn(
            request=Request(kind="IntentRequest", at=_NEVER, person="", locale=self._locale),
            session=Session(),
            memory=Memory(),
            library=self._library,
            voice=Voice(self._library, self._locale, {}, visits=0),
            answers=lambda: self._service,
        )
