"""Whether the verdict that opens an answer ("Yes, ...") fits a question; where it does not, it is left out."""

from __future__ import annotations

from collections.abc import Sequence

from stride.answers.text import normalise
from stride.content.model import Answer, VerdictWords

_BEHIND = (", ", ": ", ". ")
"""What stands between a verdict and the sentence behind it."""


def suited(answer: Answer, said: str | None, words: VerdictWords) -> str:
    """The text of an answer as it suits what was said, which is None where its title was offered.

    The opening verdict is left out unless the question asks for a yes or no, of the same turn as the title.
    """
    asked = answer.title if said is None else said
    return answer.answer if fits(asked, answer.title, words) else without_verdict(answer.answer, words)


def fits(asked: str, title: str, words: VerdictWords) -> bool:
    """Whether a verdict on a title that begins with "whether" also is one on a question."""
    question, subject = normalise(asked), normalise(title)
    if not subject.startswith("whether "):
        return False
    if question == subject:
        return True
    question = _bare(question, words)
    if question.split(" ")[0] not in words.openers:
        return False
    return not _has(question, words.choices) and _same_turn(question, subject, words)


def without_verdict(text: str, words: VerdictWords) -> str:
    """An answer without its opening verdict; as it is where it has none."""
    for opening in sorted(words.openings, key=len, reverse=True):
        rest = text[len(opening) :]
        if text.lower().startswith(opening) and rest.startswith(_BEHIND):
            rest = rest[2:].lstrip()
            return rest[:1].upper() + rest[1:]
    return text


def _bare(question: str, words: VerdictWords) -> str:
    """The question without what leads to it and without "yes or no" at its end."""
    for end in words.ends:
        question = question.removesuffix(f" {end}")
    lead: str | None = ""
    while lead is not None:
        lead = next((lead for lead in words.leads if question.startswith(f"{lead} ")), None)
        question = question.removeprefix(f"{lead} ") if lead else question
    return question


def _same_turn(question: str, subject: str, words: VerdictWords) -> bool:
    """Neither turned round, nor measuring, nor asking for leave where the title asks for need, or the reverse."""
    needing = _has(subject, words.needing)
    if _has(question, words.needs) != needing and _has(question, words.needs):
        return False
    if needing and _has(question, words.leaves):
        return False
    measuring = [word for word in words.measures if _has(question, (word,))]
    if not all(_has(subject, (word,)) for word in measuring):
        return False
    return _count(question, words.turns) % 2 == _count(subject, words.turns) % 2


def _has(text: str, words: Sequence[str]) -> bool:
    return _count(text, words) > 0


def _count(text: str, words: Sequence[str]) -> int:
    return sum(f" {text} ".count(f" {word} ") for word in words)
