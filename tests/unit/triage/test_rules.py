"""Every rule has a line in its file that shows what it is for, and that line meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from stride.answers.triage import COMPILED, Triage, read_content
from stride.answers.weighing import Weigher
from workbench.triage.source import RuleText, read_triage

RULES = read_triage(COMPILED.parent / "en" / "triage").rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_met_by_its_own_example(triage: Triage, rule: RuleText) -> None:
    for said in rule.says:
        met = {one.rule.id: one.against for one in triage.examine(said).met}
        assert rule.id in met
        assert met[rule.id] is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rules_own_example_is_a_red_flag(triage: Triage, rule: RuleText) -> None:
    for said in rule.says:
        assert triage.check(said) is not None


@pytest.mark.parametrize(
    "said",
    ["saddle numbness", "i wet myself", "fever", "i'm fifteen", "foot drop", "chest pain", "numb feet", "cauda equina"],
)
def test_a_few_plain_words_are_enough(triage: Triage, said: str) -> None:
    assert triage.check(said) is not None


def test_a_flag_that_the_table_has_not_learned_yet_is_found_by_its_rule() -> None:
    content = dict(read_content(COMPILED / "en" / "triage.json"))
    content["rules"] = [
        {**rule, "flag": "rf-new"} if rule["flag"] == "rf-dark-urine-after-effort" else rule
        for rule in content["rules"]
    ]
    finding = Triage(content, Weigher.load()).check("my urine is dark brown after the marathon")
    assert finding is not None
    assert finding.flag == "rf-new"


def test_every_rule_says_why(triage: Triage) -> None:
    assert all(rule.reason.endswith(".") for rule in triage.rules)


def test_there_is_one_file_a_flag_and_one_flag_a_file() -> None:
    folder = COMPILED.parent / "en"
    rules = {path.stem for path in (folder / "triage" / "rules").glob("*.yaml")}
    assert rules == {path.stem for path in (folder / "flags").glob("*.yaml")}


def test_without_the_table_rules_decide_alone() -> None:
    alone = Triage(read_content(Path(COMPILED) / "en" / "triage.json"))
    finding = alone.check("my saddle area is numb")
    assert finding is not None
    assert finding.rule == "rf-cauda-equina/saddle-numb"
    assert alone.check("good morning") is None
