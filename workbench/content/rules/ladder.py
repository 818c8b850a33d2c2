"""The return-to-run ladder climbs, and its words fit between the switches."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from stride.coaching.intervals import Phase, phases
from stride.coaching.speech import spoken_ms
from stride.coaching.timeline import BREATH_MS
from stride.content.ladder import Ladder, Stage
from workbench.content.reader import Problem
from workbench.content.rules.content import Content
from workbench.content.rules.sentences import quoted


def stages_are_walks_or_repeats(content: Content) -> Iterator[Problem]:
    """A stage jogs, with the lengths in words, or it only walks."""
    for stage, place in _stages(content):
        jogs = stage.repeats > 0 and stage.jog > 0 and stage.jog_length and (not stage.walk or stage.walk_length)
        if bool(jogs) == bool(stage.walks):
            text = f"`{stage.id}` should give either `walks`, or `repeats`, `jog`, `walk` and their lengths in words"
            yield _problem(content, place, text)


def stages_climb(content: Content) -> Iterator[Problem]:
    """Nobody jogs less in all at a later stage."""
    for (lower, _), (upper, place) in pairwise(_stages(content)):
        before, after = lower.repeats * lower.jog, upper.repeats * upper.jog
        if after <= before:
            yield _problem(
                content, place, f"`{upper.id}` jogs {after} seconds in all, not more than {lower.id}'s {before}"
            )


def words_fit_between_switches(content: Content) -> Iterator[Problem]:
    """Whatever is said is over before the next thing is said or sounded."""
    entry = content.sources.singles.get("ladder")
    if entry is None or any(True for _ in stages_are_walks_or_repeats(content)):
        return
    ladder: Ladder = entry.value
    for number, stage in enumerate(ladder.stages):
        texts = {
            text
            for minutes in stage.walks or (None,)
            for teaching in ladder.words
            for phase in phases(stage, ladder, minutes, teaching)
            for text in _too_long(phase)
        }
        for text in sorted(texts):
            yield _problem(content, number, f"`{stage.id}` has no time to say {quoted(text)}; say it in fewer words")


def _too_long(phase: Phase) -> Iterator[str]:
    said = sorted((at, text) for at, text in phase.said.items() if text)
    for (at, text), (end, _) in zip(said, [*said[1:], (phase.length, "")], strict=True):
        if at + spoken_ms(text) + BREATH_MS > end:
            yield text


def _stages(content: Content) -> Iterator[tuple[Stage, int]]:
    entry = content.sources.singles.get("ladder")
    if entry is not None:
        yield from ((stage, number) for number, stage in enumerate(entry.value.stages))


def _problem(content: Content, stage: int, text: str) -> Problem:
    return content.sources.singles["ladder"].document.problem(("stages", stage), text)
