"""`stride audio render`, and what a listener of the MP3s can measure."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from stride.coaching.speech import spoken_ms
from stride.coaching.timeline import Cue
from stride.content.loader import load_library
from tests.contract.audio.listening import (
    Track,
    heard_at,
    level,
    longest_below,
    rendered,
    stride,
    true_peak,
    words,
)
from workbench.audio import loudness, tones
from workbench.audio.clips import Clips
from workbench.audio.files import CLIPS
from workbench.audio.mixer import word_room_ms
from workbench.audio.pcm import RATE, Samples, at_ms, resampled, to_int16
from workbench.audio.voices import FliteVoice

pytestmark = [
    pytest.mark.contract,
    pytest.mark.skipif(not shutil.which("flite"), reason="the voice flite is not installed: apt-get install flite"),
]

WITHIN = 0.050
"""Seconds that a cue may be early or late."""


@pytest.fixture(scope="module", params=["warm-up-short", "stretch-short", "S7"])
def tracks(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Track]:
    """As `stride audio render` writes it: a routine of movement, one of long holds, a run-walk session."""
    out = tmp_path_factory.mktemp(request.param)
    done = stride("audio", "render", request.param, "--out", str(out), "--voice", "flite-slt")
    assert (done.returncode, done.stdout) == (0, f"wrote {len(rendered(out))} tracks and {out / 'timeline.json'}\n")
    return rendered(out)


@pytest.fixture(scope="module")
def clips() -> Clips:
    return Clips(FliteVoice(), CLIPS)


def test_every_track_is_as_long_as_its_step(tracks: list[Track]) -> None:
    for track in tracks:
        assert track.seconds <= len(track.samples) / RATE < track.seconds + WITHIN


def test_every_hold_lasts_its_dose_from_tone_to_tone(tracks: list[Track]) -> None:
    library = load_library()
    for track in (track for track in tracks if track.exercise in library.exercises):
        bells = [(heard_at(track.samples, bell(cue), cue["at"]), cue["text"]) for cue in tones_of(track)]
        lengths = [end - start for (start, name), (end, _) in pairwise(bells) if name == "ready"]
        doses = {dose.seconds_per_side for dose in library.exercises[track.exercise].doses.values()}
        assert lengths
        for length in lengths:
            assert min(abs(length - dose) for dose in doses) <= WITHIN, track.exercise


def test_every_cue_sounds_when_the_timeline_says(tracks: list[Track], clips: Clips) -> None:
    for track in tracks:
        for cue, sound in sounds(track, clips):
            assert heard_at(track.samples, sound, cue.at / 1000) == pytest.approx(cue.at / 1000, abs=WITHIN), cue


def test_words_are_over_before_their_cue_is(tracks: list[Track]) -> None:
    for track in tracks:
        for cue, following in pairwise(track.cues):
            gap = slice(round((cue["at"] + cue["seconds"] + 0.02) * RATE), round((following["at"] - 0.02) * RATE))
            if cue["kind"] == "say" and gap.start < gap.stop:
                assert level(track.samples[gap]) < -36, cue


def test_nothing_is_silent_for_two_seconds(tracks: list[Track]) -> None:
    assert max(longest_below(track.samples, -60) for track in tracks) <= 2


def test_nothing_clips_and_alexas_peak_is_kept(tracks: list[Track]) -> None:
    assert max(true_peak(track.samples) for track in tracks) <= -2


def test_all_tracks_are_equally_loud_and_as_loud_as_alexa_wants(tracks: list[Track]) -> None:
    """In a run most of a track is the bed; there it is the words that count."""
    quiet = [track for track in tracks if track.exercise not in load_library().exercises]
    levels = [loudness.integrated(said(track) if track in quiet else track.samples) for track in tracks]
    assert max(levels) - min(levels) <= 2
    assert -19 < min(levels) <= max(levels) < -9


def test_a_recogniser_hears_the_words(tracks: list[Track], clips: Clips) -> None:
    """It is given the sentences of the routine to choose from; single counts are harder for it than for people."""
    ears = Recogniser([cue["text"] for track in tracks for cue in track.cues if cue["kind"] != "tone"])
    sentences, counts = [], []
    for track in tracks:
        for cue, sound in sounds(track, clips):
            if cue.kind != "tone" and ears.know(cue.text):
                start = max(0, at_ms(cue.at) - RATE // 100)
                heard = ears.hear(track.samples[start : at_ms(cue.at) + len(sound) + RATE // 10], cue.text)
                (counts if len(words(cue.text)) == 1 else sentences).append(heard == words(cue.text))
    assert sum(sentences) / len(sentences) >= 0.95
    assert sum(counts) >= 0.75 * len(counts)


class Recogniser:
    """Pocketsphinx with a word list made of the cues: single words apart from sentences."""

    def __init__(self, texts: list[str]) -> None:
        pocketsphinx = pytest.importorskip("pocketsphinx", reason="pocketsphinx hears words: make test-tools")
        self._decoder = pocketsphinx.Decoder(lm=None, loglevel="FATAL")
        said = {tuple(words(text)) for text in texts if text and self.know(text)}
        for name, choice in (("word", [s for s in said if len(s) == 1]), ("sentence", [s for s in said if len(s) > 1])):
            rule = " | ".join(" ".join(sentence) for sentence in sorted(choice)) or "nothing"
            self._decoder.add_jsgf_string(name, f"#JSGF V1.0;\ngrammar {name};\npublic <{name}> = {rule};\n")

    def know(self, text: str) -> bool:
        """Whether every word is in the recogniser's dictionary."""
        return all(self._decoder.lookup_word(word) for word in words(text))

    def hear(self, samples: Samples, like: str) -> list[str]:
        """What is said, among the single words or the sentences, whichever `like` is."""
        self._decoder.activate_search("word" if len(words(like)) == 1 else "sentence")
        self._decoder.start_utt()
        # 24 kHz taken for 36 kHz and brought to 24 kHz comes out at the recogniser's 16 kHz.
        self._decoder.process_raw(to_int16(resampled(samples, 36_000)).tobytes(), full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        return found.hypstr.split() if found else []


def sounds(track: Track, clips: Clips) -> Iterator[tuple[Cue, Samples]]:
    """What sounds at each cue that sounds, as it was before it was mixed."""
    for shown in track.cues:
        cue = Cue(round(shown["at"] * 1000), round(shown["seconds"] * 1000), shown["kind"], shown["text"])
        if cue.kind == "tone":
            yield cue, bell(shown)
        elif cue.text:
            yield cue, clips.fitted(cue.text, at_ms(word_room_ms(cue)))


def said(track: Track) -> Samples:
    """The stretches of a track where somebody speaks."""
    spoken = [(cue["at"], spoken_ms(cue["text"]) / 1000) for cue in track.cues if cue["kind"] != "tone"]
    return np.concatenate([track.samples[round(at * RATE) : round((at + long) * RATE)] for at, long in spoken])


def tones_of(track: Track) -> list[dict[str, object]]:
    return [cue for cue in track.cues if cue["kind"] == "tone"]


def bell(cue: dict[str, object]) -> Samples:
    """The first moments of a bell, before anything joins in."""
    return tones.tone(str(cue["text"]))[: RATE // 10]
