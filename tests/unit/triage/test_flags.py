from __future__ import annotations

from pathlib import Path

import pytest

from stride.answers.triage import Triage
from stride.content.vocabulary import LEVEL_RANK
from workbench import learning

from .said import BENIGN, CONTRASTS, FLAGGED


@pytest.mark.parametrize(("said", "flag", "level"), FLAGGED)
def test_a_red_flag_is_found_with_its_urgency(triage: Triage, said: str, flag: str, level: str) -> None:
    finding = triage.check(said)
    assert finding is not None
    assert (finding.flag, finding.level) == (flag, level)
    assert finding.why


@pytest.mark.parametrize("said", BENIGN)
def test_what_is_harmless_stays_so(triage: Triage, said: str) -> None:
    assert triage.check(said) is None


@pytest.mark.parametrize(("harmless", "flagged"), CONTRASTS)
def test_nearly_the_same_words_are_told_apart(triage: Triage, harmless: str, flagged: str) -> None:
    assert triage.check(harmless) is None
    assert triage.check(flagged) is not None


def test_every_flag_stands_in_the_table(triage: Triage) -> None:
    assert {flag for _, flag, _ in FLAGGED} == {rule.flag for rule in triage.rules}


def test_somebody_else_in_danger_now_is_an_emergency(triage: Triage) -> None:
    finding = triage.check("my husband has collapsed with chest pain")
    assert finding is not None
    assert finding.level == "emergency"


def test_each_finding_names_a_known_level(triage: Triage) -> None:
    found = [triage.check(said) for said, _, _ in FLAGGED]
    assert all(finding is not None and finding.level in LEVEL_RANK for finding in found)


LISTED = Path(str(learning.__file__)).parents[1] / "triage" / "phrases" / "en-listed.tsv"


@pytest.mark.parametrize("line", sorted(set(LISTED.read_text(encoding="utf-8").splitlines())))
def test_a_phrase_that_the_evidence_lists_is_always_found(triage: Triage, line: str) -> None:
    assert triage.check(line.split("\t")[2]) is not None
