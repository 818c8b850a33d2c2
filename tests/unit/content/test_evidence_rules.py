"""What the evidence does and does not let us say: its twelve rules, over every sentence of the real content.

Each rule is a function that finds what breaks it. It is tried on sentences that do and on sentences that do not, so
that it can fail, and then on all that a listener may hear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from stride.content.model import Answer, Source
from workbench.content.rules.content import Content, Spoken, read_content
from workbench.content.rules.sentences import sentences
from workbench.content.source import CONTENT

Breaks = Callable[[str], bool]

DENIED = r"\b(not|never|no|nor|nobody|neither|hardly|rarely|little|whether|without|(is|are|does|do|did|has|have)n't)\b"


@cache
def content() -> Content:
    return read_content("en", CONTENT)


@cache
def heard() -> tuple[tuple[Spoken, str], ...]:
    """Every sentence a listener may hear, with where it is written."""
    return tuple((spoken, sentence) for spoken in content().spoken() for sentence in sentences(spoken.text))


def answer(topic: str) -> Answer:
    found = content().sources.things["answers"][topic].value
    assert isinstance(found, Answer)
    return found


def whole(topic: str) -> str:
    """All that is said on a topic, in lower case and on one line."""
    return " ".join(f"{answer(topic).answer} {answer(topic).more}".lower().split())


def source(name: str) -> Source:
    found = content().sources.things["sources"][name].value
    assert isinstance(found, Source)
    return found


def matches(pattern: str, sentence: str, unless: str = DENIED) -> bool:
    return bool(re.search(pattern, sentence, re.IGNORECASE)) and not re.search(unless, sentence, re.IGNORECASE)


def praises_running(sentence: str) -> bool:
    """0.1 Running is not harmful for most; it is no treatment."""
    return matches(
        r"\b(running|runs?|jogging)\b.{0,40}\b(is good for|good medicine|heals?|cures?|fix(es)?|strengthens?|protects?|"
        r"treats?|is the best)\b",
        sentence,
    )


def blames_a_weak_core(sentence: str) -> bool:
    """0.2 Core work helps about as much as other exercise; a weak core is not known to cause anything."""
    blamed = r"\b(weak|weakness|lazy|sleepy|switched off)\b.{0,30}\b(core|middle|abs|trunk|muscles?|back)\b"
    return matches(blamed, sentence, unless=DENIED + r"|\bcomputer model\b") or matches(
        r"\b(core|middle|abs|trunk)\b.{0,30}\b(causes?|is why|is the reason|fix(es)?|cures?|best cure|too weak)\b",
        sentence,
    )


def blames_weak_hips(sentence: str) -> bool:
    """0.3 In runners with back pain the knee extensors were weaker; the hips were not."""
    return matches(r"\b(weak(er|ness)?)\b.{0,40}\b(hips?|glutes?|bottom|buttocks?|gluteal)\b", sentence) or matches(
        r"\b(hips?|glutes?|bottom)\b.{0,20}\b(are|is|were|was)\b.{0,15}\bweak", sentence
    )


def changes_the_landing(sentence: str) -> bool:
    """0.4 Nobody is told to change how the foot lands."""
    part = r"(forefoot|midfoot|mid foot|toes first|balls? of (your|the) f(ee|oo)t)"
    return matches(
        rf"\b(land|landing|strike|run|switch|change|try)\b.{{0,25}}\b{part}\b"
        r"|\b(avoid|stop|never)\b.{0,15}\bheel (strike|striking|first|landing)",
        sentence,
        unless=r"\b(not|no need|nor|nobody|neither|whether|isn't|doesn't|don't)\b",
    )


def sells_stretching(sentence: str) -> bool:
    """0.5 Stretching feels good; it hardly changes soreness, injuries or back pain."""
    return matches(
        r"\bstretch(es|ing)?\b.{0,60}\b(prevents?|protects?|cures?|fix(es)?|heals?|stops? (soreness|injur|pain)|"
        r"(fewer|less) (injur|sore)|speeds? (up )?recovery|flush)",
        sentence,
    )


def gives_the_ten_percent_rule(sentence: str) -> bool:
    """0.6 No sudden jumps, rather than a magic number."""
    weekly = r"(a|per|each|every) week"
    return matches(
        rf"\bten percent\b.{{0,40}}\b{weekly}\b|\b{weekly}\b.{{0,40}}\bten percent\b|\bten percent rule\b",
        sentence,
        unless=DENIED + r"|\b(trial|reduce|fewer)\b",
    )


def condemns_bed_rest(sentence: str) -> bool:
    """0.7 Long bed rest does not help; that it harms is more than is known."""
    return matches(
        r"\b(bed rest|(staying|lying) in bed|bed)\b.{0,30}"
        r"\b(harm(s|ful)?|dangerous|bad for|damag\w+|makes? .{0,12}worse|weaken\w*)\b",
        sentence,
    )


def allows_much_pain(sentence: str) -> bool:
    """0.8 Five or more stops; the higher limit was tested on tendons."""
    much = r"(five|six|seven|eight)"
    return matches(
        rf"\b{much}\b( out of ten)?.{{0,25}}\b(is|are|counts as|stays)\b.{{0,10}}"
        r"\b(fine|ok|okay|acceptable|safe|normal|allowed)\b"
        rf"|\b(up to|as high as) (a )?{much}\b.{{0,20}}\b(out of|pain)\b",
        sentence,
    )


def names_a_wrong_country(sentence: str) -> bool:
    """0.9 The guideline of 2021 is American, the one of 2018 Danish."""
    return matches(
        r"\bdanish\b.{0,60}\btwenty twenty one\b|\btwenty twenty one\b.{0,60}\bdanish\b"
        r"|\b(american|united states|u s)\b.{0,60}\btwenty eighteen\b.{0,40}\bguideline",
        sentence,
        unless=r"$^",
    )


def recommends_a_medicine(sentence: str) -> bool:
    """0.10 No medicine is recommended, dosed or timed."""
    return matches(
        r"\b(take|try|use|have|swallow|pop)\b.{0,20}\b(painkillers?|anti-inflammator\w+|ibuprofen|paracetamol|acetaminophen|aspirin|"
        r"naproxen|medicines?|tablets?|pills?)\b|\b(ibuprofen|paracetamol|acetaminophen|aspirin|naproxen|diclofenac)\b|\bmilligrams?\b",
        sentence,
        unless=DENIED + r"|\b(pharmacist|if you)\b",
    )


DISEASES = (
    r"\b(cancer|tumou?rs?|cauda equina|meningitis|sepsis|aneurysms?|aorta|infection|fractures?|myelopathy|stroke|"
    r"heart attack|spondyl\w+|kidney stones?|pancreatitis|clot|rhabdo\w*|arthritis|sciatica)\b"
)
"""Names that a red flag's words leave to the clinician."""


