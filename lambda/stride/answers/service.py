"""Everything the coach needs to answer: the content of answers and flags, triage, and retrieval."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from stride.answers.bands import Band
from stride.answers.decide import Decision, Triage, decide
from stride.answers.decide import Finding as Finding
from stride.answers.retrieval import Retriever
from stride.content.model import Answer, Answers, WordList


@dataclass(frozen=True)
class AnswerService:
    """Answers questions and checks symptoms; remembers nothing of what is said."""

    content: Answers
    check: Triage
    load_retriever: Callable[[], Retriever] = field(repr=False)
    """Called when a topic is looked for; red flags are found without it."""

    def triage(self, said: str) -> Finding | None:
        """The most urgent red flag in what was said."""
        return self.check.check(said)

    def names(self, words: WordList, said: str) -> bool | None:
        """Whether one of the words is meant in what was said; False where all of them are denied, None without any."""
        if words.any_in(self.check.meant(said)):
            return True
        return False if words.any_in(said) else None

    def decide(self, said: str, frame: str | None = None) -> Decision:
        """Flag, answer, two to choose from, or unknown. `frame` is the intent that caught the question."""
        decision = decide(said, self.check, self.load_retriever, frame)
        if decision.kind == Band.CONFIRM and self.content.medicines.any_in(said):
            # Asking "did you mean" about a medicine would only put off that it is declined.
            return Decision(Band.UNKNOWN, (), decision.score, None, None, "a medicine, and no answer for certain")
        return decision

    def nearest(self, said: str, frame: str | None = None) -> list[str]:
        """The two topics nearest to what was said, however far they are."""
        return [topic for topic, _ in self.load_retriever().rank(said, frame).topics[:2]]

    def answer(self, topic: str) -> Answer:
        """The answer to a topic. Raises KeyError for an unknown one."""
        return self.content.answers[topic]

    def flag_words(self, flag: str, level: str) -> str:
        """What is spoken for a flag at a level: the words of its default unless the level is the escalated one."""
        entry = self.content.flags[flag]
        if entry.say_escalated is not None and level == entry.escalates:
            return entry.say_escalated
        return entry.say

    def tell_words(self, flag: str) -> str:
        """One sentence to read to a clinician."""
        return self.content.flags[flag].tell
