"""An answer opens with its verdict only where the question asks for that yes or no."""

from __future__ import annotations

import pytest

from stride.answers.verdicts import suited, without_verdict
from stride.content.loader import load_answers

CONTENT = load_answers()
WORDS = CONTENT.verdicts

# topic, question, how the answer opens
OPENINGS = [
    ("leg-strength-for-back", "does leg strength help my back", "Yes, strong"),
    ("leg-strength-for-back", "are squats good for my back", "Yes, strong"),
    ("leg-strength-for-back", "are squats bad for my back", "Strong"),
    ("leg-strength-for-back", "do i have to stop deadlifting", "Strong"),
    ("leg-strength-for-back", "will lifting weights wreck my back", "Strong"),
    ("leg-strength-for-back", "which leg exercises help my back", "Strong"),
    ("older-runner-osteoporosis", "is running safe when i'm older", "Often it is:"),
    ("older-runner-osteoporosis", "is it too late to start at sixty five", "Age alone"),
    ("older-runner-osteoporosis", "is running dangerous at seventy", "Age alone"),
    ("older-runner-osteoporosis", "how do i run at seventy", "Age alone"),
    ("breathing-and-bracing", "should i brace my core when i run", "No, there"),
    ("breathing-and-bracing", "how do i breathe when running", "There is no need"),
    ("breathing-and-bracing", "is it okay to brace when i run", "There is no need"),
    ("breathing-and-bracing", "do you know how to breathe on a run", "There is no need"),
    ("stretch-before-running", "should i stretch before running", "No, there"),
    ("stretch-before-running", "do i have to stretch before a run", "No, there"),
    ("stretch-before-running", "should i stretch before or after", "There is no need"),
    ("stretch-before-running", "can i stretch before a run", "There is no need"),
    ("stretch-before-running", "is stretching before running bad", "There is no need"),
    ("stretch-before-running", "is it ok to run without stretching", "There is no need"),
    ("stretch-before-running", "should i stretch before running or not", "No, there"),
    ("stretch-before-running", "how long should i stretch before a run", "There is no need"),
    ("does-core-help", "does core work help my back", "Yes, core"),
    ("does-core-help", "tell me does core work help", "Yes, core"),
    ("does-core-help", "can you tell me if core work helps", "Core training"),
    ("does-core-help", "is core training a waste of time", "Core training"),
    ("does-core-help", "is core work better than leg work", "Core training"),
    ("does-core-help", "tell me about core training", "Core training"),
    ("braces-belts", "should i wear a back brace for running", "No, you"),
    ("braces-belts", "do i need a belt to run", "No, you"),
    ("braces-belts", "can i run in a back brace", "You don't need"),
    ("braces-belts", "is it bad to run in a brace", "You don't need"),
    ("braces-belts", "what brace should i wear", "You don't need"),
    ("foot-strike", "should i stop landing on my heel", "No, landing"),
    ("foot-strike", "is heel striking bad for me", "No, landing"),
    ("foot-strike", "can i land on my heel", "Landing"),
    ("foot-strike", "is it fine to land on my heel", "Landing"),
    ("sitting-and-desk", "is sitting bad for my back", "Probably not:"),
    ("sitting-and-desk", "does sitting wreck my back", "Probably not:"),
    ("sitting-and-desk", "is sitting okay for my back", "Sitting"),
    ("should-i-give-up-running", "should i give up running", "Usually not:"),
    ("should-i-give-up-running", "do i have to stop running because my back hurts", "Usually not:"),
    ("should-i-give-up-running", "can i keep running", "Many people"),
    ("should-i-give-up-running", "when should i give up running", "Many people"),
    ("walking-for-back", "does walking help back pain", "Yes, walking"),
    ("walking-for-back", "does walking make my back worse", "Walking"),
    ("walking-for-back", "is walking enough", "Walking"),
    ("walking-for-back", "i like walking", "Walking"),
    ("pilates-and-yoga", "is yoga good for my back", "Yes, Pilates"),
    ("pilates-and-yoga", "is pilates or yoga better", "Pilates or yoga"),
    ("pilates-and-yoga", "could yoga damage my back", "Pilates or yoga"),
    ("is-it-serious", "is my back pain serious", "Usually it isn't:"),
    ("is-it-serious", "am i okay to ignore my back pain", "Most back pain"),
    ("cadence", "should i run at one eighty", "No, one eighty"),
    ("cadence", "what cadence should i run at", "One eighty"),
    ("cadence", "is it okay to run at one eighty", "One eighty"),
    ("do-i-need-a-scan", "do i need a scan", "Usually not:"),
    ("do-i-need-a-scan", "can i get a scan", "A scan"),
]


@pytest.mark.parametrize(("topic", "question", "opening"), OPENINGS)
def test_an_answer_opens_as_it_was_asked(topic: str, question: str, opening: str) -> None:
    assert suited(CONTENT.answers[topic], question, WORDS).startswith(opening)


@pytest.mark.parametrize("topic", ["is-running-good-for-back", "sitting-and-desk", "do-i-need-a-scan"])
def test_a_title_that_was_offered_has_its_verdict(topic: str) -> None:
    assert suited(CONTENT.answers[topic], None, WORDS) == CONTENT.answers[topic].answer


@pytest.mark.parametrize("topic", CONTENT.answers)
def test_what_is_left_without_the_verdict_is_a_whole_sentence(topic: str) -> None:
    left = without_verdict(CONTENT.answers[topic].answer, WORDS)
    first = left.split(". ")[0].split()
    assert left[0].isupper()
    assert len(first) >= 5
    assert first[0].lower() not in {"because", "since", "as", "but", "so", "if", "it", "that", "they", "yes,", "no,"}


@pytest.mark.parametrize("topic", [topic for topic, one in CONTENT.answers.items() if one.verdict in ("yes", "no")])
def test_no_verdict_is_hidden_from_the_rule(topic: str) -> None:
    answer = CONTENT.answers[topic].answer
    assert topic == "painkillers" or without_verdict(answer, WORDS) != answer
