"""Compiles the triage of a language into `compiled/<language>/triage.json`; same sources, same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from stride.answers.concepts import ENDS, MOST, SKIP, plain, stem
from stride.answers.scope import CUES
from stride.answers.triage import COMPILED
from workbench.content.reader import Problem
from workbench.triage.source import Phrase, TriageSource, read_triage

CONTENT = COMPILED.parent


class BrokenTriage(Exception):
    """The triage files have mistakes; `problems` lists them all."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def build(language: str = "en", root: Path = CONTENT, out: Path = COMPILED) -> Path:
    """Writes the artefact and returns its path. Raises BrokenTriage."""
    path = out / language / "triage.json"
    text = compiled(root / language / "triage")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    return path


def stale(language: str = "en", root: Path = CONTENT, out: Path = COMPILED) -> list[Path]:
    """The artefact, if it differs from what the sources give now or is missing."""
    path = out / language / "triage.json"
    text = compiled(root / language / "triage")
    return [] if path.exists() and path.read_bytes() == text else [path]


def compiled(folder: Path) -> bytes:
    """The artefact of the triage files in `folder`. Raises BrokenTriage."""
    content, problems = gather(folder)
    if problems:
        raise BrokenTriage(problems)
    lines = [f"{_json(key)}:{_json(value)}" for key, value in content.items() if key != "rules"]
    rules = ",\n ".join(_json(rule) for rule in content["rules"])
    return ("{" + ",\n".join(lines) + ',\n"rules":[\n ' + rules + "]}\n").encode()


def gather(folder: Path) -> tuple[dict[str, Any], list[Problem]]:
    """The content of the artefact and every problem of its sources."""
    source = read_triage(folder)
    problems = [*source.problems, *_unused(source)]
    names = sorted(source.concepts)
    numbers = {name: number for number, name in enumerate(names)}
    tables, repeated = _tables(source, numbers)
    content = {
        "concepts": names,
        "silent": sorted(source.silent),
        "forms": dict(sorted(source.forms.items())),
        "thresholds": source.thresholds,
        **tables,
        "rules": [] if problems else [_rule(rule, numbers) for rule in source.rules],
    }
    return content, sorted(problems + repeated, key=lambda one: (str(one.file), one.line, one.text))


def _tables(source: TriageSource, numbers: dict[str, int]) -> tuple[dict[str, Any], list[Problem]]:
    tables: dict[str, Any] = {"phrases": {}, "gaps": {}, "exact": {}}
    problems: list[Problem] = []
    for name, phrases in sorted(source.concepts.items()):
        seen: dict[tuple[str, ...], Phrase] = {}
        for phrase in phrases:
            written = tuple(plain(word) for word in phrase.text.split())
            path = _path((word for word in written if word not in source.silent), source)
            gapped = SKIP in written
            whole = not gapped and len(written) > 1 and (len(path) < 2 or written[-1] in source.silent)
            if whole:
                path = _path(written, source)
            if not path or SKIP in (path[0], path[-1]):
                text = f"`{phrase.text}` has no word that counts at its beginning or end; it could never be found"
                problems.append(phrase.document.problem(phrase.where, text))
            elif path in seen:
                first = seen[path]
                if first.where != phrase.where:
                    text = f"`{phrase.text}` repeats `{first.text}` of `{name}`; keep one"
                    problems.append(phrase.document.problem(phrase.where, text))
            else:
                seen[path] = phrase
                if gapped:
                    _grow(tables["gaps"], path, numbers[name])
                else:
                    _insert(tables["exact" if whole else "phrases"], path, numbers[name])
    return tables, problems


def _path(words: Iterable[str], source: TriageSource) -> tuple[str, ...]:
    return tuple(word if word == SKIP else source.forms.get(word) or stem(word) for word in words)


def _insert(table: dict[str, Any], path: tuple[str, ...], concept: int) -> None:
    branch = table.setdefault(path[0], {MOST: 0})
    branch[MOST] = max(branch[MOST], len(path) - 1)
    branch.setdefault(" ".join(path[1:]), []).append(concept)


def _grow(tree: dict[str, Any], path: tuple[str, ...], concept: int) -> None:
    for word in path:
        tree = tree.setdefault(word, {})
    tree.setdefault(ENDS, []).append(concept)


def _unused(source: TriageSource) -> list[Problem]:
    used = {name for rule in source.rules for name in rule.unless}
    for rule in source.rules:
        recipes = [*rule.when, *(one for _, one in rule.raises)]
        used |= {name for one in recipes for chain in one for term in chain for name in term}
    idle = [name for name in source.concepts if name not in used and name not in CUES]
    return [
        phrases[0].document.problem(phrases[0].where[:-1], f"`{name}` is used by no rule; use it or remove it")
        for name in idle
        if (phrases := source.concepts[name])
    ]


def _rule(rule: Any, numbers: dict[str, int]) -> dict[str, Any]:
    def coded(one: Any) -> list[list[list[int]]]:
        return [[sorted(numbers[name] for name in term) for term in chain] for chain in one]

    entry: dict[str, Any] = {
        "id": rule.id,
        "flag": rule.flag,
        "level": rule.level,
        "because": rule.because,
        "when": [coded(one) for one in rule.when],
    }
    if rule.unless:
        entry["unless"] = sorted(numbers[name] for name in rule.unless)
    if rule.raises:
        entry["raise"] = [[level, coded(one)] for level, one in rule.raises]
    if rule.counts:
        entry["counts"] = list(rule.counts)
    if rule.firm:
        entry["firm"] = True
    return entry


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
