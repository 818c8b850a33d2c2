"""A step as cues with exact times: the one place where timing is decided.

`compile_step` turns an exercise and a dose into a `StepTimeline`; renderers speak, sound or draw it and never move a
cue. All times are whole milliseconds from the start of the step, and cues never overlap. A hold, a repetition and a
changeover carry what is said at their start as their text, so the pieces of a hold add up to its dose exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from stride.coaching.speech import spoken_ms
from stride.content.model import CoachingWords, Dose, Exercise, Transition
from stride.content.vocabulary import OTHER_SIDE, Pace, Side, Teaching

CueKind = Literal["say", "tone", "hold", "rep", "switch", "rest"]

TONE_MS = 40
"""A tone is an onset; it rings on under whatever follows, so it takes no time from a hold."""

SENTENCE_GAP_MS = 350
SETTLE_MS = 3000
"""Time to get into position after the setup, at normal pace."""
CHANGEOVER_MS = 4000
FLOOR_CHANGEOVER_MS = 5000
TAIL_MS = 800
COUNTDOWN = 5
BREATH_MS = 300
"""Quiet kept after words inside a hold or a repetition."""

PACE_PERCENT: dict[Pace, int] = {"slow": 140, "normal": 100, "brisk": 75}


class Cue(msgspec.Struct, frozen=True):
    """One thing said or sounded at one time."""

    at: int
    """Milliseconds from the start of the step."""
    length: int
    """Milliseconds until the cue is over."""
    kind: CueKind
    text: str = ""
    """What is said at `at`; for a tone its name ("ready", "release")."""

    @property
    def end(self) -> int:
        return self.at + self.length


class Delivery(msgspec.Struct, frozen=True):
    """How a step is given: how much is taught, how fast it moves on, which side comes first."""

    teaching: Teaching = "full"
    pace: Pace = "normal"
    first: Side = "left"


class StepTimeline(msgspec.Struct, frozen=True):
    """All cues of one step in order; it knows nothing of the steps around it."""

    exercise: str
    """Exercise id, or the id of a transition to or from the floor."""
    cues: tuple[Cue, ...]
    length: int
    """Milliseconds."""

    @property
    def work_starts(self) -> int:
        """When the first tone sounds; a listener who is in position may start here."""
        return next((cue.at for cue in self.cues if cue.kind == "tone"), 0)

    @property
    def last_changeover(self) -> int:
        """Index of the cue from which only the second side is left; 0 where sides do not follow each other."""
        return max((index for index, cue in enumerate(self.cues) if cue.kind == "switch"), default=0)

    def cue_at(self, offset: int) -> int:
        """Index of the cue that is under way `offset` milliseconds in (the last begun one in a gap)."""
        begun = [index for index, cue in enumerate(self.cues) if cue.at <= offset]
        return begun[-1] if begun else 0

    def resume_cue(self, index: int) -> int:
        """Where to go on after an interruption at a cue: its own start, but a hold begins again at its tone."""
        if self.cues[index].kind not in ("hold", "tone"):
            return index
        tones = [i for i in range(index + 1) if self.cues[i].kind == "tone" and self.cues[i].text == "ready"]
        return tones[-1] if tones else index

    def since(self, index: int) -> StepTimeline:
        """The rest of the step from one cue on, starting at zero."""
        if index == 0:
            return self
        start = self.cues[index].at
        moved = tuple(replace(cue, at=cue.at - start) for cue in self.cues[index:])
        return StepTimeline(self.exercise, moved, self.length - start)


def compile_step(exercise: Exercise, dose: Dose, delivery: Delivery, words: CoachingWords) -> StepTimeline:
    """The cues of one exercise at one dose."""
    score = _Score()
    _introduce(score, exercise, dose, delivery, words)
    for number in range(dose.sets):
        if number:
            back = f"{words.rest} {words.other_side[delivery.first]}" if dose.sides == "each" else words.rest
            score.add("rest", dose.rest * 1000, _unless_tones(back, delivery))
        _one_set(score, exercise, dose, delivery, words)
    score.wait(TAIL_MS)
    return score.finish(exercise.id)


def compile_transition(transition: Transition, delivery: Delivery) -> StepTimeline:
    """Getting down to the floor or up from it: said, then quiet time to do it."""
    score = _Score()
    for sentence in transition.say[delivery.teaching]:
        score.say(sentence)
    score.add("rest", _paced(transition.settle * 1000, delivery.pace))
    return score.finish(transition.id)


class _Score:
    """Cues being laid end to end."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        self.now = 0

    def add(self, kind: CueKind, length: int, text: str = "") -> None:
        self.cues.append(Cue(self.now, length, kind, text))
        self.now += length

    def say(self, text: str, then: int = SENTENCE_GAP_MS) -> None:
        if text:
            self.add("say", spoken_ms(text), text)
            self.wait(then)

    def tone(self, name: str) -> None:
        self.add("tone", TONE_MS, name)

    def wait(self, length: int) -> None:
        self.now += length

    def finish(self, exercise: str) -> StepTimeline:
        return StepTimeline(exercise, tuple(self.cues), self.now)


