"""What is spoken can be said in one breath and heard in one go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbench.content.reader import Problem
from workbench.content.rules.content import Content, Spoken
from workbench.content.rules.sentences import breaths, quoted, sentences, words

BREATH = 25
"""Words in one sentence, where nothing tighter holds."""


@dataclass(frozen=True)
class Length:
    """How long a text may be."""

    sentence: int = BREATH
    """Words in each sentence."""
    words: int | None = None
    """Words in all."""
    fewest: int = 1
    most: int | None = None
    """Sentences."""


LENGTHS: Mapping[tuple[str, str], Length] = {
    ("exercises", "name"): Length(words=6, most=1),
    ("exercises", "called"): Length(words=8, most=1),
    ("exercises", "setup"): Length(sentence=20, most=2),
    ("exercises", "cues"): Length(sentence=20, most=1),
    ("exercises", "brief"): Length(words=12, most=1),
    ("exercises", "breathing"): Length(sentence=20, most=1),
    ("exercises", "reminders"): Length(words=6, most=1),
    ("exercises", "feel"): Length(most=1),
    ("exercises", "touch"): Length(most=1),
    ("exercises", "easier.say"): Length(most=2),
    ("exercises", "harder.say"): Length(most=2),
    ("exercises", "skip.say"): Length(most=1),
    ("transitions", "say.*"): Length(sentence=20, most=1),
    ("form-cues", "cue"): Length(sentence=20, most=1),
    ("form-cues", "why"): Length(most=2),
    ("form-cues", "check"): Length(most=2),
    ("form-cues", "reminders"): Length(words=10, most=2),
    ("tips", "tip"): Length(words=40, most=3),
    ("answers", "title"): Length(words=10, most=1),
    ("answers", "answer"): Length(words=75, fewest=2, most=4),
    ("answers", "more"): Length(words=75, fewest=2, most=4),
    ("answers", "offer.ask"): Length(words=16, most=1),
    ("flags", "say"): Length(fewest=2, most=4),
    ("flags", "say_escalated"): Length(fewest=2, most=4),
    ("flags", "tell"): Length(most=2),
    ("sources", "spoken"): Length(sentence=20, most=1),
}
"""Folder and field -> limits; anything else keeps to one breath a sentence."""


def is_short_enough(content: Content) -> Iterator[Problem]:
    """Few sentences, and few words in each."""
    for spoken in content.spoken():
        limit = LENGTHS.get((spoken.folder, spoken.field), Length())
        yield from _sentences_too_long(spoken, limit)
        yield from _too_long(spoken, limit)


def _sentences_too_long(spoken: Spoken, limit: Length) -> Iterator[Problem]:
    for breath in breaths(spoken.text):
        count = len(words(breath))
        if count > limit.sentence:
            yield spoken.problem(
                f"a sentence of `{spoken.field}` has {count} words, more than {limit.sentence} fit in a breath; "
                f"split it: {quoted(breath)}"
            )


def _too_long(spoken: Spoken, limit: Length) -> Iterator[Problem]:
    count = len(words(spoken.text))
    if count == 0:
        yield spoken.problem(f"`{spoken.field}` says nothing; write it")
    if limit.words is not None and count > limit.words:
        yield spoken.problem(f"`{spoken.field}` has {count} words; keep to {limit.words}: {quoted(spoken.text)}")
    number = len(sentences(spoken.text))
    if number < limit.fewest and count:
        yield spoken.problem(f"`{spoken.field}` has {number} sentence; write at least {limit.fewest}")
    if limit.most is not None and number > limit.most:
        yield spoken.problem(f"`{spoken.field}` has {number} sentences; keep to {limit.most}: {quoted(spoken.text)}")
