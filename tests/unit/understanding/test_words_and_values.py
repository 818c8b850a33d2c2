"""Numbers, durations and times in words, as Alexa puts them into slots."""

from __future__ import annotations

import pytest

from workbench.understanding.numbers import number_at, say_number
from workbench.understanding.times import duration_at, time_at
from workbench.understanding.words import words


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("five", 5),
        ("twenty five", 25),
        ("a hundred and seventy", 170),
        ("one hundred seventy five", 175),
        ("one seventy", 170),
        ("one sixty five", 165),
        ("one oh five", 105),
        ("ten to fifteen", 10),
        ("ten or fifteen", 10),
        ("a couple", 2),
        ("a dozen", 12),
        ("180", 180),
        ("zero", 0),
    ],
)
def test_numbers(said: str, value: int) -> None:
    tokens = words(said).tokens
    assert number_at(tokens, 0) == (len(tokens), value)


@pytest.mark.parametrize("value", [0, 7, 13, 40, 99, 100, 101, 170, 999, 1000, 2345])
def test_a_number_said_is_the_number_heard(value: int) -> None:
    tokens = tuple(say_number(value).split())
    if value < 1000:
        assert number_at(tokens, 0) == (len(tokens), value)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("ten minutes", "PT10M"),
        ("a minute", "PT1M"),
        ("half an hour", "PT30M"),
        ("half hour", "PT30M"),
        ("a half hour", "PT30M"),
        ("an hour", "PT1H"),
        ("an hour and a half", "PT1H30M"),
        ("one and a half hours", "PT1H30M"),
        ("two and a half minutes", "PT2M30S"),
        ("quarter of an hour", "PT15M"),
        ("three quarters of an hour", "PT45M"),
        ("an hour and ten minutes", "PT1H10M"),
        ("an hour ten", "PT1H10M"),
        ("ninety seconds", "PT1M30S"),
        ("half a minute", "PT30S"),
        ("a couple of minutes", "PT2M"),
        ("ten to fifteen minutes", "PT10M"),
        ("two weeks", "P2W"),
        ("15 mins", "PT15M"),
    ],
)
def test_durations(said: str, value: str) -> None:
    tokens = words(said).tokens
    assert duration_at(tokens, 0) == (len(tokens), value)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("seven", "07:00"),
        ("seven thirty", "07:30"),
        ("seven thirty pm", "19:30"),
        ("7:30 p.m.", "19:30"),
        ("7am", "07:00"),
        ("eight o'clock", "08:00"),
        ("quarter past seven", "07:15"),
        ("a quarter to seven", "06:45"),
        ("half past six", "06:30"),
        ("half six", "06:30"),
        ("ten to eight", "07:50"),
        ("twenty five past nine", "09:25"),
        ("five to one", "12:55"),
        ("seven in the evening", "19:00"),
        ("six in the morning", "06:00"),
        ("noon", "12:00"),
        ("twelve a m", "00:00"),
        ("nine oh five", "09:05"),
        ("evening", "EV"),
    ],
)
def test_times(said: str, value: str) -> None:
    tokens = words(said).tokens
    assert time_at(tokens, 0) == (len(tokens), value)


@pytest.mark.parametrize(
    ("said", "tokens"),
    [
        ("What's next?", "what is next"),
        ("I can’t do it!", "i can not do it"),
        ("5-minute warm-up", "five minute warm up"),
        ("gimme 10 mins", "give me ten minutes"),
        ("", ""),
        ("???", ""),
    ],
)
def test_speech_is_made_plain(said: str, tokens: str) -> None:
    assert " ".join(words(said).tokens) == tokens


def test_words_heard_are_kept_behind_the_tokens() -> None:
    said = words("my back's sore")
    assert said.tokens == ("my", "back", "is", "sore")
    assert said.text(1, 4) == "back's sore"
