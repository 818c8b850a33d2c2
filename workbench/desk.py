"""The skill as it runs on a desk: settings from the environment, and what is remembered in a file."""

from __future__ import annotations

import os
from collections.abc import Mapping

from stride.skill.app import skill_from_environment
from workbench.platform.seams import Handle, Understands
from workbench.understanding.model import MODELS
from workbench.understanding.understander import Understander

STORE = "sqlite:.cache/stride.sqlite"
"""Where a desk keeps what is remembered, unless STRIDE_STORE says otherwise."""
DEFAULT_LOCALE = "en-US"


def desk_skill(environment: Mapping[str, str] = os.environ) -> Handle:
    """The skill over the desk's store. It answers emulated devices, so it asks for no particular skill id."""
    return skill_from_environment({"STRIDE_STORE": STORE, **environment, "STRIDE_SKILL_ID": ""})


def understanding(locale: str) -> Understands:
    """What understands a locale. Raises UnknownLocale."""
    return Understander.load(locale)


def locales() -> list[str]:
    """The locales with a committed interaction model, the default first."""
    found = sorted(file.stem for file in MODELS.glob("*.json"))
    return sorted(found, key=lambda locale: locale != DEFAULT_LOCALE)
