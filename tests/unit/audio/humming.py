"""A voice for tests of what is not a voice: it hums for as long as the words are thought to take."""

from __future__ import annotations

import numpy as np

from stride.coaching.speech import spoken_ms
from workbench.audio.pcm import Pcm


class HummingVoice:
    name = "hum"
    settings = ""
    dollars_per_million = 2.0

    def __init__(self, slower: float = 1.0) -> None:
        """`slower` is how many times longer than thought it takes."""
        self._slower = slower
        self.said: list[str] = []

    def synthesise(self, text: str) -> Pcm:
        self.said.append(text)
        times = np.arange(round(16 * spoken_ms(text) * self._slower)) / 16_000
        hum = np.sin(2 * np.pi * 200 * times) + 0.5 * np.sin(2 * np.pi * 1400 * times)
        quiet = np.zeros(4000)
        return Pcm(np.concatenate([quiet, hum * 8000, quiet]).astype("<i2").tobytes(), 16_000)
