"""A question caught by a frame is put together again so that it gets the answer the whole question would get."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from stride.answers.retrieval import Retriever
from stride.answers.service import AnswerService
from stride.answers.triage import Triage
from stride.content.loader import load_answers, load_library
from stride.skill.questions import question_text
from stride.skill.request import Request, Slot
from workbench.understanding.understander import Understander

RUN = ("run", "jog")
RUNNING = ("running", "jogging")
OTHERS = ("swimming", "cycling", "yoga", "pilates", "walking")
PAINS = ("back pain", "sciatica", "arthritis", "a slipped disc")
SHAPES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("can i {} every day", RUN),
    ("should i {} every day", RUN),
    ("is it ok to {} every day", RUN),
    ("can i {} two days in a row", RUN),
    ("should i {} on consecutive days", RUN),
    ("how often should i {}", RUN),
    ("how often should i do {}", ("strength exercises", "core exercises")),
    ("how many days a week should i {}", RUN),
    ("how many times a week should i do {}", ("strength exercises", "core exercises")),
    ("should i give up {}", RUNNING),
    ("should i quit {}", RUNNING),
    ("do i have to stop {}", RUNNING),
    ("do i need to stop {}", RUNNING),
    ("when can i go back to {}", RUNNING),
    ("when can i return to {} after a slipped disc", RUNNING),
    ("how long until i can {} again", RUN),
    ("is {} good for my back", (*RUNNING, *OTHERS)),
    ("is {} bad for my back", RUNNING),
    ("is {} ok with sciatica", (*RUNNING, "swimming")),
    ("will {} damage my back", RUNNING),
    ("does {} help my back", OTHERS),
    ("would {} help back pain", OTHERS),
    ("can i run with {}", PAINS),
    ("can i {} with a slipped disc", RUN),
    ("should i {} with back pain", RUN),
    ("is it safe to {} with a bad back", RUN),
    ("why does my {} hurt when i run", ("back", "lower back", "spine")),
    ("why is my back so {} after running", ("tight", "stiff")),
    ("how long does {} last", ("back pain", "sciatica")),
    ("how long will my {} take to heal", ("back", "lower back")),
    ("when will my {} get better", ("back", "lower back", "sciatica")),
    ("what are the best {} for my back", ("exercises", "stretches", "core exercises")),
    ("what are the best exercises for {}", ("my core", "back pain")),
    ("tell me about {}", ("shoes", "cadence", "hills", "sleep", "running form", "ice")),
)


@cache
def _answers() -> AnswerService:
    return AnswerService(load_answers(), Triage.load(), cache(Retriever))


def _asked(said: str) -> tuple[str, str]:
    """The intent that catches a question, and its text put together again."""
    understood = Understander.load("en-GB").understand(said)
    slots = {name: Slot(slot.value, slot.id) for name, slot in understood.slots.items()}
    request = Request(
        kind="IntentRequest",
        at=datetime(2000, 1, 1, tzinfo=UTC),
        person="",
        locale="en-GB",
        intent=understood.intent,
        slots=slots,
    )
    return understood.intent, question_text(request, load_library().wording)


def test_nearly_every_shape_gets_the_answer_of_the_whole_question() -> None:
    said = [shape.format(value) for shape, values in SHAPES for value in values]
    answered, lost = 0, []
    for text in said:
        whole = _answers().decide(text)
        intent, again = _asked(text)
        rebuilt = _answers().decide(again, intent)
        if not whole.topics:
            continue
        answered += 1
        if not set(whole.topics[:1]) & set(rebuilt.topics) and not set(rebuilt.topics[:1]) & set(whole.topics):
            lost.append((text, again))
    assert answered > 0.7 * len(said)
    assert len(lost) <= 0.1 * answered, lost


@pytest.mark.parametrize(
    ("said", "intent", "again"),
    [
        ("should i give up running", "ShouldIStopActivityQuestionIntent", "do i have to stop running"),
        ("when can i go back to running", "GoBackToActivityQuestionIntent", "when can i go back to running again"),
        ("can i run every day", "EveryDayQuestionIntent", "can i run daily"),
        ("how many days a week should i run", "HowManyDaysQuestionIntent", "how many days a week should i run"),
        ("can i run two days in a row", "DaysInARowQuestionIntent", "can i run on back to back days"),
        ("is running bad for my spine", "IsActivityBadQuestionIntent", "is running a bad idea for my spine"),
        ("what about shoes", "AboutQuestionIntent", "tell me about shoes shoes and insoles"),
        ("is it all in my head", "IsQuestionIntent", "is it all in my head"),
        ("my back twinges on hills is that normal", "IsThatNormalQuestionIntent", None),
    ],
)
def test_a_frame_keeps_what_is_asked(said: str, intent: str, again: str | None) -> None:
    assert _asked(said) == (intent, again or said)
