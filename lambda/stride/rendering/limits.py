"""What Alexa accepts in one response.

Speech and card lengths are in Amazon's response reference; the response size is the smallest figure found in public
copies of it; breaks and combined audio are in the SSML reference.
"""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True):
    """One platform's limits; the defaults are Alexa's."""

    speech_chars: int = 8000
    """Characters of outputSpeech, tags included; the same for a reprompt."""
    break_ms: int = 10_000
    """Longest single `<break>`."""
    block_ms: int = 240_000
    """Longest stretch of one response: the cap on audio, applied to timed speech too."""
    audio_clips: int = 5
    response_bytes: int = 24 * 1024
    card_chars: int = 8000
    token_chars: int = 1024
    url_chars: int = 8000


ALEXA = Limits()
