"""How well the speech-duration model foretells real synthesised voices, and the fit its constants come from.

Run `python -m workbench.speech_model` to measure every sentence a timeline speaks, `--fit` to fit the constants anew.
Durations are those of the audible part of a clip: a synthesiser's silence before and after is not speech.
"""

from __future__ import annotations

import argparse
import array
import shutil
import subprocess
import tempfile
import wave
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from stride.coaching.routine import Step, step_timeline
from stride.coaching.speech import counts, spoken_ms
from stride.coaching.timeline import Delivery, compile_transition
from stride.content.loader import load_library
from stride.content.model import Library
from stride.content.vocabulary import DOSE_SIZES, TEACHINGS, Side

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "flite": ("flite", "-voice", "slt", "-o", "{file}", "-t", "{text}"),
    "espeak-ng": ("espeak-ng", "-v", "en-us", "-w", "{file}", "{text}"),
}
"""Voice -> how a sentence becomes a WAV file."""

SLACK = 1.05
"""A clip fits if it is no longer than this many times the estimate."""

QUIET = 200
"""Samples below this (of 32768) count as silence at either end of a clip."""

LEAN = 0.93
"""Weight of a clip that is longer than the fit; the rest to 1 is that of a shorter one."""


@dataclass(frozen=True)
class Measured:
    """Relative errors of the estimate against one voice; positive where the estimate is too long."""

    voice: str
    clips: int
    mean: float
    """Of the errors' absolute values."""
    p5: float
    median: float
    p95: float
    fitting: float
    """Share of the clips that fit within the estimate and 5 percent."""

    def __str__(self) -> str:
        return (
            f"{self.voice:10} {self.clips:4} clips, mean error {self.mean:.1%}, from {self.p5:+.1%} (p5) over "
            f"{self.median:+.1%} (median) to {self.p95:+.1%} (p95), {self.fitting:.1%} fit"
        )


def measure(voice: str, texts: Sequence[str]) -> Measured:
    """Speaks the texts with a voice of `COMMANDS` and compares. Raises OSError where it is not installed."""
    spoken = durations(voice, texts)
    errors = sorted(spoken_ms(text) / ms - 1 for text, ms in zip(texts, spoken, strict=True))
    fitting = sum(spoken_ms(text) * SLACK >= ms for text, ms in zip(texts, spoken, strict=True))
    return Measured(
        voice,
        len(texts),
        mean=fmean(map(abs, errors)),
        p5=_percentile(errors, 5),
        median=_percentile(errors, 50),
        p95=_percentile(errors, 95),
        fitting=fitting / len(texts),
    )


def installed(voice: str) -> bool:
    return shutil.which(COMMANDS[voice][0]) is not None


def spoken_texts(library: Library) -> list[str]:
    """Every sentence that any step at any dose says, in alphabetical order."""
    texts = set[str]()
    for exercise in library.exercises:
        for size in DOSE_SIZES:
            for delivery in _deliveries():
                cues = step_timeline(Step(exercise, size), delivery, library).cues
                texts |= {cue.text for cue in cues if cue.kind != "tone"}
    for transition in library.transitions.values():
        for delivery in _deliveries():
            texts |= {cue.text for cue in compile_transition(transition, delivery).cues}
    return sorted(texts - {""})


def durations(voice: str, texts: Sequence[str]) -> list[float]:
    """Milliseconds that each text is audible for."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        files = [Path(folder) / f"{number}.wav" for number in range(len(texts))]
        return list(pool.map(lambda text, file: _spoken(voice, text, file), texts, files))


def fit(texts: Sequence[str], spoken: Sequence[float]) -> list[float]:
    """Milliseconds for a start, a letter, a word, a comma and a sentence's end.

    Least squares of the relative errors, where an estimate that is too short weighs more.
    """
    rows = [[1.0, *map(float, counts(text))] for text in texts]
    weights = [1 / ms**2 for ms in spoken]
    found = _least_squares(rows, spoken, weights)
    for _ in range(30):
        short = [ms > _product(found, row) for row, ms in zip(rows, spoken, strict=True)]
        leaning = [w * (LEAN if too else 1 - LEAN) for w, too in zip(weights, short, strict=True)]
        found = _least_squares(rows, spoken, leaning)
    return found


def _deliveries() -> Iterator[Delivery]:
    sides: tuple[Side, Side] = ("left", "right")
    return (Delivery(teaching, "normal", side) for teaching in TEACHINGS for side in sides)


def _spoken(voice: str, text: str, file: Path) -> float:
    command = [part.format(file=file, text=text) for part in COMMANDS[voice]]
    subprocess.run(command, check=True, capture_output=True)
    with wave.open(str(file)) as clip:
        samples = array.array("h", clip.readframes(clip.getnframes()))
        rate = clip.getframerate()
    file.unlink()
    loud = [index for index, sample in enumerate(samples) if abs(sample) > QUIET]
    return (loud[-1] - loud[0] + 1) * 1000 / rate if loud else 0.0


def _percentile(ordered: Sequence[float], percent: int) -> float:
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def _product(left: Sequence[float], right: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(left, right, strict=True))


def _least_squares(rows: Sequence[Sequence[float]], wanted: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The normal equations, solved by elimination."""
    size = len(rows[0])
    weighted = [[w * value for value in row] for row, w in zip(rows, weights, strict=True)]
    table = [
        [_product([row[i] for row in weighted], [row[j] for row in rows]) for j in range(size)]
        + [_product([row[i] for row in weighted], wanted)]
        for i in range(size)
    ]
    for i in range(size):
        for k in range(size):
            if k != i:
                factor = table[k][i] / table[i][i]
                table[k] = [a - factor * b for a, b in zip(table[k], table[i], strict=True)]
    return [table[i][size] / table[i][i] for i in range(size)]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--fit", action="store_true", help="fit the constants to flite's voice and print them")
    texts = spoken_texts(load_library())
    if options.parse_args().fit:
        found = fit(texts, durations("flite", texts))
        names = ("START_MS", "LETTER_MS", "WORD_MS", "COMMA_MS", "SENTENCE_MS")
        print("\n".join(f"{name} = {value:.0f}" for name, value in zip(names, found, strict=True)))
        return
    for voice in filter(installed, COMMANDS):
        print(measure(voice, texts))


if __name__ == "__main__":
    main()
