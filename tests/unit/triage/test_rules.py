"""Every rule has a line in its file that shows what it is for, and that line meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from stride.answers.triage import COMPILED, Triage
from workbench.triage.source import RuleText, read_triage

RULES = read_triage(COMPILED.parent / "en" / "triage").rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_met_by_its_own_example(triage: Triage, rule: RuleText) -> None:
    for said in rule.says:
        met = {one.rule.id: one.against for one in triage.examine(said).met}
        assert rule.id in met
        assert met[rule.id] is None


def test_every_rule_says_why(triage: Triage) -> None:
    assert all(rule.reason.endswith(".") for rule in triage.rules)


def test_there_is_one_file_a_flag_and_one_flag_a_file() -> None:
    folder = COMPILED.parent / "en"
    rules = {path.stem for path in (folder / "triage" / "rules").glob("*.yaml")}
    assert rules == {path.stem for path in (folder / "flags").glob("*.yaml")}


def test_without_the_table_rules_decide_alone() -> None:
    from stride.answers.triage import read_content

    alone = Triage(read_content(Path(COMPILED) / "en" / "triage.json"))
    finding = alone.check("my saddle area is numb")
    assert finding is not None
    assert finding.rule == "rf-cauda-equina/saddle-numb"
    assert alone.check("good morning") is None
