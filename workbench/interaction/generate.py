"""Makes the interaction models and the skill package from the intents folder and the content."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from workbench.interaction.package import ask_resources, skill_manifest
from workbench.interaction.source import LocaleSource, SlotValue, Source, load_source
from workbench.interaction.templates import expand

ROOT = Path(__file__).parents[2]
FOLDER = "interaction_model"
MODELS = Path(FOLDER) / "interactionModels" / "custom"

Model = dict[str, Any]


def build(write: bool = True, root: Path = ROOT) -> dict[Path, str]:
    """The package's files (path below `root` -> text); written there if `write`."""
    files = package_files(load_source())
    if write:
        for path, text in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        for stray in _strays(files, root):
            stray.unlink()
    return files


def differences(root: Path = ROOT) -> list[str]:
    """What `build` would change, one line a file; empty when the committed package is up to date."""
    files = package_files(load_source())
    lines = []
    for path, text in sorted(files.items()):
        target = root / path
        if not target.exists():
            lines.append(f"{path} is missing: run `stride model build`")
        elif target.read_text(encoding="utf-8") != text:
            lines.append(f"{path} differs from its sources: run `stride model build`")
    lines += [f"{path.relative_to(root)} has no locale file: delete it" for path in _strays(files, root)]
    return lines


def package_files(source: Source) -> dict[Path, str]:
    """Every file of the skill package, as text."""
    samples = expanded(source)
    files = {MODELS / f"{locale.locale}.json": _text(model_for(source, locale, samples)) for locale in source.locales}
    files[Path(FOLDER) / "skill.json"] = _text(skill_manifest(source))
    files[Path("ask-resources.json")] = _text(ask_resources(f"./{FOLDER}"))
    return files


def expanded(source: Source) -> dict[str, list[str]]:
    """Intent -> its samples, in the common words. Raises TemplateError for a sample that cannot be read."""
    return {
        intent.name: [sample for template in intent.templates for sample in expand(template, source.rules)]
        for intent in source.intents
    }


def model_for(source: Source, locale: LocaleSource, samples: Mapping[str, Iterable[str]]) -> Model:
    """The interaction model of one locale, from the samples `expanded` gives."""
    localise = _Swap(locale.swap)
    intents = []
    for intent in source.intents:
        entry: dict[str, Any] = {"name": intent.name}
        if intent.slots:
            entry["slots"] = [{"name": name, "type": type_} for name, type_ in intent.slots.items()]
        intents.append(entry | {"samples": sorted({localise(sample) for sample in samples[intent.name]})})
    types = [
        {"name": name, "values": _values(values, locale.also.get(name, {}), localise)}
        for name, values in sorted(source.types.items())
    ]
    language_model = {
        "invocationName": source.invocation_name,
        "intents": sorted(intents, key=lambda intent: str(intent["name"])),
        "types": types,
        "modelConfiguration": {"fallbackIntentSensitivity": {"level": "MEDIUM"}},
    }
    return {"interactionModel": {"languageModel": language_model}}


class _Swap:
    """Swaps whole words of the common text for those of a locale."""

    def __init__(self, swap: Mapping[str, str]) -> None:
        words = "|".join(sorted(map(re.escape, swap), key=len, reverse=True))
        self._words = re.compile(rf"(?<![\w{{'-])({words})(?![\w}}'-])") if swap else None
        self._swap = swap

    def __call__(self, text: str) -> str:
        return self._words.sub(lambda match: self._swap[match.group(1)], text) if self._words else text


def _values(values: Iterable[SlotValue], also: Mapping[str, tuple[str, ...]], localise: _Swap) -> list[dict[str, Any]]:
    """Values in the order of their ids; a way of saying it belongs to the first value that claims it."""
    claimed: set[str] = set()
    entries = []
    for value in sorted(values, key=lambda value: value.id):
        says = [localise(speakable(said)) for said in (*value.says, *also.get(value.id, ()))]
        fresh = [said for said in dict.fromkeys(says) if said not in claimed]
        claimed.update(fresh)
        if fresh:
            entries.append({"id": value.id, "name": {"value": fresh[0], "synonyms": fresh[1:]}})
    return entries


def speakable(text: str) -> str:
    """A content name as a speech recogniser writes it: lower case, letters, apostrophes and single spaces."""
    return " ".join(re.sub(r"[^a-z' ]", " ", text.lower().replace("’", "'")).split())


def _text(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _strays(files: Mapping[Path, str], root: Path) -> list[Path]:
    return [path for path in sorted((root / MODELS).glob("*.json")) if path.relative_to(root) not in files]
