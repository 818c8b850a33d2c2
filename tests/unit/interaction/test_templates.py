"""The notation samples are written in."""

from __future__ import annotations

import pytest

from workbench.interaction.templates import ENOUGH, TemplateError, expand

RULES = {"give": "(give|show) me", "loop": "<loop>"}


@pytest.mark.parametrize(
    ("template", "samples"),
    [
        ("warm up", ("warm up",)),
        ("(a|b) c", ("a c", "b c")),
        ("[a] b", ("a b", "b")),
        (
            "<give> [the] {exercise}",
            ("give me the {exercise}", "give me {exercise}", "show me the {exercise}", "show me {exercise}"),
        ),
        ("(a (b|c)|d)", ("a b", "a c", "d")),
        ("i('ve|) done", ("i done", "i've done")),
    ],
)
def test_a_template_stands_for_its_samples(template: str, samples: tuple[str, ...]) -> None:
    assert expand(template, RULES) == samples


def test_a_large_template_says_every_alternative_at_least_once() -> None:
    letters = [f"w{chr(97 + at)}" for at in range(20)]
    samples = expand(f"({'|'.join(letters)}) ({'|'.join(reversed(letters))}) x", {})
    assert ENOUGH // 2 <= len(samples) <= max(ENOUGH, len(letters))
    for place in (0, 1):
        assert {sample.split()[place] for sample in samples} == set(letters)


@pytest.mark.parametrize(
    ("template", "complaint"),
    [
        ("(a|b", "never closes it"),
        ("a)", "closes a bracket it never opened"),
        ("(a|b]", "mixes round and square"),
        ("<nothing> a", "<nothing> is no rule"),
        ("<loop>", "uses itself"),
    ],
)
def test_a_broken_template_says_what_is_wrong(template: str, complaint: str) -> None:
    with pytest.raises(TemplateError, match=complaint):
        expand(template, RULES)
