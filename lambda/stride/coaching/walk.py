"""A walk through a routine: where somebody is, and how the rest of it will go.

Positions are a step and a cue in it. Everything about timing is compiled from the content when it is needed, so a walk
stays small enough for a session or a token.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from stride.coaching.manner import Manner
from stride.coaching.routine import Routine, Step, ends_on_floor, step_timeline, with_transitions
from stride.coaching.timeline import Delivery, StepTimeline
from stride.content.model import Library
from stride.content.vocabulary import OTHER_SIDE, Side


class Position(msgspec.Struct, frozen=True):
    """A cue of a step; cue 0 is the step's beginning. `step` may be one past the last: the end."""

    step: int = 0
    cue: int = 0


class Walk(msgspec.Struct, frozen=True):
    """A routine, a position in it, and how it is given."""

    routine: Routine
    at: Position = Position()
    manner: Manner = Manner()

    @property
    def over(self) -> bool:
        return self.at.step >= len(self.routine.steps)

    @property
    def step(self) -> Step | None:
        """The step at the position; None at the end."""
        return None if self.over else self.routine.steps[self.at.step]

    def fits(self, library: Library) -> bool:
        """Whether the content still has all its steps and the cue it stands at."""
        known = library.exercises.keys() | library.transitions.keys()
        if any(step.exercise not in known for step in self.routine.steps):
            return False
        return self.over or self.at.cue < len(self.timeline(self.at.step, library).cues)

    def delivery(self, index: int) -> Delivery:
        """How a step is given; a movement that comes again in the same routine is not taught twice."""
        exercise = self.routine.steps[index].exercise
        again = any(step.exercise == exercise for step in self.routine.steps[:index])
        delivery = self.manner.delivery(exercise, again)
        first = self.routine.steps[index].first
        return replace(delivery, first=first) if first else delivery

    def timeline(self, index: int, library: Library) -> StepTimeline:
        return step_timeline(self.routine.steps[index], self.delivery(index), library)

    def remaining_ms(self, library: Library) -> int:
        """Milliseconds from the position to the end."""
        if self.over:
            return 0
        whole = sum(self.timeline(index, library).length for index in range(self.at.step, len(self.routine.steps)))
        return whole - self.timeline(self.at.step, library).cues[self.at.cue].at

    def moved_to(self, step: int, cue: int = 0) -> Walk:
        """The same walk at another position, kept inside the routine."""
        return replace(self, at=Position(max(0, min(step, len(self.routine.steps))), cue))

    def next_exercise(self) -> int:
        """Index of the step after this exercise; a transition before it is part of getting there."""
        return min(self.at.step + 1, len(self.routine.steps))

    def previous_exercise(self) -> int:
        """Index of the exercise before this one, transitions passed over; the first one has none before it."""
        exercises = [i for i in range(self.at.step) if not self.routine.steps[i].is_transition]
        return exercises[-1] if exercises else 0

    def exercise_ahead(self, index: int) -> str | None:
        """Id of the first exercise at or after a step."""
        return next((step.exercise for step in self.routine.steps[index:] if not step.is_transition), None)

    def exercise_here(self) -> str | None:
        """Id of the exercise being done, or got ready for; the last one at the end."""
        ahead = self.exercise_ahead(self.at.step)
        if ahead is not None:
            return ahead
        done = [step.exercise for step in self.routine.steps if not step.is_transition]
        return done[-1] if done else None

    def index_here(self) -> int:
        """Index of the exercise that `exercise_here` names."""
        for index in range(self.at.step, len(self.routine.steps)):
            if not self.routine.steps[index].is_transition:
                return index
        return max((i for i, step in enumerate(self.routine.steps) if not step.is_transition), default=0)

    def replaced(self, index: int, step: Step, library: Library) -> Walk:
        """With another step in place of one that lies at or ahead of the position, transitions put right."""
        return self._with_rest((step, *self.routine.steps[index + 1 :]), index, library)

    def with_first(self, index: int, first: Side | None) -> Walk:
        """With one step begun on a side of its own, or (None) as the person wants it."""
        steps = self.routine.steps
        changed = (*steps[:index], replace(steps[index], first=first), *steps[index + 1 :])
        return replace(self, routine=replace(self.routine, steps=changed))

    def on_one_side(self, index: int, side: Side, library: Library) -> Walk:
        """The walk at one side alone of a step that has two: that side comes last, from the changeover to it."""
        turned = self.with_first(index, OTHER_SIDE[side])
        return turned.moved_to(index, turned.timeline(index, library).last_changeover)

    def without(self, index: int, library: Library) -> Walk:
        """With one step left out, transitions put right."""
        return self._with_rest(self.routine.steps[index + 1 :], index, library)

    def with_steps_ahead(self, steps: tuple[Step, ...], library: Library) -> Walk:
        """With other steps from the position on; the position begins the first of them."""
        return self._with_rest(steps, self.at.step, library).moved_to(self.at.step)

    def shortened(self, limit_ms: int, library: Library) -> Walk:
        """With whole steps dropped from the rest until it fits `limit_ms`; the one under way stays if it fits.

        The longest steps go first, so that as many different movements as possible stay.
        """
        walk = self
        while walk.remaining_ms(library) > limit_ms:
            ahead = [
                index
                for index in range(walk.at.step + (1 if walk.at.cue else 0), len(walk.routine.steps))
                if not walk.routine.steps[index].is_transition
            ]
            if not ahead:
                return walk
            longest = max(ahead, key=lambda index: (walk.timeline(index, library).length, index))
            walk = walk.without(longest, library)
        return walk

    def _with_rest(self, rest: tuple[Step, ...], index: int, library: Library) -> Walk:
        head = self.routine.steps[:index]
        while head and head[-1].is_transition and len(head) > self.at.step:
            head = head[:-1]
        tail = with_transitions(rest, library, start_on_floor=ends_on_floor(head, library))
        steps = (*head, *tail)
        cue = self.at.cue if self.at.step < len(head) else 0
        return replace(self, routine=replace(self.routine, steps=steps), at=Position(self.at.step, cue))
