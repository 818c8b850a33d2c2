"""The skill as it runs on a desk: settings from the environment, what is remembered in a file, tracks made here."""

from __future__ import annotations

import os
from collections.abc import Mapping

from stride.skill.app import skill_from_environment
from stride.skill.turn import AudioSettings
from workbench.platform.seams import Handle, Understands
from workbench.understanding.model import MODELS
from workbench.understanding.understander import Understander

STORE = "sqlite:.cache/stride.sqlite"
"""Where a desk keeps what is remembered, unless STRIDE_STORE says otherwise."""
DEFAULT_LOCALE = "en-US"


def desk_skill(environment: Mapping[str, str] = os.environ, audio: AudioSettings | None = None) -> Handle:
    """The skill over the desk's store. It answers emulated devices, so it asks for no particular skill id.

    Tracks are played from where the environment says they are published, or from `audio`; without either, none are.
    """
    made_here = {"STRIDE_AUDIO_BASE_URL": audio.base_url, "STRIDE_AUDIO_VOICE": audio.voice} if audio else {}
    return skill_from_environment({"STRIDE_STORE": STORE, **environment, **made_here, "STRIDE_SKILL_ID": ""})


def publishes(environment: Mapping[str, str]) -> bool:
    """Whether the environment names published tracks; then none are made here."""
    return bool(environment.get("STRIDE_AUDIO_BASE_URL"))


def desk_audio(environment: Mapping[str, str], base_url: str) -> AudioSettings:
    """The published tracks, or where there are none those that this desk makes and serves at `base_url`.

    The desk speaks with STRIDE_AUDIO_VOICE, else with the best voice installed. Raises VoiceMissing.
    """
    from stride.rendering.track import DEFAULT_VOICE
    from workbench.audio.voices import voice_named

    voice = environment.get("STRIDE_AUDIO_VOICE")
    if publishes(environment):
        return AudioSettings(environment["STRIDE_AUDIO_BASE_URL"], voice or DEFAULT_VOICE)
    return AudioSettings(base_url, voice_named(voice or "offline").name)


def understanding(locale: str) -> Understands:
    """What understands a locale. Raises UnknownLocale."""
    return Understander.load(locale)


def locales() -> list[str]:
    """The locales with a committed interaction model, the default first."""
    found = sorted(file.stem for file in MODELS.glob("*.json"))
    return sorted(found, key=lambda locale: locale != DEFAULT_LOCALE)