def names_or_plays_down_a_disease(sentence: str) -> bool:
    """0.11 Red flags say when to get checked: no disease by name, and nothing like "probably nothing"."""
    return matches(DISEASES, sentence, unless=r"$^") or plays_down(sentence)


def plays_down(sentence: str) -> bool:
    return matches(
        r"\b(probably|surely|almost certainly|most likely) (nothing|fine|harmless|just|only)\b"
        r"|\bnothing to worry about\b|\bdon't worry\b",
        sentence,
        unless=r"$^",
    )


def proves_warm_ups(sentence: str) -> bool:
    """0.12 Warm-ups were tested in football; for runners there are only associations."""
    return matches(
        r"\bwarm(s|ing)?[ -]?ups?\b.{0,60}"
        r"\b(prevents?|protects?|proven|proves?|guards?|cuts? (the )?injur|fewer injur|halves?)\b",
        sentence,
        unless=DENIED + r"|\bfootball(ers)?\b",
    )


CAUGHT: dict[Breaks, tuple[str, ...]] = {
    praises_running: (
        "Running is good for your back.",
        "A gentle run heals the spine.",
        "Jogging strengthens your discs.",
    ),
    blames_a_weak_core: (
        "A weak core is behind most back pain.",
        "Your core is the reason your back hurts.",
        "Sleepy muscles in your back let you down.",
    ),
    blames_weak_hips: ("Runners with back pain have weaker hips.", "Your glutes are probably weak."),
    changes_the_landing: (
        "Try landing on your forefoot instead.",
        "Switch to a midfoot landing.",
        "Run on the balls of your feet.",
        "Stop heel striking.",
    ),
    sells_stretching: (
        "Stretching prevents injuries.",
        "Stretch afterwards for less soreness.",
        "This stretch fixes a tight back.",
    ),
    gives_the_ten_percent_rule: (
        "Add ten percent a week.",
        "Each week, run ten percent further.",
        "Follow the ten percent rule.",
    ),
    condemns_bed_rest: ("Bed rest is harmful.", "Staying in bed makes backs worse.", "Bed rest weakens your back."),
    allows_much_pain: (
        "Pain of five out of ten is fine.",
        "Up to a five out of ten you may run on.",
        "A six is acceptable.",
    ),
    names_a_wrong_country: ("the Danish guideline of twenty twenty one",),
    recommends_a_medicine: (
        "Take an anti-inflammatory before you run.",
        "Ibuprofen takes the edge off.",
        "Four hundred milligrams will do.",
    ),
    names_or_plays_down_a_disease: (
        "This could be cancer.",
        "It might be a fracture.",
        "It's probably nothing.",
        "That's most likely just a strain.",
    ),
    proves_warm_ups: (
        "A warm-up prevents injuries.",
        "Warming up is proven to help runners.",
        "Warm-ups protect your back.",
    ),
}
"""Each rule with sentences that break it."""

