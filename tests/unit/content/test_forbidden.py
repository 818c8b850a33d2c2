"""Every pattern of forbidden.yaml catches what it is there for, and lets through what only looks like it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from workbench.content.reader import Document
from workbench.content.rules.claims import offences
from workbench.content.rules.content import Content, Spoken, read_content
from workbench.content.source import CONTENT

CAUGHT = {
    "you-have": ["You have sciatica.", "You've got a slipped disc.", "It sounds as if you are suffering from stress."],
    "you-are-injured": ["Your disc is torn.", "Your hips are misaligned.", "Your back is weak."],
    "probably-nothing": ["It's probably nothing.", "Don't worry about that.", "That's nothing to worry about."],
    "fear-words": ["A slipped disc hurts.", "It's only wear and tear.", "Your pelvis is out of place."],
    "damage-threat": ["You will damage your spine.", "Sitting ruins your back, and harms your discs."],
    "medicine-names": ["Ibuprofen helps some.", "Some like an anti-inflammatory.", "Steroids are another way."],
    "medicine-dose": ["Two hundred milligrams will do.", "Two tablets before bed.", "Every six hours is right."],
    "medicine-advice": ["Take a painkiller so that you can run.", "Try an anti-inflammatory."],
    "running-cures": ["Running is good for your back.", "Running heals discs.", "Running strengthens the spine."],
    "cure-words": [
        "This fixes tight hips.",
        "Planks protect your back.",
        "This routine bulletproofs you.",
        "It's proven to work.",
    ],
    "prevents-injury": ["Stretching prevents injuries.", "This is prevention at its best."],
    "weak-core-causes": ["A weak core lets your back down.", "Weak glutes are to blame.", "Your core is too weak."],
    "change-foot-strike": ["Land on your forefoot.", "Switch to a midfoot landing.", "Get up on your toes as you run."],
    "ten-percent-rule": ["Add ten percent a week.", "Follow the ten percent rule."],
    "bed-rest-harms": ["Bed rest is harmful.", "Lying down weakens the back.", "Resting is bad for you."],
    "pain-up-to-five": ["Up to five out of ten you may run on.", "A six out of ten is fine."],
    "engage-your-core": ["Engage your core.", "Now switch on your glutes.", "Brace your abs as you run."],
}

FINE = {
    "you-have": ["If you have a mat, use it.", "You have to laugh.", "You've got about two minutes to go."],
    "you-are-injured": ["Your back is strong enough to move.", "Your hips are level."],
    "probably-nothing": ["Nothing here needs to hurt.", "Some worry about that."],
    "fear-words": ["Running doesn't wear out healthy discs.", "Stand on one leg, steady as a post."],
    "damage-threat": ["Hurt doesn't always mean harm to your back.", "Little of this harms your knees."],
    "medicine-names": ["Ask a pharmacist about medicines."],
    "medicine-dose": ["The usual dose is six of each."],
    "medicine-advice": [
        "Ask a pharmacist before you take any medicine.",
        "Never take a painkiller so that you can run.",
    ],
    "running-cures": [
        "Easy running isn't harmful for most people.",
        "I can tell you whether running is good for your back.",
    ],
    "cure-words": ["Nothing fixes every back.", "Fix your eyes on a point."],
    "prevents-injury": ["A warm-up hasn't been shown to prevent injuries."],
    "weak-core-causes": ["A weak core isn't a proven reason for back pain.", "Strength helps, weak or not."],
    "change-foot-strike": ["You don't need to land on your forefoot.", "Rise onto the balls of your feet."],
    "ten-percent-rule": [
        "Ten percent above your own count is the most to try.",
        "A ten percent rule did not reduce injuries.",
    ],
    "bed-rest-harms": ["Long bed rest doesn't help.", "Lying down is fine for a while."],
    "pain-up-to-five": ["At five out of ten or more, stop.", "Five minutes of it is fine."],
    "engage-your-core": ["There's no need to brace your core.", "Let your middle stay soft."],
}


@cache
def content() -> Content:
    return read_content("en", CONTENT)


def broken_by(sentence: str) -> list[str]:
    """The patterns a sentence breaks where an answer says it."""
    nowhere = Document(Path("answers/new.yaml"), {}, {})
    spoken = Spoken("answers", "new", "answer", sentence, nowhere, ())
    return list(offences(sentence, spoken, content().forbidden))


@pytest.mark.parametrize(("name", "sentence"), [(name, one) for name, some in CAUGHT.items() for one in some])
def test_a_sentence_that_breaks_a_pattern_is_caught(name: str, sentence: str) -> None:
    assert name in broken_by(sentence)


@pytest.mark.parametrize(("name", "sentence"), [(name, one) for name, some in FINE.items() for one in some])
def test_a_sentence_that_only_looks_like_it_is_not(name: str, sentence: str) -> None:
    assert name not in broken_by(sentence)


def test_every_pattern_is_tried_both_ways() -> None:
    assert set(content().forbidden) == set(CAUGHT) == set(FINE)


def test_an_exception_holds_for_the_thing_it_names_and_no_other() -> None:
    sentence = "Guidelines disagree on anti-inflammatories."
    assert "medicine-names" in broken_by(sentence)
    document = Document(Path("answers/painkillers.yaml"), {}, {})
    allowed = Spoken("answers", "painkillers", "answer", sentence, document, ())
    assert list(offences(sentence, allowed, content().forbidden)) == []