def _introduce(score: _Score, exercise: Exercise, dose: Dose, delivery: Delivery, words: CoachingWords) -> None:
    score.say(f"{exercise.name}.")
    if delivery.teaching == "full":
        score.say(exercise.setup)
        for cue in exercise.cues:
            score.say(cue)
        score.say(exercise.breathing)
    elif delivery.teaching == "brief":
        score.say(exercise.brief)
    if dose.sides != "none":
        score.say(words.first_side[delivery.first])
    score.wait(_paced(SETTLE_MS, delivery.pace))
    score.say(_unless_tones(words.ready, delivery))


def _one_set(score: _Score, exercise: Exercise, dose: Dose, delivery: Delivery, words: CoachingWords) -> None:
    sides = (delivery.first, OTHER_SIDE[delivery.first]) if dose.sides == "each" else (delivery.first,)
    for number, side in enumerate(sides):
        if number:
            changeover = FLOOR_CHANGEOVER_MS if exercise.on_floor else CHANGEOVER_MS
            said = words.other_side[side]
            score.add("switch", max(spoken_ms(said) + BREATH_MS, _paced(changeover, delivery.pace)), said)
        score.tone("ready")
        _work(score, exercise, dose, delivery, words)
        score.tone("release")
    if dose.kind == "hold" and delivery.teaching != "tones":
        score.say(words.release)


def _work(score: _Score, exercise: Exercise, dose: Dose, delivery: Delivery, words: CoachingWords) -> None:
    if dose.kind == "reps":
        beat = sum(dose.tempo) * 1000 * (2 if dose.sides == "alternate" else 1)
        for text in _counts(dose.reps or 0, beat, exercise, delivery, words):
            score.add("rep", beat, text)
        return
    total = dose.seconds_per_side * 1000
    for length, text in _pieces(total, exercise.reminders, delivery, words):
        score.add("hold", length, text)


def _counts(reps: int, beat: int, exercise: Exercise, delivery: Delivery, words: CoachingWords) -> Iterator[str]:
    """What is said at the start of each repetition: the count, and a reminder in the middle where it fits."""
    for index in range(reps):
        count = _unless_tones(words.numbers[index].capitalize() + ".", delivery)
        reminder = exercise.reminders[0] if exercise.reminders and index == reps // 2 and reps > 3 else ""
        both = f"{count} {reminder}"
        fits = count and reminder and spoken_ms(both) + BREATH_MS <= beat
        yield both if fits else count


def _pieces(total: int, reminders: tuple[str, ...], delivery: Delivery, words: CoachingWords) -> list[tuple[int, str]]:
    """A hold cut where something is said: (milliseconds, words at its start), adding up to `total`."""
    said = {0: ""}
    if delivery.teaching != "tones":
        countdown = total - COUNTDOWN * 1000
        said |= _spoken_inside(total, countdown, reminders, words)
        if total >= 2 * COUNTDOWN * 1000:
            said |= {
                countdown + 1000 * n: words.numbers[COUNTDOWN - 1 - n].capitalize() + "." for n in range(COUNTDOWN)
            }
    starts = sorted(said)
    return [(end - start, said[start]) for start, end in zip(starts, [*starts[1:], total], strict=True)]


def _spoken_inside(total: int, countdown: int, reminders: tuple[str, ...], words: CoachingWords) -> dict[int, str]:
    """Halfway and the reminders, each where it is over before the next thing is said."""
    said: dict[int, str] = {}
    half = total // 2
    if half + spoken_ms(words.halfway) + BREATH_MS <= countdown and total >= 12_000:
        said[half] = words.halfway
    spacing = max(total // 4, 8000)
    places = [at for at in range(spacing, countdown, spacing) if abs(at - half) >= 4000]
    for place, text in zip(places, _cycle(reminders, len(places)), strict=False):
        following = min([at for at in (half, countdown) if at > place], default=total)
        if place + spoken_ms(text) + BREATH_MS <= following:
            said[place] = text
    return said


def _cycle(texts: tuple[str, ...], count: int) -> list[str]:
    return [texts[index % len(texts)] for index in range(count)] if texts else []


def _paced(length: int, pace: Pace) -> int:
    return length * PACE_PERCENT[pace] // 100


def _unless_tones(text: str, delivery: Delivery) -> str:
    return "" if delivery.teaching == "tones" else text