FINE: dict[Breaks, tuple[str, ...]] = {
    praises_running: ("Easy running isn't harmful for most people.", "Ask me whether running is good for your back."),
    blames_a_weak_core: (
        "A weak core isn't a proven reason for back pain.",
        "Core work helps about as much as other exercise.",
    ),
    blames_weak_hips: ("Hip strength did not differ.", "The muscles that straighten the knee were weaker."),
    changes_the_landing: ("You don't need to land on your forefoot.", "Rise onto the balls of your feet, then lower."),
    sells_stretching: ("Stretching hardly changes soreness.", "Stretch because it feels good."),
    gives_the_ten_percent_rule: (
        "Ten percent above your own count is the most to try.",
        "In a trial, ten percent a week brought no fewer injuries.",
    ),
    condemns_bed_rest: ("Long bed rest doesn't help.", "Get out of bed the easy way."),
    allows_much_pain: ("At five or more, stop.", "Nought to two is fine to go on."),
    names_a_wrong_country: ("the Danish guideline of twenty eighteen", "an American guideline from twenty twenty one"),
    recommends_a_medicine: (
        "Ask a pharmacist before you take any medicine.",
        "Never take a painkiller so that you can run.",
    ),
    names_or_plays_down_a_disease: ("This needs to be seen straight away.", "It should be checked in person."),
    proves_warm_ups: (
        "In football, such a warm-up brought fewer injuries.",
        "A warm-up hasn't been shown to prevent injuries in runners.",
    ),
}
"""Each rule with sentences that keep it."""


def _name(rule: Breaks) -> str:
    return rule.__name__


@pytest.mark.parametrize(("rule", "sentence"), [(rule, one) for rule, some in CAUGHT.items() for one in some])
def test_what_breaks_a_rule_is_caught(rule: Breaks, sentence: str) -> None:
    assert rule(sentence)


@pytest.mark.parametrize(("rule", "sentence"), [(rule, one) for rule, some in FINE.items() for one in some])
def test_what_keeps_a_rule_is_not(rule: Breaks, sentence: str) -> None:
    assert not rule(sentence)


@pytest.mark.parametrize("rule", CAUGHT, ids=_name)
def test_nothing_a_listener_may_hear_breaks_the_rule(rule: Breaks) -> None:
    assert [f"{spoken.folder}/{spoken.id} {spoken.field}: {sentence}" for spoken, sentence in _offences(rule)] == []


def test_all_twelve_rules_are_here() -> None:
    assert len(CAUGHT) == len(FINE) == 12


# What has to be said, rather than not


def test_running_is_said_to_be_tested_in_one_small_trial_with_a_modest_gain() -> None:
    assert "neason-2024" in answer("is-running-good-for-back").sources
    said = whole("is-running-good-for-back")
    assert "small" in said
    assert "trial" in said


def test_core_work_is_said_to_help_about_as_much_as_other_exercise() -> None:
    assert re.search(r"(about as much as|about the same as|no more than|much like) other", whole("does-core-help"))


def test_leg_strength_is_said_of_the_study_of_knees_and_not_of_hips() -> None:
    assert {"cai-kong-2015", "cai-2017"} & set(answer("leg-strength-for-back").sources)
    assert re.search(r"\b(leg|legs|knee|knees|thigh|thighs)\b", whole("leg-strength-for-back"))


def test_the_landing_is_said_to_stay_as_it_is() -> None:
    assert re.search(r"\b(no|not|don't|needn't|isn't|little|doesn't)\b", answer("foot-strike").answer.lower())
    assert answer("foot-strike").verdict == "no"


@pytest.mark.parametrize("topic", ["stretch-before-running", "stretch-after-running"])
def test_stretching_is_said_to_be_comfort(topic: str) -> None:
    assert re.search(DENIED, whole(topic))


def test_building_up_is_said_to_need_no_sudden_jumps() -> None:
    assert re.search(r"\b(jumps?|leaps?|spikes?|sudden\w*)\b", whole("how-fast-to-build"))


def test_bed_rest_is_said_not_to_help_much() -> None:
    assert re.search(r"\b(doesn't|does not|don't|little|rarely|not)\b", answer("bed-rest").answer.lower())


def test_the_guidelines_of_2021_and_2018_are_named_by_their_countries() -> None:
    assert re.search(r"\b(american|united states|u s)\b", source("george-2021").spoken.lower())
    assert "danish" in source("stochkendahl-2018").spoken.lower()


def test_whoever_asks_for_painkillers_is_sent_to_a_pharmacist() -> None:
    assert "pharmacist" in whole("painkillers")


def test_the_football_study_is_never_a_topics_first_source_on_running() -> None:
    for entry in content().sources.things["answers"].values():
        if "thorborg-2017" in entry.value.sources:
            assert "football" in whole(entry.value.id), entry.value.id


def _offences(rule: Breaks) -> Iterator[tuple[Spoken, str]]:
    if rule is names_or_plays_down_a_disease:
        return (one for one in heard() if (rule if _warns(one[0]) else plays_down)(one[1]))
    return (one for one in heard() if rule(one[1]))


def _warns(spoken: Spoken) -> bool:
    """Whether this is what a red flag says; only there diseases go unnamed."""
    return spoken.folder == "flags" and spoken.field in ("say", "say_escalated")
