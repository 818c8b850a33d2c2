"""The things a content author writes, one struct a kind of file.

Ids are the file names. Text is spoken as it stands. Times are whole seconds, as an author writes them; the timeline
turns them into milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from stride.content.ladder import Ladder
from stride.content.vocabulary import (
    FLOOR_POSITIONS,
    POSITION_PICTURES,
    Area,
    Aspect,
    DoseSize,
    Group,
    Kit,
    Level,
    Limit,
    Moment,
    Picture,
    Position,
    Sides,
    Strength,
    Teaching,
    TipCategory,
    Verdict,
)


class Dose(msgspec.Struct, frozen=True, kw_only=True):
    """How much of an exercise: exactly one of `hold`, `move` or `reps` is set."""

    hold: int | None = None
    """Seconds of a still hold, on each side."""
    move: int | None = None
    """Seconds of continuous movement, on each side."""
    reps: int | None = None
    """Repetitions on each side; with `sides: alternate` one repetition is left and right together."""
    tempo: tuple[int, ...] = ()
    """Seconds of each phase of one repetition on one side; only with `reps`."""
    sides: Sides = "none"
    sets: int = 1
    rest: int = 0
    """Seconds between sets."""

    @property
    def kind(self) -> Literal["hold", "move", "reps"]:
        if self.reps is not None:
            return "reps"
        return "hold" if self.hold is not None else "move"

    @property
    def seconds_per_side(self) -> int:
        """Working seconds of one set on one side (both sides together when they alternate)."""
        if self.reps is None:
            return self.hold or self.move or 0
        return self.reps * sum(self.tempo) * (2 if self.sides == "alternate" else 1)

    @property
    def working_seconds(self) -> int:
        """Seconds of work in all sets and on all sides, without rests and changeovers."""
        return self.seconds_per_side * self.sets * (2 if self.sides == "each" else 1)


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """An easier or a harder way; `instead` names another exercise where the move itself changes."""

    say: str
    instead: str | None = None


class SkipRule(msgspec.Struct, frozen=True, kw_only=True):
    """Who leaves an exercise out; `code` groups rules that hold for many exercises."""

    say: str
    code: Literal["osteo", "preg", "postpartum", "balance"] | None = None


class Exercise(msgspec.Struct, frozen=True, kw_only=True):
    """A movement, with everything needed to teach it by voice."""

    id: str
    name: str
    called: str
    """The name in the middle of a sentence, article and all, as in "back to the bird dog"."""
    says: tuple[str, ...]
    group: Group
    areas: tuple[Area, ...]
    position: Position
    picture: Picture | None = None
    """What a screen shows while it is done, where its position does not say that well enough."""
    kit: tuple[Kit, ...]
    needs: tuple[Limit, ...]
    setup: str
    cues: tuple[str, ...]
    brief: str
    doses: Mapping[DoseSize, Dose]
    breathing: str
    reminders: tuple[str, ...]
    mistakes: tuple[str, ...]
    feel: str
    touch: str
    easier: Option
    harder: Option
    swap: str
    skip: tuple[SkipRule, ...]
    sources: tuple[str, ...]

    @property
    def on_floor(self) -> bool:
        return self.position in FLOOR_POSITIONS

    @property
    def shown(self) -> Picture:
        """What a screen shows while it is done."""
        return self.picture or POSITION_PICTURES[self.position]

    @property
    def one_sided(self) -> bool:
        """Whether left or right comes first matters."""
        return any(dose.sides != "none" for dose in self.doses.values())


class Transition(msgspec.Struct, frozen=True, kw_only=True):
    """Getting down to the floor or up from it; a short step of its own."""

    id: str
    name: str
    say: Mapping[Teaching, tuple[str, ...]]
    settle: int
    """Seconds of quiet in which to get there, at normal pace."""


class RoutineStep(msgspec.Struct, frozen=True, kw_only=True):
    exercise: str
    dose: DoseSize = "usual"


class NamedRoutine(msgspec.Struct, frozen=True, kw_only=True):
    """A routine an author put together for a moment; `minutes` is what it is announced as."""

    id: str
    title: str
    says: tuple[str, ...]
    moment: Moment
    minutes: int
    steps: tuple[RoutineStep, ...]


class RecipeBlock(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a made routine; its exercises come before those of the next block."""

    groups: tuple[Group, ...] = ()
    exercises: tuple[str, ...] = ()
    """Further ones by id, whatever their group."""
    share: int
    """Percent of the time. 0 is a reserve: used only where the other blocks do not fill the time."""
    from_minutes: int = 0
    """Routines shorter than this leave the block out."""
    first: tuple[str, ...] = ()
    """Exercises that open the block, where they are chosen."""
    last: tuple[str, ...] = ()


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """What a routine is made of when no named one fits: one for each moment, and some for an area alone."""

    id: str
    """The moment's name, or another name for a recipe that only its `areas` lead to."""
    title: str
    moment: Moment
    minutes: int
    """How long a routine is when nobody says."""
    blocks: tuple[RecipeBlock, ...]
    areas: tuple[Area, ...] = ()
    """Areas that lead here when they are asked for without a moment; whole-body stands for none at all."""
    limits: tuple[Limit, ...] = ()
    """Limits that always hold here."""
    kit: tuple[Kit, ...] = ()
    """Kit that may be used here beyond the usual."""
    leave_out: tuple[str, ...] = ()
    """Exercises that do not suit this recipe."""


