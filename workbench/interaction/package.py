"""The skill manifest and the file that tells the ASK CLI where the package is."""

from __future__ import annotations

from typing import Any

from workbench.interaction.source import Source

REMINDERS = "alexa::alerts:reminders:skill:readwrite"
EVENTS = ("SKILL_DISABLED", "SKILL_ENABLED")
VIEWPORTS: tuple[tuple[str, str, int, int, int, int], ...] = (
    ("HUB", "ROUND", 480, 480, 480, 480),
    ("HUB", "RECTANGLE", 960, 1279, 600, 959),
    ("HUB", "RECTANGLE", 1280, 1920, 600, 1279),
    ("TV", "RECTANGLE", 960, 960, 540, 540),
)
"""Mode, shape, smallest and largest width, smallest and largest height, in pixels."""

ICONS = {"smallIconUri": ("assets/images/small-icon.png", 108), "largeIconUri": ("assets/images/large-icon.png", 512)}
"""Field of a store page -> the icon's place in the package, and its edge in pixels."""


def skill_manifest(source: Source) -> dict[str, Any]:
    """skill.json; the owner's endpoint is added by the deployment."""
    listing = source.listing
    locales = [locale.locale for locale in source.locales]
    return {
        "manifest": {
            "manifestVersion": "1.0",
            "publishingInformation": {
                "locales": {locale: _store_page(listing) for locale in locales},
                "isAvailableWorldwide": True,
                "distributionMode": "PUBLIC",
                "distributionCountries": [],
                "category": listing["category"],
                "testingInstructions": _text(listing["testing_instructions"]),
            },
            "apis": {"custom": {"interfaces": [{"type": "AUDIO_PLAYER"}, _screens()]}},
            "permissions": [{"name": REMINDERS}],
            "events": {"subscriptions": [{"eventName": event} for event in EVENTS]},
            "privacyAndCompliance": {
                "allowsPurchases": False,
                "usesPersonalInfo": False,
                "isChildDirected": False,
                "isExportCompliant": True,
                "containsAds": False,
                "usesHealthInfo": False,
                "locales": {
                    locale: {
                        "privacyPolicyUrl": listing["privacy_policy_url"],
                        "termsOfUseUrl": listing["terms_of_use_url"],
                    }
                    for locale in locales
                },
            },
        }
    }


def ask_resources(package: str) -> dict[str, Any]:
    """ask-resources.json: the skill package lies in the folder `package`."""
    return {
        "askcliResourcesVersion": "2020-03-31",
        "profiles": {"default": {"skillMetadata": {"src": package}}},
    }


def _store_page(listing: Any) -> dict[str, Any]:
    return {
        "name": listing["name"],
        "summary": _text(listing["summary"]),
        "description": _text(listing["description"]),
        "examplePhrases": [example["phrase"] for example in listing["example_phrases"]],
        "keywords": listing["keywords"],
        **{field: f"file://{place}" for field, (place, _) in ICONS.items()},
    }


def _screens() -> dict[str, Any]:
    viewports = [
        {
            "mode": mode,
            "shape": shape,
            "minWidth": narrow,
            "maxWidth": wide,
            "minHeight": low,
            "maxHeight": high,
        }
        for mode, shape, narrow, wide, low, high in VIEWPORTS
    ]
    return {"type": "ALEXA_PRESENTATION_APL", "supportedViewports": viewports}


def _text(folded: str) -> str:
    return folded.strip()
