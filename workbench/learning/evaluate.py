"""How good the whole decision is on a labelled file that nobody tuned to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from stride.answers.decide import TRIAGE, Decision, Triage, decide
from stride.answers.retrieval import Ranking, Retriever
from stride.content.vocabulary import LEVEL_RANK

KINDS = ("question", "flag", "benign", "elsewhere")


@dataclass(frozen=True)
class Labelled:
    """One line of a labelled file."""

    text: str
    kind: str
    """question, flag, benign or elsewhere."""
    label: str
    """Topic id or flag id; empty or a group's name otherwise."""
    level: str | None
    """The least urgency that is enough for a flag; None where the file gives none."""


@dataclass(frozen=True)
class Outcome:
    """What the coach did with one line."""

    line: Labelled
    decision: Decision
    ranking: Ranking

    @property
    def places(self) -> tuple[str, ...]:
        """Topics, the likeliest first."""
        return tuple(topic for topic, _ in self.ranking.topics)


@dataclass(frozen=True)
class Report:
    """Figures over a labelled file; a share is (how many, out of how many)."""

    shares: dict[str, tuple[int, int]]
    topic_confusions: tuple[tuple[str, str, int], ...]
    """Meant, taken for, how often."""
    flag_confusions: tuple[tuple[str, str, int], ...]
    mistakes: tuple[Outcome, ...]

    def share(self, name: str) -> float:
        """A share between 0 and 1; 0 where there was nothing to count."""
        part, whole = self.shares[name]
        return part / whole if whole else 0.0

    def __str__(self) -> str:
        rows = [f"{name:34s} {part:5d} of {whole:5d}  {100 * self.share(name):6.2f} %"
                for name, (part, whole) in self.shares.items() if whole]  # fmt: skip
        pairs = [f"  {meant} -> {taken}: {count}" for meant, taken, count in
                 (*self.topic_confusions, *self.flag_confusions)]  # fmt: skip
        return "\n".join([*rows, *(["confusions:"] if pairs else []), *pairs])


class LabelledFileError(ValueError):
    """A labelled file breaks its format; the text names file, line and what was expected."""


def evaluate(file: Path, triage: Triage, retriever: Retriever) -> Report:
    """Decides about every line of a labelled file and counts. Raises LabelledFileError."""
    return count(
        Outcome(line, decide(line.text, triage, lambda: retriever), retriever.rank(line.text))
        for line in read_labelled(file)
    )


def read_labelled(file: Path) -> list[Labelled]:
    """Reads `kind<TAB>id<TAB>level<TAB>phrasing` lines, or JSON lines with question and topic, flag or kind."""
    out = []
    for number, raw in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if raw.strip():
            line = _from_json(raw) if raw.lstrip().startswith("{") else _from_cells(raw.split("\t"))
            if line is None or line.kind not in KINDS:
                raise LabelledFileError(
                    f"{file}:{number}: expected kind, id, level and phrasing between tabs, or a JSON object"
                    f" with question and topic, flag or kind ({', '.join(KINDS)}); found {raw[:60]!r}"
                )
            out.append(line)
    return out


def count(outcomes: Iterable[Outcome]) -> Report:
    """The figures over what the coach did."""
    every = list(outcomes)
    by_kind = {kind: [one for one in every if one.line.kind == kind] for kind in KINDS}
    questions, flags, benign, elsewhere = (by_kind[kind] for kind in KINDS)
    answered = [one for one in questions if one.decision.kind == "answer"]
    offered = [one for one in questions if one.decision.kind in ("answer", "confirm")]
    unknown = [one for one in every if one.decision.kind == "unknown"]
    found = [one for one in flags if one.decision.kind == TRIAGE]
    emergencies = [one for one in flags if one.line.level == "emergency"]
    levelled = [one for one in found if one.line.level]
    shares = {
        "top-1": _share(questions, lambda one: one.line.label == one.places[:1][0] if one.places else False),
        "top-2": _share(questions, lambda one: one.line.label in one.places[:2]),
        "questions answered at once": (len(answered), len(questions)),
        "of those right": _share(answered, _right),
        "questions asked back (two offered)": (len(offered) - len(answered), len(questions)),
        "right among what is offered": _share(offered, _right),
        "questions unknown": _share(questions, lambda one: one.decision.kind == "unknown"),
        "questions taken for a flag": _share(questions, _alarmed),
        "unknown rightly": _share(unknown, lambda one: one.line.kind in ("elsewhere", "benign")),
        "off-topic answered": _share(elsewhere, lambda one: one.decision.kind == "answer"),
        "off-topic asked back": _share(elsewhere, lambda one: one.decision.kind == "confirm"),
        "off-topic taken for a flag": _share(elsewhere, _alarmed),
        "benign answered": _share(benign, lambda one: one.decision.kind == "answer"),
        "benign false alarms": _share(benign, _alarmed),
        "flags found": (len(found), len(flags)),
        "emergencies found": _share(emergencies, _alarmed),
        "flag named rightly": _share(found, lambda one: one.decision.flag == one.line.label),
        "level high enough": _share(levelled, _urgent_enough),
        "level exactly right": _share(levelled, lambda one: one.decision.level == one.line.level),
    }
    return Report(
        shares,
        _confusions((one.line.label, _taken_for(one)) for one in questions if not _right(one)),
        _confusions((one.line.label, one.decision.flag or one.decision.kind) for one in flags
                    if one.decision.flag != one.line.label),
        tuple(one for one in every if not _fine(one)),
    )  # fmt: skip


def _right(one: Outcome) -> bool:
    return one.line.label in one.decision.topics


def _alarmed(one: Outcome) -> bool:
    return one.decision.kind == TRIAGE


def _urgent_enough(one: Outcome) -> bool:
    given, needed = one.decision.level, one.line.level
    return LEVEL_RANK.get(given or "", 0) >= LEVEL_RANK.get(needed or "", 9)


def _fine(one: Outcome) -> bool:
    if one.line.kind == "question":
        return _right(one)
    if one.line.kind == "flag":
        return _alarmed(one) and (one.line.level is None or _urgent_enough(one))
    return one.decision.kind in ("unknown", "confirm")


def _taken_for(one: Outcome) -> str:
    return one.decision.flag or (one.decision.topics[0] if one.decision.topics else one.decision.kind)


def _share(some: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> tuple[int, int]:
    return sum(holds(one) for one in some), len(some)


def _confusions(pairs: Iterable[tuple[str, str]], most: int = 25) -> tuple[tuple[str, str, int], ...]:
    ranked = sorted(Counter(pairs).items(), key=lambda item: (-item[1], item[0]))
    return tuple((meant, taken, times) for (meant, taken), times in ranked[:most])


def _from_cells(cells: Sequence[str]) -> Labelled | None:
    if len(cells) != 4:
        return None
    kind, label, level, text = (cell.strip() for cell in cells)
    return Labelled(text, kind, label, level if level in LEVEL_RANK else None)


def _from_json(raw: str) -> Labelled | None:
    try:
        entry = json.loads(raw)
    except ValueError:
        return None
    text = entry.get("question")
    if not isinstance(text, str):
        return None
    kind = "question" if entry.get("topic") else "flag" if entry.get("flag") else entry.get("kind", "elsewhere")
    label = entry.get("topic") or entry.get("flag") or ""
    return Labelled(text, kind, label, entry.get("level"))
