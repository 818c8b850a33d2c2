"""Reads the triage folder of a language: word lists, concepts, rules; every mistake is gathered."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from stride.answers.concepts import stem
from stride.answers.scope import CUES
from stride.content.vocabulary import LEVEL_RANK
from workbench.content.reader import Document, Problem, Where, read
from workbench.triage.notation import NotationError, Recipe, is_name, phrases, recipe

COUNTS = ("past", "asking", "denied")
"""What a rule may let count although a guard speaks against it."""
_RULE_KEYS = ("because", "when", "says", "level", "unless", "raise", "counts", "firm")
_FLAG_KEYS = ("level", "words", "rules", "raise")
_THRESHOLDS = ("flag", "urgent", "other", "higher")


@dataclass(frozen=True)
class Phrase:
    """One phrase of a concept, written out."""

    text: str
    document: Document
    where: Where


@dataclass(frozen=True)
class RuleText:
    """A rule as written, its recipes in concept names."""

    id: str
    flag: str
    level: str
    because: str
    says: tuple[str, ...]
    when: tuple[Recipe, ...]
    unless: tuple[str, ...]
    raises: tuple[tuple[str, Recipe], ...]
    counts: tuple[str, ...]
    firm: bool
    document: Document
    where: Where


@dataclass
class TriageSource:
    """Everything read, and every problem met."""

    concepts: dict[str, list[Phrase]] = field(default_factory=dict)
    rules: list[RuleText] = field(default_factory=list)
    forms: dict[str, str] = field(default_factory=dict)
    silent: list[str] = field(default_factory=list)
    thresholds: dict[str, float] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_triage(folder: Path) -> TriageSource:
    """Reads `folder` (words.yaml, thresholds.yaml, concepts/*.yaml, rules/*.yaml)."""
    source = TriageSource()
    _read_words(source, folder / "words.yaml")
    _read_thresholds(source, folder / "thresholds.yaml")
    for file in sorted((folder / "concepts").glob("*.yaml")):
        document = _open(source, file)
        if document is not None:
            _read_concepts(source, document, document.data, ())
    flags = [document for file in sorted((folder / "rules").glob("*.yaml")) if (document := _open(source, file))]
    for document in flags:
        _read_concepts(source, document, document.data.get("words") or {}, ("words",))
    for document in flags:
        _read_flag(source, document)
    for cue in CUES:
        if cue not in source.concepts:
            source.problems.append(Problem(folder / "concepts", 1, f"the concept `{cue}` is missing; scope needs it"))
    return source


def _open(source: TriageSource, file: Path) -> Document | None:
    if not file.exists():
        source.problems.append(Problem(file, 1, "this file is missing; add it"))
        return None
    document, problems = read(file)
    source.problems += problems
    if document is not None and not isinstance(document.data, dict):
        source.problems.append(document.problem((), "this file should be `key: value` lines"))
        return None
    return document


def _read_words(source: TriageSource, file: Path) -> None:
    document = _open(source, file)
    if document is None:
        return
    source.silent = str(document.data.get("silent") or "").split()
    for word, entry in (document.data.get("forms") or {}).items():
        for form in str(entry).split():
            if source.forms.setdefault(form, stem(str(word))) != stem(str(word)):
                text = f"`{form}` already stands for `{source.forms[form]}`; keep one"
                source.problems.append(document.problem(("forms", str(word)), text))
    for word in str(document.data.get("whole") or "").split():
        if source.forms.setdefault(word, word) != word:
            text = f"`{word}` already stands for `{source.forms[word]}`; keep one"
            source.problems.append(document.problem(("whole",), text))


def _read_thresholds(source: TriageSource, file: Path) -> None:
    document = _open(source, file)
    if document is None:
        return
    for name in _THRESHOLDS:
        value = document.data.get(name)
        if not isinstance(value, int | float) or not 0 <= value <= 1.01:
            source.problems.append(document.problem((name,), f"`{name}` should be a number from 0 to 1"))
        else:
            source.thresholds[name] = float(value)


def _read_concepts(source: TriageSource, document: Document, data: Any, base: Where) -> None:
    for name, entries in data.items():
        where: Where = (*base, str(name))
        if not is_name(str(name)):
            source.problems.append(
                document.problem(where, f"`{name}` is no concept name; use small letters and hyphens")
            )
            continue
        if name in source.concepts:
            first = source.concepts[name][0].document.file.name if source.concepts[name] else "another file"
            source.problems.append(document.problem(where, f"`{name}` is also in {first}; join the two"))
            continue
        source.concepts[name] = []
        if not isinstance(entries, list) or not entries:
            source.problems.append(
                document.problem(where, f"`{name}` should be a list of phrases, `- ` before each line")
            )
            continue
        for place, entry in enumerate(entries):
            try:
                written = phrases(str(entry))
            except NotationError as error:
                source.problems.append(document.problem((*where, place), str(error)))
                continue
            source.concepts[name] += [Phrase(text, document, (*where, place)) for text in written]


def _read_flag(source: TriageSource, document: Document) -> None:
    data, flag = document.data, document.file.stem
    _unknown_keys(source, document, data, (), _FLAG_KEYS)
    level = _level(source, document, data.get("level"), ("level",))
    rules = data.get("rules")
    if not isinstance(rules, dict) or not rules:
        source.problems.append(document.problem(("rules",), "`rules` should hold at least one rule"))
        return
    common = _raises(source, document, data.get("raise"), ("raise",))
    for name, entry in rules.items():
        where: Where = ("rules", str(name))
        if not isinstance(entry, dict):
            source.problems.append(document.problem(where, f"`{name}` should hold `key: value` lines"))
            continue
        _unknown_keys(source, document, entry, where, _RULE_KEYS)
        for key in ("because", "when", "says"):
            if not entry.get(key):
                source.problems.append(document.problem(where, f"`{key}` is missing; add it"))
        raises = common + _raises(source, document, entry.get("raise"), (*where, "raise"))
        own = _level(source, document, entry["level"], (*where, "level")) if "level" in entry else level
        source.rules.append(
            RuleText(
                id=f"{flag}/{name}",
                flag=flag,
                level=own,
                because=" ".join(str(entry.get("because") or "").split()),
                says=tuple(map(str, _listed(entry.get("says")))),
                when=_recipes(source, document, entry.get("when"), (*where, "when")),
                unless=_names(source, document, entry.get("unless"), (*where, "unless")),
                raises=tuple(sorted(raises, key=lambda pair: -LEVEL_RANK[pair[0]])),
                counts=_counts(source, document, entry.get("counts"), (*where, "counts")),
                firm=str(entry.get("firm")).lower() == "true",
                document=document,
                where=where,
            )
        )


def _unknown_keys(
    source: TriageSource, document: Document, data: dict[str, Any], where: Where, known: tuple[str, ...]
) -> None:
    for key in data:
        if key not in known:
            text = f"`{key}` is not a field{_near(str(key), known)}"
            source.problems.append(document.problem((*where, str(key)), text))


def _level(source: TriageSource, document: Document, value: Any, where: Where) -> str:
    if value not in LEVEL_RANK:
        source.problems.append(
            document.problem(where, f"`level` should be one of {', '.join(LEVEL_RANK)}, not `{value}`")
        )
        return "emergency"
    return str(value)


def _raises(source: TriageSource, document: Document, value: Any, where: Where) -> tuple[tuple[str, Recipe], ...]:
    found: list[tuple[str, Recipe]] = []
    for level, entry in (value or {}).items():
        here = (*where, str(level))
        if level not in LEVEL_RANK:
            source.problems.append(
                document.problem(here, f"`{level}` is no level{_near(str(level), tuple(LEVEL_RANK))}")
            )
            continue
        found += [(str(level), one) for one in _recipes(source, document, entry, here)]
    return tuple(found)


def _recipes(source: TriageSource, document: Document, value: Any, where: Where) -> tuple[Recipe, ...]:
    found: list[Recipe] = []
    for place, entry in enumerate(_listed(value)):
        here = (*where, place) if isinstance(value, list) else where
        try:
            one = recipe(str(entry))
        except NotationError as error:
            source.problems.append(document.problem(here, str(error)))
            continue
        for name in (name for chain in one for term in chain for name in term):
            _check_known(source, document, name, here)
        if one in found:
            source.problems.append(document.problem(here, f"`{entry}` stands here twice; keep one"))
        found.append(one)
    return tuple(found)


def _names(source: TriageSource, document: Document, value: Any, where: Where) -> tuple[str, ...]:
    names = tuple(map(str, _listed(value)))
    for name in names:
        _check_known(source, document, name, where)
    return names


def _counts(source: TriageSource, document: Document, value: Any, where: Where) -> tuple[str, ...]:
    names = tuple(map(str, _listed(value)))
    for name in names:
        if name not in COUNTS:
            source.problems.append(document.problem(where, f"`{name}` cannot count; choose from {', '.join(COUNTS)}"))
    return names


def _check_known(source: TriageSource, document: Document, name: str, where: Where) -> None:
    if name not in source.concepts:
        text = f"`{name}` is not a concept{_near(name, tuple(source.concepts))}"
        source.problems.append(document.problem(where, text))


def _near(name: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(name, known, 1)
    return f"; did you mean `{near[0]}`?" if near else "; add it to a concepts file or correct the name"


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]
