"""How long a sentence takes to say, before anybody says it.

The estimate places every cue, in Lambda as in the audio renderer, so it must not depend on a voice. It is a linear
model over letters, words and pauses, fitted to two synthetic voices; `stride bench` and a test report its error.
Synthesised speech that comes out longer than its slot is fitted into it by the renderer, never the other way round.
"""

from __future__ import annotations

import re

LETTER_MS = 58
WORD_MS = 62
COMMA_MS = 160
SENTENCE_MS = 330
START_MS = 90

_WORD = re.compile(r"[a-z']+", re.IGNORECASE)
_COMMA = re.compile(r"[,;:]")
_STOP = re.compile(r"[.?!](?=\s|$)")


def spoken_ms(text: str) -> int:
    """Milliseconds a calm voice takes to say `text`, rounded up to 10; 0 for nothing to say."""
    words = _WORD.findall(text)
    if not words:
        return 0
    letters = sum(len(word) for word in words)
    stops = max(0, len(_STOP.findall(text)) - 1)
    commas = len(_COMMA.findall(text))
    total = START_MS + letters * LETTER_MS + len(words) * WORD_MS + commas * COMMA_MS + stops * SENTENCE_MS
    return -(-total // 10) * 10