class PlanningRules(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for every made routine."""

    shortest: int
    """Minutes."""
    longest: int
    """Minutes."""
    kit: tuple[Kit, ...]
    """What every home is taken to have."""
    within: Mapping[Area, tuple[Area, ...]]
    """Areas that count as part of a wider one."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the bibliography."""

    id: str
    authors: str
    year: int | None = None
    title: str
    where: str
    strength: Strength
    verified: Literal["seen", "citation-only", "memory"]
    spoken: str
    """How a voice names it, after "That comes from"."""
    finding: str
    link: str | None = None


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """One follow-up that "yes" starts; `target` is a routine, tip category, topic or form cue id."""

    ask: str
    do: Literal["routine", "tip", "topic", "form-cue", "plan"]
    target: str


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What is said to one question topic."""

    id: str
    title: str
    verdict: Verdict
    answer: str
    more: str
    offer: Offer
    sources: tuple[str, ...]
    reviewed: str


class Tip(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    category: TipCategory
    tip: str
    sources: tuple[str, ...]


class FormCue(msgspec.Struct, frozen=True, kw_only=True):
    """One running-form reminder in outward wording."""

    id: str
    name: str
    aspect: Aspect
    says: tuple[str, ...]
    cue: str
    why: str
    check: str
    reminders: tuple[str, ...]
    strength: Strength
    sources: tuple[str, ...]


class CadenceProtocol(msgspec.Struct, frozen=True, kw_only=True):
    """How a runner finds and changes step rate (steps per minute)."""

    baseline: Mapping[str, str]
    most_rise_percent: int
    lowest: int
    highest: int
    guidance: tuple[str, ...]
    stop: str
    never: tuple[str, ...]
    sources: tuple[str, ...]


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """A red flag: how urgent it is and what is said."""

    id: str
    level: Level
    say: str
    tell: str
    sources: tuple[str, ...]
    escalates: Level | None = None
    say_escalated: str | None = None


class LocaleWords(msgspec.Struct, frozen=True, kw_only=True):
    """What differs between countries that share a language, as spoken."""

    emergency: str
    urgent_line: str
    crisis_line: str
    clinician: str
    physio: str


class CoachingWords(msgspec.Struct, frozen=True, kw_only=True):
    """The few words a timeline speaks around an exercise's own."""

    ready: str
    halfway: str
    other_side: Mapping[str, str]
    first_side: Mapping[str, str]
    rest: str
    release: str
    tones: Mapping[str, str]
    """Tone name -> the word for it where no tone can sound."""
    numbers: tuple[str, ...]
    """"one", "two", ... as counted aloud; index 0 is "one"."""


class WordList(msgspec.Struct, frozen=True, kw_only=True):
    """Words that tell what something said is about."""

    words: tuple[str, ...]

    def any_in(self, said: str) -> bool:
        """Whether one of the words was said, alone or with an s."""
        padded = f" {said.lower()} "
        return any(f" {word} " in padded or f" {word}s " in padded for word in self.words)


class VerdictWords(msgspec.Struct, frozen=True, kw_only=True):
    """Words that tell whether the verdict at the beginning of an answer fits a question; see verdicts.yaml."""

    openings: tuple[str, ...]
    leads: tuple[str, ...]
    openers: tuple[str, ...]
    ends: tuple[str, ...]
    choices: tuple[str, ...]
    turns: tuple[str, ...]
    measures: tuple[str, ...]
    leaves: tuple[str, ...]
    needs: tuple[str, ...]
    needing: tuple[str, ...]


class Library(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """All the content of one language that the coach needs from its first word.

    Compared by identity, so that what is worked out from it can be cached beside it.
    """

    language: str
    digest: str
    """Hash of the source files this was compiled from."""
    coaching: CoachingWords
    exercises: Mapping[str, Exercise]
    transitions: Mapping[str, Transition]
    routines: Mapping[str, NamedRoutine]
    recipes: Mapping[str, Recipe]
    planning: PlanningRules
    form_cues: Mapping[str, FormCue]
    cadence: CadenceProtocol
    ladder: Ladder
    tips: Mapping[str, Tip]
    locales: Mapping[str, LocaleWords]
    wording: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Sentence id -> its variants, with {placeholders}."""


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """The content a question or a symptom needs; loaded when the first one is asked."""

    language: str
    digest: str
    answers: Mapping[str, Answer]
    flags: Mapping[str, Flag]
    sources: Mapping[str, Source]
    medicines: WordList
    complaints: WordList
    signs: WordList
    diagnosis: WordList
    verdicts: VerdictWords
    waits: WordList
