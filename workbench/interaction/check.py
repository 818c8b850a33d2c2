"""The rules of alexa-facts.md section 2 and our own, each a small function that yields problems."""

from __future__ import annotations

import json
import re
import struct
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.interaction.generate import FOLDER, ROOT, expanded, model_for
from workbench.interaction.package import ICONS
from workbench.interaction.source import Source, load_source
from workbench.interaction.templates import TemplateError, expand

REQUIRED = frozenset(
    f"AMAZON.{name}Intent"
    for name in (
        *("Cancel", "Fallback", "Help", "LoopOff", "LoopOn", "NavigateHome", "Next", "No", "Pause", "Previous"),
        *("Repeat", "Resume", "ShuffleOff", "ShuffleOn", "StartOver", "Stop", "Yes"),
    )
)
SEARCH = "AMAZON.SearchQuery"
NO_SAMPLES = frozenset({"AMAZON.FallbackIntent"})
FEWEST, FEWEST_BUILT_IN, FEWEST_TO_START = 15, 5, 80
MOST_INTENTS, MOST_BYTES, LONGEST_VALUE, LONGEST_EXAMPLE = 250, 1_500_000, 140, 200
WAKE_WORDS = frozenset(
    ("alexa", "amazon", "echo", "computer", "ask", "tell", "open", "launch", "start", "enable", "skill", "app")
)

_SAMPLE = re.compile(r"[a-z' ._-]+")
_ID = re.compile(r"[A-Za-z0-9_-]+")
_SLOT = re.compile(r"\{(\w+)\}")
_INTENT_NAME = re.compile(r"(AMAZON\.)?[A-Za-z_]+")


@dataclass(frozen=True, order=True)
class Problem:
    """Where something is wrong, what, and how to mend it."""

    where: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.mend}."


Intent = Mapping[str, Any]
LanguageModel = Mapping[str, Any]


def problems() -> list[Problem]:
    """Everything wrong with the sources and with each locale's model, all at once."""
    source = load_source()
    found = [*_template_problems(source)]
    if found:
        return sorted(found)
    samples = expanded(source)
    for locale in source.locales:
        found += model_problems(locale.locale, model_for(source, locale, samples))
    return sorted({*found, *_listing_problems(source), *icon_problems()})


def model_problems(locale: str, model: Mapping[str, Any]) -> list[Problem]:
    """Everything wrong with one model."""
    language_model = model["interactionModel"]["languageModel"]
    found = [problem for rule in RULES for problem in rule(language_model)]
    size = len(json.dumps(model, ensure_ascii=False).encode())
    if size > MOST_BYTES:
        found.append(Problem("model", f"{size} bytes, {MOST_BYTES} are allowed", "Drop alternatives in samples"))
    return [Problem(f"{locale} {problem.where}", problem.what, problem.mend) for problem in found]


def icon_problems(root: Path = ROOT) -> Iterator[Problem]:
    """Icons of the store pages that are missing or of another size than Amazon takes."""
    for place, edge in ICONS.values():
        path = root / FOLDER / place
        size = struct.unpack(">II", path.read_bytes()[16:24]) if path.exists() else None
        if size != (edge, edge):
            what = "is missing" if size is None else f"is {size[0]} by {size[1]} pixels, not {edge} by {edge}"
            yield Problem(str(path.relative_to(root)), what, "Run `stride art build`")


def _intents(model: LanguageModel) -> Iterator[tuple[str, Mapping[str, str], list[str]]]:
    for intent in model["intents"]:
        slots = {slot["name"]: slot["type"] for slot in intent.get("slots", ())}
        yield intent["name"], slots, intent["samples"]


def _invocation(model: LanguageModel) -> Iterator[Problem]:
    name = model["invocationName"]
    words = name.split()
    if not re.fullmatch(r"[a-z' .]+", name) or len(words) < 2 or WAKE_WORDS & set(words):
        yield Problem("invocation name", f"{name!r}", "Use two or more lower-case words, no wake or launch word")


def _built_ins(model: LanguageModel) -> Iterator[Problem]:
    names = Counter(name for name, _, _ in _intents(model))
    for name in sorted(REQUIRED - set(names)):
        yield Problem(name, "is missing", "Add it to builtin.yaml")
    for name, times in names.items():
        if times > 1:
            yield Problem(name, f"is there {times} times", "Join the entries")
        if not _INTENT_NAME.fullmatch(name):
            yield Problem(name, "is no intent name", "Use letters only")
    if len(names) > MOST_INTENTS:
        yield Problem("intents", f"{len(names)} intents, {MOST_INTENTS} are allowed", "Join some")


def _counts(model: LanguageModel) -> Iterator[Problem]:
    for name, _, samples in _intents(model):
        fewest = FEWEST_BUILT_IN if name.startswith("AMAZON.") else FEWEST
        fewest = FEWEST_TO_START if name == "StartRoutineIntent" else fewest
        if name not in NO_SAMPLES and len(samples) < fewest:
            yield Problem(name, f"has {len(samples)} samples, {fewest} are wanted", "Write more ways of saying it")


def _characters(model: LanguageModel) -> Iterator[Problem]:
    for name, _, samples in _intents(model):
        for sample in samples:
            bare = _SLOT.sub("x", sample)
            if not _SAMPLE.fullmatch(bare):
                yield Problem(f"{name} {sample!r}", "holds a character that is not allowed", "Write it in letters")
            if re.search(r"(^| )'|'( |$)", bare):
                yield Problem(f"{name} {sample!r}", "has an apostrophe at the edge of a word", "Take it out")


