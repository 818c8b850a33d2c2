"""How long a sentence takes to say, before anybody says it.

The estimate places every cue, in Lambda as in the audio renderer, so it must not depend on a voice. It is a linear
model over letters, words and pauses, fitted by `workbench/speech_model.py` to what is audible of flite's voice slt,
and leaning towards too long: nine clips in ten fit within the estimate and 5 percent, espeak-ng's nearly all. A
contract test holds it to that. Speech that comes out longer than its slot is fitted into it by the renderer, never
the other way round.
"""

from __future__ import annotations

import re
from functools import lru_cache

LETTER_MS = 59
WORD_MS = 20
COMMA_MS = 275
SENTENCE_MS = 255
START_MS = 250

_WORD = re.compile(r"[a-z']+", re.IGNORECASE)
_COMMA = re.compile(r"[,;:]")
_STOP = re.compile(r"[.?!](?=\s|$)")


@lru_cache(maxsize=4096)
def spoken_ms(text: str) -> int:
    """Milliseconds a calm voice takes to say `text`, rounded up to 10; 0 for nothing to say."""
    letters, words, commas, stops = counts(text)
    if not words:
        return 0
    total = START_MS + letters * LETTER_MS + words * WORD_MS + commas * COMMA_MS + stops * SENTENCE_MS
    return -(-total // 10) * 10


def counts(text: str) -> tuple[int, int, int, int]:
    """Letters, words, commas and sentence ends inside `text`: what the model is linear in."""
    words = _WORD.findall(text)
    stops = max(0, len(_STOP.findall(text)) - 1)
    return sum(map(len, words)), len(words), len(_COMMA.findall(text)), stops
