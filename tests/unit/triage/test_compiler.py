from __future__ import annotations

from pathlib import Path

import pytest

from stride.answers.triage import COMPILED, Triage, TriageMissing, read_content
from workbench.triage.build import BrokenTriage, compiled, stale
from workbench.triage.notation import NotationError, phrases, recipe

SOURCE = COMPILED.parent / "en" / "triage"
SCOPE = (SOURCE / "concepts" / "scope.yaml").read_text(encoding="utf-8")
WORDS = "silent: the a my i\nforms:\n  fall: fell\nwhole: legs\n"
THRESHOLDS = "flag: 0.4\nurgent: 0.7\nother: 0.2\nhigher: 0.2\n"
RULES = """level: emergency
words:
  saddle:
    - crotch
  numb:
    - no feeling, numb
rules:
  saddle-numb:
    because: A reason.
    says: my crotch is numb
    when: [saddle > numb, numb > saddle]
"""


def folder(root: Path, **files: str) -> Path:
    contents = {"words": WORDS, "thresholds": THRESHOLDS, "concepts/scope": SCOPE, "rules/rf-x": RULES, **files}
    for name, text in contents.items():
        path = root / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def complaints(root: Path, **files: str) -> list[str]:
    with pytest.raises(BrokenTriage) as caught:
        compiled(folder(root, **files))
    return [f"{one.file.name}:{one.line}: {one.text}" for one in caught.value.problems]


def test_good_files_compile_to_the_same_bytes(tmp_path: Path) -> None:
    root = folder(tmp_path)
    assert compiled(root) == compiled(root)


def test_the_committed_artefact_is_current() -> None:
    assert stale() == []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("saddle > numb", "sadle > numb", "rf-x.yaml:11: `sadle` is not a concept; did you mean `saddle`?"),
        ("no feeling, numb", "no feeling, numb, Numb!", "rf-x.yaml:6: `Numb!` has more than lower-case words"),
        ("    - crotch", "    - crotch\n    - crotch", "rf-x.yaml:5: `crotch` repeats `crotch` of `saddle`; keep one"),
        ("    - crotch", "    - the", "`the` has no word that counts"),
        ("    - crotch", "    - (crotch|groin", "rf-x.yaml:4: `(crotch|groin` has a bracket"),
        ("  numb:\n", "  idle:\n    - idle\n  numb:\n", "rf-x.yaml:5: `idle` is used by no rule; use it or remove it"),
        ("level: emergency", "level: urgent", "rf-x.yaml:1: `level` should be one of soon, same-day, emergency"),
        ("    because: A reason.\n", "", "`because` is missing; add it"),
        ("    says:", "    say:", "`say` is not a field; did you mean `says`?"),
        ("numb > saddle]", "saddle > numb]", "`saddle > numb` stands here twice; keep one"),
        ("    says:", "    counts: future\n    says:", "`future` cannot count; choose from past, asking, denied"),
        ("numb > saddle", "numb > ", "a concept is missing beside +, > or |"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_mend(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert old in RULES
    told = complaints(tmp_path, **{"rules/rf-x": RULES.replace(old, new, 1)})
    assert any(complaint in one for one in told), told


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    broken = RULES.replace("saddle > numb", "sadle > nmb", 1)
    assert len(complaints(tmp_path, **{"rules/rf-x": broken, "thresholds": "flag: 7\n"})) >= 5


def test_a_concept_in_two_files_is_a_mistake(tmp_path: Path) -> None:
    told = complaints(tmp_path, **{"concepts/body": "saddle:\n  - saddle\n"})
    assert any("`saddle` is also in body.yaml; join the two" in one for one in told)


def test_a_missing_cue_is_a_mistake(tmp_path: Path) -> None:
    told = complaints(tmp_path, **{"concepts/scope": SCOPE.replace("past:\n", "pst:\n", 1)})
    assert any("the concept `past` is missing" in one for one in told)


@pytest.mark.parametrize(
    ("entry", "variants"),
    [
        ("numb", ["numb"]),
        ("(left|right) foot", ["left foot", "right foot"]),
        ("no [more] feeling", ["no feeling", "no more feeling"]),
        ("(foot|leg)'s dead", ["foot's dead", "leg's dead"]),
        ("can't ~ leg, dead", ["can't ~ leg", "dead"]),
    ],
)
def test_phrases_are_written_out(entry: str, variants: list[str]) -> None:
    assert phrases(entry) == variants


def test_a_phrase_may_not_explode() -> None:
    with pytest.raises(NotationError, match="split it"):
        phrases(" ".join(["(a|b|c|d)"] * 6))


def test_a_recipe_reads_as_written() -> None:
    assert recipe("saddle > numb|tingling + since") == ((("saddle",), ("numb", "tingling")), (("since",),))


def test_a_missing_artefact_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(TriageMissing, match="stride content build"):
        read_content(tmp_path / "triage.json")


def test_a_damaged_artefact_names_the_command(tmp_path: Path) -> None:
    for text in ("{", "{}"):
        path = tmp_path / f"{len(text)}.json"
        path.write_text(text)
        with pytest.raises(TriageMissing, match="stride content build"):
            read_content(path)


def test_a_table_of_other_rules_is_refused(tmp_path: Path) -> None:
    import json

    from stride.answers.weighing import Weigher

    with pytest.raises(TriageMissing, match="learn again"):
        Triage(json.loads(compiled(folder(tmp_path))), Weigher.load())


def test_the_compiled_rules_work(tmp_path: Path) -> None:
    import json

    triage = Triage(json.loads(compiled(folder(tmp_path))))
    finding = triage.check("my crotch is numb")
    assert finding is not None
    assert (finding.flag, finding.level, finding.rule) == ("rf-x", "emergency", "rf-x/saddle-numb")
