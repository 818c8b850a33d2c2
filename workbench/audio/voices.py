"""Voices: who speaks the words. A voice is one small class and one line in `VOICES`.

Every voice has a `name`, which is part of each track's name, and `settings`, which tell its clips apart in the cache.
Synthesis is calm and at a steady rate; a sentence that comes out longer than its slot is fitted afterwards.
"""

from __future__ import annotations

import difflib
import io
import shutil
import subprocess
import tempfile
import threading
import wave
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from workbench.audio.pcm import Pcm


class VoiceMissing(Exception):
    """A voice cannot speak here; the text says what to install or to write instead."""


class Voice(Protocol):
    """Anything that can say a sentence."""

    @property
    def name(self) -> str:
        """Short, lower case, without dots: it becomes part of file names."""

    @property
    def settings(self) -> str:
        """Whatever else changes how it sounds."""

    @property
    def dollars_per_million(self) -> float:
        """What a million characters cost; 0 for a voice on this machine."""

    def synthesise(self, text: str) -> Pcm:
        """`text` as speech. Raises VoiceMissing where the voice cannot speak here."""


class FliteVoice:
    """Debian's flite with the slt voice: clear, 16 kHz, about 80 times real time."""

    name = "flite-slt"
    settings = "duration_stretch=0.95"
    dollars_per_million = 0.0

    def synthesise(self, text: str) -> Pcm:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "speech.wav"
            _run(["flite", "-voice", "slt", "--setf", self.settings, "-t", text, "-o", str(out)], self.name)
            return _read_wave(out.read_bytes())


class EspeakVoice:
    """Debian's espeak-ng: robotic, small, very quick."""

    name = "espeak-en"
    settings = "-v en-us -s 160"
    dollars_per_million = 0.0

    def synthesise(self, text: str) -> Pcm:
        return _read_wave(_run(["espeak-ng", *self.settings.split(), "--stdout", text], self.name))


class PollyVoice:
    """Amazon Polly's neural engine; needs an AWS account with credentials where boto3 looks for them."""

    settings = "engine=neural pcm 16000"
    dollars_per_million = 16.0
    """Amazon's list price for neural voices, as remembered; look it up before publishing a lot."""

    def __init__(self, speaker: str, client: Any = None) -> None:
        """`speaker` is Polly's name of the voice, such as "Joanna"; `client` a boto3 Polly client, made when needed."""
        self.name = f"polly-{speaker.lower()}"
        self._speaker = speaker
        self._client = client
        self._connecting = threading.Lock()

    def synthesise(self, text: str) -> Pcm:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            answer = self._polly().synthesize_speech(
                Text=text, VoiceId=self._speaker, Engine="neural", OutputFormat="pcm", SampleRate="16000"
            )
        except (BotoCoreError, ClientError) as problem:
            raise VoiceMissing(
                f"Amazon Polly did not speak as {self._speaker} ({problem}): check the AWS credentials and region, "
                "or use --voice offline"
            ) from problem
        return Pcm(answer["AudioStream"].read(), 16_000)

    def _polly(self) -> Any:
        with self._connecting:
            if self._client is None:
                import boto3
                from botocore.config import Config

                # Polly throttles whoever speaks many sentences at once; waiting is all it wants.
                self._client = boto3.client("polly", config=Config(retries={"mode": "adaptive", "max_attempts": 10}))
        return self._client


VOICES: Mapping[str, Callable[[], Voice]] = {
    "flite-slt": FliteVoice,
    "espeak-en": EspeakVoice,
    "polly-joanna": lambda: PollyVoice("Joanna"),
    "polly-matthew": lambda: PollyVoice("Matthew"),
    "polly-amy": lambda: PollyVoice("Amy"),
    "polly-olivia": lambda: PollyVoice("Olivia"),
}

OFFLINE: tuple[tuple[str, str], ...] = (("flite", "flite-slt"), ("espeak-ng", "espeak-en"))
"""Program -> voice, the best first."""


def voice_named(name: str) -> Voice:
    """A voice by its name, or with "offline" the best one installed here. Raises VoiceMissing."""
    if name == "offline":
        return VOICES[_best_offline()]()
    if name in VOICES:
        return VOICES[name]()
    near = difflib.get_close_matches(name, [*VOICES, "offline"], 1)
    hint = f"did you mean {near[0]}?" if near else f"there are offline, {', '.join(VOICES)}"
    raise VoiceMissing(f"no voice is called {name}: {hint}")


def _best_offline() -> str:
    for program, name in OFFLINE:
        if shutil.which(program):
            return name
    raise VoiceMissing("no offline voice is installed here: install flite (`apt-get install flite`) or espeak-ng")


def _run(command: list[str], voice: str) -> bytes:
    try:
        return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout
    except FileNotFoundError:
        program = command[0]
        raise VoiceMissing(
            f"the voice {voice} needs the program {program}: install it (`apt-get install {program}`) "
            "or use --voice offline"
        ) from None
    except subprocess.CalledProcessError as problem:
        why = problem.stderr.decode().strip()
        raise VoiceMissing(f"{command[0]} did not speak ({why}): try --voice espeak-en") from problem


def _read_wave(data: bytes) -> Pcm:
    with wave.open(io.BytesIO(data)) as sound:
        # A stream's header may promise more samples than follow; readframes gives what there is.
        return Pcm(sound.readframes(sound.getnframes()), sound.getframerate())
