"""Sound -> MP3 that Alexa plays both as a stream and inside speech: MPEG-2 layer III, 48 kb/s, 24 kHz, one channel."""

from __future__ import annotations

import lameenc

from workbench.audio.pcm import RATE, Samples, to_int16

BIT_RATE = 48_000
"""Bits a second, constant."""
CODEC_DELAY = 1105
"""Samples that LAME (576) and every decoder (529) put before the sound when no tag tells them apart; 46 ms."""

_FRAME = 576
"""Samples in one MP3 frame at this rate."""
_FRAME_BYTES = 72 * BIT_RATE // RATE
_QUALITY = 5
"""LAME's scale from 2, best, to 7, quickest; no difference is heard in speech above 5."""


def encode(samples: Samples) -> bytes:
    """An MP3 whose decoded sound lies where `samples` has it, to the sample.

    The first 46 ms are given up for that, so nothing should sound there.
    """
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(RATE)
    encoder.set_out_sample_rate(RATE)
    encoder.set_bit_rate(BIT_RATE // 1000)
    encoder.set_quality(_QUALITY)
    return bytes(encoder.encode(to_int16(samples[CODEC_DELAY:]).tobytes())) + bytes(encoder.flush())


def encoded_bytes(milliseconds: int) -> int:
    """About the size of the MP3 of so much sound; the rate is constant, so it is right to a frame or two."""
    return (milliseconds * RATE // 1000 // _FRAME + 2) * _FRAME_BYTES
