"""Pairs of a broken file and the complaint it earns: one change to content without mistakes, one line of the report."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.unit.content.conftest import Copy, small_copy
from workbench.content.rules import RULES
from workbench.content.rules.content import read_content


class Broken(NamedTuple):
    file: str
    old: str
    new: str
    complaint: str
    """After the file's name."""
    place: str = ""
    """The file that the complaint is about, where it is another one."""


TIME = re.compile(r"\b\d+:\d\d\b(?=, not)")
"""How long a routine takes depends on the model of speech, which gets calibrated anew."""

BROKEN = {
    # References
    "a swap that is not there": Broken(
        "exercises/bird-dog.yaml",
        "swap: bear-hover",
        "swap: bear-hoover",
        "25: there is no exercise `bear-hoover`; did you mean `bear-hover`?",
    ),
    "a harder exercise that is not there": Broken(
        "exercises/bird-dog.yaml",
        "instead: bear-hover",
        "instead: handstand",
        "24: there is no exercise `handstand`; add its file, or name another one",
    ),
    "a routine's step that is not there": Broken(
        "routines/core-short.yaml",
        "  - bear-hover",
        "  - bear-over",
        "8: there is no exercise `bear-over`; did you mean `bear-hover`?",
    ),
    "a recipe's exercise that is not there": Broken(
        "recipes/core.yaml",
        "first: [march-on-spot]",
        "first: [march-on-the-spot]",
        "8: there is no exercise `march-on-the-spot`; did you mean `march-on-spot`?",
    ),
    # The ladder
    "a stage without lengths in words": Broken(
        "ladder.yaml",
        "    walk_length: ninety seconds\n",
        "",
        "23: `S1` should give either `walks`, or `repeats`, `jog`, `walk` and their lengths in words",
    ),
    "a stage that jogs less than the one before": Broken(
        "ladder.yaml",
        "    jog: 600",
        "    jog: 200",
        "31: `S2` jogs 200 seconds in all, not more than S1's 240",
    ),
    "words longer than a jog": Broken(
        "ladder.yaml",
        "first_jog: Now jog for {jog}.",
        "first_jog: Now jog for {jog}. " + "Slow enough to chat. " * 30,
        "23: `S1` has no time to say “Now jog for thirty seconds. Slow enough to chat. Slow enough…”; "
        "say it in fewer words",
    ),
    "a length that no stage has": Broken(
        "ladder.yaml",
        "jog: Jog.",
        "jog: Jog for {distance}.",
        "10: nothing fills {distance} in `words.*.*` “Jog for {distance}.”; known here: jog, walk",
    ),
    "an offer of nothing": Broken(
        "answers/hills.yaml",
        "target: cue-quiet-feet",
        "target: quiet-feet",
        "12: there is no form-cue `quiet-feet`; did you mean `cue-quiet-feet`?",
    ),
    "an answer that offers itself": Broken(
        "answers/cadence.yaml",
        "target: hills",
        "target: cadence",
        "12: this answer offers itself; name another topic",
    ),
    "a source that is not there": Broken(
        "tips/rest-counts.yaml",
        "[mcgill-1998]",
        "[mcgill-1989]",
        "5: there is no source `mcgill-1989`; did you mean `mcgill-1998`?",
    ),
    "a source twice": Broken(
        "cadence.yaml",
        "[heiderscheit-2011]",
        "[heiderscheit-2011, heiderscheit-2011]",
        "10: `heiderscheit-2011` is named twice; keep one",
    ),
    "no source": Broken(
        "tips/rest-counts.yaml",
        "[mcgill-1998]",
        "[]",
        "5: `sources` is empty; name at least one file of sources/ that supports this",
    ),
    # Speech
    "a digit": Broken(
        "exercises/bird-dog.yaml",
        "Hips level.",
        "Hips level for 2.",
        "19: `2` in `reminders` “Hips level for 2.” cannot be spoken; write the number in words",
    ),
    "a typographic apostrophe": Broken(
        "wording/coaching.yaml",
        "Here's {exercise} again.",
        "Here’s {exercise} again.",
        "3: `’` in `coaching` “Here’s {exercise} again.” cannot be spoken; type a plain '",
    ),
    "a percent sign": Broken(
        "cadence.yaml",
        "Start from your own count.",
        "Add five % to your own count.",
        "7: `%` in `guidance` “Add five % to your own count.” cannot be spoken; write percent",
    ),
    "a dash": Broken(
        "exercises/bird-dog.yaml",
        "Send the opposite arm forward.",
        "Send the arm - the opposite one.",
        "12: a dash in `cues` “Send the arm - the opposite one.” cannot be heard; use a comma, or start a new sentence",
    ),
    "a letter that is not Latin": Broken(
        "tips/rest-counts.yaml",
        "A rest day",
        "A рest day",
        "2: `р` in `tip` “A рest day is part of the plan. Sleep is where much of it ha…” cannot be spoken; "
        "leave it out, or write it in words",
    ),
    "a placeholder that nothing fills": Broken(
        "flags/rf-crisis.yaml",
        "{crisis_line}",
        "{crisis_number}",
        "2: nothing fills {crisis_number} in `say` “I'm glad you said that. Please call {crisis_number}, or {eme…”; "
        "known here: clinician, crisis_line, emergency, physio, urgent_line",
    ),
    # Length
    "a cue of 21 words": Broken(
        "exercises/bird-dog.yaml",
        "Send the opposite arm forward.",
        "Send the opposite arm forward as far as you can reach without letting your hips turn or your lower back sink.",
        "12: a sentence of `cues` has 21 words, more than 20 fit in a breath; "
        "split it: “Send the opposite arm forward as far as you can reach withou…”",
    ),
    "a cue of two sentences": Broken(
        "exercises/bird-dog.yaml",
        "Send the opposite arm forward.",
        "Send the arm forward. Pause.",
        "12: `cues` has 2 sentences; keep to 1: “Send the arm forward. Pause.”",
    ),
    "a setup of three sentences": Broken(
        "exercises/bird-dog.yaml",
        "Come onto all fours, hands under your shoulders.",
        "Kneel. Put your hands down. Look at them.",
        "9: `setup` has 3 sentences; keep to 2: “Kneel. Put your hands down. Look at them.”",
    ),
    "a reminder too long for a hold": Broken(
        "exercises/bird-dog.yaml",
        "Hips level.",
        "Keep both of your hips quite level.",
        "19: `reminders` has 7 words; keep to 6: “Keep both of your hips quite level.”",
    ),
    "an answer of one sentence": Broken(
        "answers/hills.yaml",
        "  They can, because slopes load you differently.\n",
        "",
        "3: `answer` has 1 sentence; write at least 2",
    ),
    "an answer of 80 words": Broken(
        "answers/hills.yaml",
        "They can, because slopes load you differently.",
        " ".join(["Up and down" + " and round" * 11 + "."] * 3),
        "3: `answer` has 80 words; keep to 75: “Up and down and round and round and round and round and roun…”",
    ),
    "an empty text": Broken(
        "exercises/bird-dog.yaml",
        "Breathe out as you reach.",
        '""',
        "18: `breathing` says nothing; write it",
    ),
    # Doses
    "a dose of two kinds": Broken(
        "exercises/bear-hover.yaml",
        "usual: {hold: 20}",
        "usual: {hold: 20, move: 20}",
        "15: this dose has `hold` and `move`; give exactly one of `hold`, `move` or `reps`",
    ),
    "a tempo without repetitions": Broken(
        "exercises/bear-hover.yaml",
        "usual: {hold: 20}",
        "usual: {hold: 20, tempo: [2, 2]}",
        "15: `tempo` goes with `reps` only; leave it out here",
    ),
    "repetitions without a tempo": Broken(
        "exercises/bear-hover.yaml",
        "long: {hold: 20, sets: 2, rest: 10}",
        "long: {reps: 8}",
        "16: `reps` need a `tempo`: the seconds of each phase, such as [2, 1, 2]",
    ),
    "an alternating hold": Broken(
        "exercises/bear-hover.yaml",
        "usual: {hold: 20}",
        "usual: {hold: 20, sides: alternate}",
        "15: `sides: alternate` goes with `reps` only; use `each` or `none`",
    ),
    "more repetitions than numbers": Broken(
        "exercises/bird-dog.yaml",
        "long: {reps: 5, tempo: [2, 2, 2], sides: alternate, sets: 2, rest: 10}",
        "long: {reps: 21, tempo: [2, 2, 2], sides: alternate}",
        "17: 21 repetitions cannot be counted; coaching.yaml counts to 20: use `sets`",
    ),
    "a rest with one set": Broken(
        "exercises/bear-hover.yaml",
        "usual: {hold: 20}",
        "usual: {hold: 20, rest: 5}",
        "15: `rest` lies between sets; give `sets`, or leave it out",
    ),
    "a hold of nothing": Broken(
        "exercises/bear-hover.yaml", "short: {hold: 10}", "short: {hold: 0}", "14: `hold` is 0; make it 1 or more"
    ),
    "a usual dose shorter than the short one": Broken(
        "exercises/bear-hover.yaml",
        "short: {hold: 10}",
        "short: {hold: 20}",
        "15: `usual` takes 20 seconds and `short` 20; make it take longer",
    ),
    "a size that is missing": Broken(
        "exercises/march-on-spot.yaml",
        "  long: {move: 60}\n",
        "",
        "13: the dose `long` is missing; give short, usual and long",
    ),
    # Exercises
    "a floor that is not needed": Broken(
        "exercises/bird-dog.yaml",
        "needs: [floor, kneeling, wrists]",
        "needs: [kneeling, wrists]",
        "8: `position: quadruped` needs `floor`; add it to `needs`",
    ),
    "a swap in another position": Broken(
        "exercises/bird-dog.yaml",
        "swap: bear-hover",
        "swap: hip-gate",
        "25: `swap: hip-gate` is done standing, this one quadruped; name one done likewise",
    ),
    "a swap for another area": Broken(
        "exercises/walking-knee-hug.yaml",
        "areas: [whole-body]",
        "areas: [hips]",
        "24: `swap: march-on-spot` serves none of hips; name one that does",
    ),
    "a swap for itself": Broken(
        "exercises/bird-dog.yaml",
        "swap: bear-hover",
        "swap: bird-dog",
        "25: an exercise cannot be its own `swap`; name another one",
    ),
    "an unknown area": Broken(
        "exercises/bear-hover.yaml",
        "areas: [core]",
        "areas: [cor]",
        "5: `cor` is not known for `areas`; did you mean `core`?",
    ),
    # Names
    "a name of two exercises": Broken(
        "exercises/bird-dog.yaml",
        "says: [pointer,",
        "says: [bear plank, pointer,",
        "3: `bear plank` is also a name of bear-hover; keep it in one of them",
    ),
    "a name nobody can say": Broken(
        "exercises/bird-dog.yaml",
        "says: [pointer,",
        "says: [Pointer 2,",
        "3: `Pointer 2` is not how it is heard; use lower-case letters, spaces, ' and - only",
    ),
    "a name twice": Broken(
        "routines/core-short.yaml",
        "quick core",
        "short core",
        "2: `short core` is written twice; keep one",
    ),
    # Flags
    "an emergency without the number": Broken(
        "flags/rf-bone-stress.yaml",
        "Call {emergency}.",
        "Call for help.",
        "6: `say_escalated` is for an emergency; say to call {emergency}",
    ),
    "an escalation downwards": Broken(
        "flags/rf-bone-stress.yaml",
        "escalates: emergency",
        "escalates: soon",
        "2: `soon` is not more urgent than `same-day`; use a more urgent level",
    ),
    "an escalation without words": Broken(
        "flags/rf-bone-stress.yaml",
        "escalates: emergency\n",
        "",
        "5: `say_escalated` needs `escalates`; write both or neither",
    ),
    # Questions
    "an offer that is no question": Broken(
        "answers/hills.yaml",
        "Would you like a cue for landing?",
        "I have a cue for landing.",
        "10: `offer.ask` should be one question that ends in “?”: “I have a cue for landing.”",
    ),
    "a tip that ends in a question": Broken(
        "tips/rest-counts.yaml",
        "Sleep is where much of it happens.",
        "Did you sleep well?",
        "2: `tip` ends in a question that nobody hears answered; end it in a statement",
    ),
    "an open microphone without a question": Broken(
        "wording/ask.yaml",
        "start: What would you like?",
        "start: Tell me what you like.",
        "4: `ask.start` opens the microphone; end it in a question: “Tell me what you like.”",
    ),
    "a question with a closed microphone": Broken(
        "wording/coaching.yaml",
        "Back to {exercise}.",
        "Shall we go back to {exercise}?",
        "2: `coaching.back_to` asks, but only ask.yaml opens the microphone; move it or make it a statement",
    ),
    "a second try of no question": Broken(
        "wording/reprompt.yaml",
        "start: You",
        "begin: You",
        "1: `reprompt.begin` is the second try of `ask.begin`, which is missing; add it to ask.yaml",
    ),
    # Wording
    "a variant that lacks a value": Broken(
        "wording/coaching.yaml",
        "Back to {exercise}.",
        "Back to it.",
        "3: variants of `coaching.back_to` differ in {exercise}; use the same placeholders in all of them",
    ),
    # Time
    "a routine that takes longer than it says": Broken(
        "routines/core-short.yaml",
        "minutes: 3",
        "minutes: 2",
        "4: this takes M:SS, not 2 minutes; shorten or drop a step",
    ),
    "a routine that is over sooner than it says": Broken(
        "routines/core-short.yaml",
        "minutes: 3",
        "minutes: 4",
        "4: this takes M:SS, not 4 minutes; lengthen or add a step",
    ),
    "shares of more than all": Broken(
        "recipes/core.yaml", "share: 80", "share: 90", "5: the shares make 110 percent; make them 100"
    ),
    # Completeness
    "a thing that is expected": Broken(
        "expected.yaml",
        "answers: [cadence, hills]",
        "answers: [cadence, hills, weight]",
        "1: `weight` is expected and has no file; write it, or take it out of expected.yaml",
        place="answers/weight.yaml",
    ),
    # Claims
    "a diagnosis": Broken(
        "tips/rest-counts.yaml",
        "A rest day is part of the plan.",
        "You have a torn muscle.",
        "2: “You have a torn muscle.” breaks `you-have`: a voice cannot tell what somebody has; "
        "say this can happen with ..., and that only a clinician can tell",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_one_mistake_earns_one_complaint_with_place_and_mend(copy: Copy, name: str) -> None:
    broken = BROKEN[name]
    copy.change(broken.file, broken.old, broken.new)
    assert [TIME.sub("M:SS", line) for line in copy.complaints()] == [
        f"{broken.place or broken.file}:{broken.complaint}"
    ]


def test_content_without_mistakes_earns_none(copy: Copy) -> None:
    assert copy.complaints() == []


def test_mistakes_in_several_files_are_told_all_at_once(copy: Copy) -> None:
    for name in ("a digit", "no source", "a cue of two sentences", "an offer of nothing"):
        broken = BROKEN[name]
        copy.change(broken.file, broken.old, broken.new)
    assert [line.split(":")[0] for line in copy.complaints()] == [
        "answers/hills.yaml",
        "exercises/bird-dog.yaml",
        "exercises/bird-dog.yaml",
        "tips/rest-counts.yaml",
    ]


def test_a_file_that_cannot_be_read_does_not_hide_the_others_mistakes(copy: Copy) -> None:
    copy.file("exercises/bird-dog.yaml").write_text("name: [Bird dog\n", encoding="utf-8")
    copy.change("tips/rest-counts.yaml", "[mcgill-1998]", "[]")
    unreadable, empty = copy.complaints()
    assert unreadable.startswith("exercises/bird-dog.yaml:2: cannot read this")
    assert empty.startswith("tips/rest-counts.yaml:5: `sources` is empty")


def test_a_file_that_would_be_left_out_is_told(copy: Copy) -> None:
    copy.file("tips/another.yml").write_text("category: core\n", encoding="utf-8")
    assert copy.complaints() == [
        "tips/another.yml:1: this file is not read; end its name in .yaml, or move it elsewhere"
    ]


@pytest.mark.parametrize("file", ["expected.yaml", "forbidden.yaml", "coaching.yaml", "locales.yaml"])
def test_a_file_that_has_to_be_there_is_missed(copy: Copy, file: str) -> None:
    copy.file(file).unlink()
    assert f"{file}:1: this file is missing; add it" in copy.complaints()


def test_every_rule_has_a_broken_file(tmp_path: Path) -> None:
    seen = set()
    for name, broken in BROKEN.items():
        copy = small_copy(tmp_path / name.replace(" ", "-"))
        copy.change(broken.file, broken.old, broken.new)
        content = read_content("en", copy.root)
        seen |= {rule.__name__ for rule in RULES if any(True for _ in rule(content))}
    assert {rule.__name__ for rule in RULES} - seen == {"every_file_is_read"}  # it has a test of its own above