def _slots(model: LanguageModel) -> Iterator[Problem]:
    declared = {type_["name"] for type_ in model["types"]}
    for name, slots, samples in _intents(model):
        for slot, type_ in slots.items():
            if type_ not in declared and not type_.startswith("AMAZON."):
                yield Problem(f"{name} {{{slot}}}", f"is of type {type_}, which is not there", "Add it to types/")
        used = {slot for sample in samples for slot in _SLOT.findall(sample)}
        for slot in sorted(used - set(slots)):
            yield Problem(f"{name} {{{slot}}}", "is used in a sample but is no slot", "Add it to the intent's slots")
        for slot in sorted(set(slots) - used):
            yield Problem(f"{name} {{{slot}}}", "is a slot no sample fills", "Write samples for it or drop it")
        for sample in samples:
            if len(_SLOT.findall(sample)) != len(set(_SLOT.findall(sample))):
                yield Problem(f"{name} {sample!r}", "has the same slot twice", "Use two slots")


def _carriers(model: LanguageModel) -> Iterator[Problem]:
    for name, slots, samples in _intents(model):
        free = [slot for slot, type_ in slots.items() if type_ == SEARCH]
        if len(free) > 1:
            yield Problem(name, "has two free phrases", "Keep one AMAZON.SearchQuery an intent")
        for sample in samples:
            named = _SLOT.findall(sample)
            if not any(slot in free for slot in named):
                continue
            if len(named) > 1:
                yield Problem(f"{name} {sample!r}", "has a slot beside its free phrase", "Take the other slot out")
            if not _SLOT.sub("", sample).strip():
                yield Problem(f"{name} {sample!r}", "has no carrier phrase", "Add words around the slot")


def _duplicates(model: LanguageModel) -> Iterator[Problem]:
    """The same words, or the same words with slots of the same types, in two intents."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name, slots, samples in _intents(model):
        for sample in samples:
            shape = _SLOT.sub(lambda match, slots=slots: f"<{slots.get(match.group(1))}>", sample)  # type: ignore[misc]
            owners[shape].add(name)
    for shape, names in owners.items():
        if len(names) > 1:
            both = " and ".join(sorted(names))
            yield Problem(repr(shape), f"is a sample of {both}", "Leave it in one of them")


def _types(model: LanguageModel) -> Iterator[Problem]:
    used = {type_ for _, slots, _ in _intents(model) for type_ in slots.values()}
    for type_ in model["types"]:
        name = type_["name"]
        if name not in used:
            yield Problem(name, "is a slot type nothing uses", "Drop it or give it to a slot")
        ids = Counter(value["id"] for value in type_["values"])
        owners: dict[str, set[str]] = defaultdict(set)
        for value in type_["values"]:
            if not _ID.fullmatch(value["id"]) or ids[value["id"]] > 1:
                yield Problem(f"{name} {value['id']!r}", "is no id, or not the only one", "Use letters and hyphens")
            for said in (value["name"]["value"], *value["name"]["synonyms"]):
                owners[said].add(value["id"])
                if len(said) > LONGEST_VALUE or not _SAMPLE.fullmatch(said):
                    yield Problem(f"{name} {value['id']}", f"{said!r} cannot be said", "Shorten it, letters only")
        for said, among in owners.items():
            if len(among) > 1:
                yield Problem(f"{name} {said!r}", f"means {' and '.join(sorted(among))}", "Leave it in one of them")


RULES: tuple[Callable[[LanguageModel], Iterable[Problem]], ...] = (
    _invocation,
    _built_ins,
    _counts,
    _characters,
    _slots,
    _carriers,
    _duplicates,
    _types,
)


def _template_problems(source: Source) -> Iterator[Problem]:
    for intent in source.intents:
        for template in intent.templates:
            try:
                expand(template, source.rules)
            except TemplateError as problem:
                yield Problem(f"{intent.file} {intent.name}", str(problem), "See docs/add-a-phrase.md")
    for type_, values in source.types.items():
        claimed: dict[str, str] = {}
        for value in values:
            for said in value.says:
                owner = claimed.setdefault(said, value.id)
                if owner != value.id and type_ not in ("EXERCISE", "ROUTINE", "FORM_ASPECT"):
                    yield Problem(f"{type_} {said!r}", f"means {owner} and {value.id}", "Leave it in one of them")


def _listing_problems(source: Source) -> Iterator[Problem]:
    listing = source.listing
    samples = {sample for ways in expanded(source).values() for sample in ways}
    examples = listing["example_phrases"]
    if len(examples) != 3:
        yield Problem("listing.yaml", f"has {len(examples)} example phrases", "Give exactly three")
    for at, example in enumerate(examples):
        phrase = example["phrase"]
        opening = f"alexa, (open|ask|tell|start) {source.invocation_name}"
        if at == 0 and not re.match(opening, phrase.lower()):
            yield Problem(f"listing.yaml {phrase!r}", "does not open the skill", "Begin with Alexa, open ...")
        if "sample" in example and example["sample"] not in samples:
            yield Problem(f"listing.yaml {example['sample']!r}", "is no sample", "Copy one word for word")
        if len(phrase) > LONGEST_EXAMPLE:
            yield Problem(f"listing.yaml {phrase!r}", "is too long", f"Use {LONGEST_EXAMPLE} characters at most")
    for key, most in (("summary", 160), ("description", 4000), ("testing_instructions", 4000)):
        if len(listing[key].strip()) > most:
            yield Problem(f"listing.yaml {key}", f"is longer than {most} characters", "Shorten it")
    if "no substitute for" not in " ".join(listing["description"].split()).replace("is no ", "no "):
        yield Problem("listing.yaml description", "lacks the health disclaimer", "Say it is no medical advice")
