"""SSML as it is heard."""

from __future__ import annotations

import pytest

from stride.coaching.speech import spoken_ms
from workbench.platform.speech import BadSsml, Piece, first, length, pieces, words


def heard(ssml: str) -> list[tuple[str, str | int]]:
    """Words by what is said, pauses by their milliseconds."""
    said = pieces({"type": "SSML", "ssml": f"<speak>{ssml}</speak>"})
    return [(piece.kind, piece.ms if piece.kind == "pause" else piece.text) for piece in said]


@pytest.mark.parametrize(
    ("ssml", "expected"),
    [
        ("Hold.  And\n release.", [("words", "Hold. And release.")]),
        ('Hold. <break time="10s"/> Release.', [("words", "Hold."), ("pause", 10_000), ("words", "Release.")]),
        ('<break time="10s"/><break time="1500ms"/>', [("pause", 11_500)]),
        ("<break/>", [("pause", 160)]),
        ('<break strength="x-strong"/>', [("pause", 700)]),
        ('<break strength="none"/>Go.', [("words", "Go.")]),
        ("Grow <emphasis>tall</emphasis> now.", [("words", "Grow tall now.")]),
        ("<s>One.</s><s>Two.</s>", [("words", "One."), ("pause", 330), ("words", "Two."), ("pause", 330)]),
        ('<sub alias="bird dog">BD</sub> next', [("words", "bird dog next")]),
        ('<amazon:effect name="whispered">Softly.</amazon:effect>', [("words", "Softly.")]),
        (
            'Ready. <audio src="soundbank://bell"/> Go.',
            [("words", "Ready."), ("clip", "soundbank://bell"), ("words", "Go.")],
        ),
        ("stretch &amp; rest", [("words", "stretch & rest")]),
        ("", []),
    ],
)
def test_pieces_come_in_the_order_they_are_heard(ssml: str, expected: list[tuple[str, str | int]]) -> None:
    assert heard(ssml) == expected


def test_words_take_the_time_of_the_speech_model() -> None:
    said = pieces({"type": "SSML", "ssml": '<speak>Bird dog. <break time="3s"/> Left side first.</speak>'})
    assert length(said) == spoken_ms("Bird dog.") + 3000 + spoken_ms("Left side first.")


def test_slow_words_take_longer() -> None:
    quick, slow = pieces(
        {"type": "SSML", "ssml": '<speak>Go.<break time="1s"/><prosody rate="50%">Go.</prosody></speak>'}
    )[::2]
    assert slow.ms == 2 * quick.ms


def test_plain_text_is_words() -> None:
    assert pieces({"type": "PlainText", "text": "Hello  there."}) == (
        Piece("words", spoken_ms("Hello there."), "Hello there."),
    )


def test_nothing_said_is_nothing_heard() -> None:
    assert pieces(None) == ()


def test_sounds_last_as_long_as_they_are_known_to() -> None:
    document = {"type": "SSML", "ssml": '<speak><audio src="https://a.example/long.mp3"/></speak>'}
    assert length(pieces(document, lambda url: 7000)) == 7000


def test_broken_ssml_says_where() -> None:
    with pytest.raises(BadSsml, match="line 1, column"):
        pieces({"type": "SSML", "ssml": "<speak>a & b</speak>"})


SAID = (Piece("words", 1000, "one two three four"), Piece("pause", 3000), Piece("words", 500, "five"))


@pytest.mark.parametrize(
    ("ms", "expected"),
    [
        (0, ()),
        (500, (Piece("words", 500, "one two"),)),
        (1000, SAID[:1]),
        (2000, (SAID[0], Piece("pause", 1000))),
        (9000, SAID),
    ],
)
def test_listening_for_a_while(ms: int, expected: tuple[Piece, ...]) -> None:
    assert first(SAID, ms) == expected


def test_words_alone() -> None:
    assert words(SAID) == "one two three four five"
